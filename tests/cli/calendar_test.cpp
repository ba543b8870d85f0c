// The verb calendar: its table, its JSON, its file, and what it refuses.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/shell.hpp"

namespace percuta {

using nlohmann::json;

class Calendars : public InAFolder {
protected:
    std::string plan(const std::string& facts = "", const std::string& schedule = "start = 2027-03-26\n") const {
        return write("plan.toml",
                     "plan_version = 1\n[subject]\nage = \"32 yr\"\nsex = \"female\"\nphototype = 3\nsite = \"cheek\"\n"
                     "facts = { " +
                         facts +
                         " }\n[concern]\nkind = \"acne-scar\"\n[device]\nmodel = \"pen-12\"\n[technique]\npasses = 4\n"
                         "[schedule]\n" +
                         schedule + "follow_up = \"5 wk\"\n");
    }
};

namespace {

TEST_F(Calendars, SayWhatComesBeforeAndAfterAndWhenToGetHelp) {
    const Output out = percuta("calendar " + plan() + " --zone Europe/Berlin --policy label", "2>&1");
    EXPECT_EQ(out.code, 0) << out.text;
    for (const char* words :
         {"one session by the policy \"label\"", "time zone Europe/Berlin",
          "sessions begin at 10:00, as the plan does not say", "2027-03-25 ", "No tan, sunbed or strong sun",
          "Ends before the simulated channels close", "Session 1 of 1", "When to get help",
          "Emergency: call for help now", "Pus or yellow crust, or "})
        EXPECT_NE(out.text.find(words), std::string::npos) << words << "\n" << out.text;
    EXPECT_EQ(out.text.find("[for the clinician]"), std::string::npos);
}

TEST_F(Calendars, WriteJsonThatScriptsCanRead) {
    const json found = json::parse(percuta("calendar " + plan() + " --zone Europe/Berlin --json -", "").text);
    EXPECT_EQ(found["zone"], "Europe/Berlin");
    bool sport = false;
    for (const json& entry : found["calendar"]) {
        if (entry["rule"] != "ac-no-exercise") continue;
        sport = true;
        EXPECT_EQ(entry["kind"], "aftercare");
        EXPECT_EQ(entry["all_day"], false);
        EXPECT_EQ(entry["to"].get<std::string>().substr(0, 10), "2027-03-29");
        EXPECT_NEAR(entry["to_d"].get<double>() - entry["from_d"].get<double>(), 3.0 + 1.0 / 24.0, 1e-9)
            << "clocks change";
    }
    EXPECT_TRUE(sport);
    EXPECT_GT(found["red_flags"].size(), 10U);
}

TEST_F(Calendars, WriteAFileAndMarkWhatChanged) {
    const std::string to = (folder / "care.ics").string();
    ASSERT_EQ(percuta("--quiet calendar " + plan() + " -o " + to).code, 0);
    const std::string first = slurp(to);
    EXPECT_NE(first.find("SUMMARY:Appointment"), std::string::npos);
    EXPECT_EQ(first.find("SEQUENCE:1"), std::string::npos);
    ASSERT_EQ(percuta("--quiet calendar " + plan() + " -o " + to).code, 0);
    EXPECT_EQ(slurp(to), first);
    ASSERT_EQ(percuta("--quiet calendar " + plan() + " --time 14:30 -o " + to).code, 0);
    EXPECT_NE(slurp(to).find("SEQUENCE:1"), std::string::npos);
}

TEST_F(Calendars, OfManySessionsAreTakenUpAgainHoweverLongTheyAre) {
    const std::string many = plan("", "start = 2027-01-05\nsessions = 60\ninterval = \"4 wk\"\n");
    const std::string run =
        "--quiet run " + many + " --fidelity column --samples 0 --fhir -o " + (folder / "out").string();
    ASSERT_EQ(percuta(run).code, 0);
    const std::string first = slurp(folder / "out" / "calendar.ics");
    EXPECT_GT(first.size(), std::size_t{1} << 20U) << "longer than any plan";
    const Output again = percuta(run);
    EXPECT_EQ(again.code, 0) << again.text;
    EXPECT_EQ(slurp(folder / "out" / "calendar.ics"), first);
}

TEST_F(Calendars, ComeWithARun) {
    const Output out = percuta("run " + plan() + " --fidelity column --samples 8 -o " + (folder / "out").string());
    ASSERT_EQ(out.code, 0) << out.text;
    EXPECT_NE(out.text.find("calendar.ics"), std::string::npos);
    EXPECT_NE(slurp(folder / "out" / "calendar.ics").find("BEGIN:VCALENDAR"), std::string::npos);
    const json result = json::parse(slurp(folder / "out" / "result.json"));
    EXPECT_GT(result["calendar"].size(), 20U);
    const std::string page = slurp(folder / "out" / "report.html");
    EXPECT_NE(page.find("When to get help"), std::string::npos);
    ASSERT_EQ(percuta("run " + plan("", "") + " --fidelity column --samples 8 -o " + (folder / "out").string()).code,
              0);
    EXPECT_FALSE(std::filesystem::exists(folder / "out" / "calendar.ics")) << "without a day there is none";
}

TEST_F(Calendars, RefuseWhatTheyDoNotUnderstand) {
    const auto refused = [&](const std::string& call, int code, const std::string& words) {
        const Output out = percuta(call, "2>&1");
        EXPECT_EQ(out.code, code) << out.text;
        EXPECT_NE(out.text.find(words), std::string::npos) << out.text;
    };
    refused("calendar " + plan() + " --zone Europe/Berln", 2, "Europe/Berlin");
    refused("calendar " + plan() + " --time 25:00", 2, "is not a time of day");
    refused("calendar " + plan("", "") + " -o " + (folder / "x.ics").string(), 2, "needs the day of the first session");
    refused("calendar " + plan() + " -o " + write("other.ics", "hello"), 2, "no calendar of this program");
    refused("calendar " + plan("\"area.skin_cancer\" = true"), 4, "ci-");
    EXPECT_EQ(percuta("calendar " + plan("\"area.skin_cancer\" = true") + " --override \"teaching\"").code, 0);
    refused("check " + plan("", "start = 2027-01-11\ntime = \"noon\"\n"), 3, "is not a time of day");
}

}  // namespace
}  // namespace percuta
