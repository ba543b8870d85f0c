#include "care/calendar.hpp"

#include <cmath>
#include <limits>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "care/clock.hpp"
#include "care/golden.hpp"

namespace percuta::care {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;

constexpr double hour = core::hour;

Timing timing(std::vector<double> sessions = {0.0}) {
    return {.start = session,
            .time_of_day = 10h,
            .sessions = std::move(sessions),
            .length = hour,
            .follow_up = 90 * core::day};
}

Calendar made(const Timing& timing, const Answers& answers = healthy(), Policy policy = Policy::standard,
              const std::string& modality = "mechanical", const Simulated& simulated = {}) {
    return calendar(rule_base(), policy, modality, answers, timing, simulated);
}

std::vector<Entry> of(const Calendar& calendar, const std::string& id) {
    std::vector<Entry> out;
    for (const Entry& entry : calendar.entries)
        if (entry.id == id) out.push_back(entry);
    return out;
}

Entry only(const Calendar& calendar, const std::string& id) {
    const std::vector<Entry> found = of(calendar, id);
    EXPECT_EQ(found.size(), 1U) << id;
    return found.empty() ? Entry{} : found.front();
}

/// "2026-03-02", or "2026-03-02T11:00" for hours.
std::string local(const Calendar& calendar, const Entry& entry, seconds wall) {
    const std::chrono::sys_seconds at = std::chrono::sys_days(*calendar.start) + wall;
    return entry.all_day ? fmt::format("{:%Y-%m-%d}", at) : fmt::format("{:%Y-%m-%dT%H:%M}", at);
}

TEST(Calendar, HasTheWindowsOfTheWorkedCases) {
    const Berlin berlin;
    int compared = 0;
    for (const auto& [key, node] : *golden_table("calendar").table()) {
        SCOPED_TRACE(key.name);
        const std::string start = *node.find("start")->text();
        Timing when = timing();
        when.start = core::Date(std::chrono::year(std::stoi(start)), std::chrono::month(3),
                                std::chrono::day(static_cast<unsigned>(std::stoi(start.substr(8)))));
        if (node.find("zone") != nullptr) when.zone = &berlin;
        const Calendar found = made(when, healthy(), policy_named(*node.find("policy")->text()));
        for (const core::Node& window : *node.find("windows")->array()) {
            const Entry entry = only(found, *window.find("rule")->text());
            // The offset behind a local time says which clock it is; the local time is what a calendar shows.
            EXPECT_EQ(local(found, entry, entry.from), window.find("start")->text()->substr(0, 16));
            EXPECT_EQ(local(found, entry, entry.to), window.find("end")->text()->substr(0, 16));
            ++compared;
        }
    }
    EXPECT_EQ(compared, 7);
}

TEST(Calendar, CountsHoursAsTheyPassAndDaysAsClocksShowThem) {
    const Berlin berlin;
    Timing when = timing();
    when.start = core::Date(std::chrono::year(2026), std::chrono::month(10), std::chrono::day(24));
    when.zone = &berlin;
    const Calendar autumn = made(when);
    const Entry sport = only(autumn, "ac-no-exercise");
    EXPECT_EQ(sport.to - sport.from, 71h) << "the clock goes back an hour: 72 h pass";
    const Entry sun = only(autumn, "wo-sun");
    EXPECT_EQ(sun.to - sun.from, days(14));
    when.zone = nullptr;
    const Entry without = only(made(when), "ac-no-exercise");
    EXPECT_EQ(without.to - without.from, 72h);
}

TEST(Calendar, WaitsForTheEndOfAnHourThatComesTwice) {
    const Berlin berlin;
    Timing when = timing();
    when.start = core::Date(std::chrono::year(2026), std::chrono::month(10), std::chrono::day(24));
    when.time_of_day = 17h + 30min;
    when.zone = &berlin;
    // Nine and a half hours after the first session ends, at 18:30, clocks have just gone back to two o'clock.
    EXPECT_EQ(only(made(when), "ac-first-wash").from, days(1) + 2h + 30min) << "the first half past two";
    when.time_of_day = 18h + 30min;
    EXPECT_EQ(only(made(when), "ac-first-wash").from, days(1) + 3h) << "the second";
    when.time_of_day = 19h + 30min;
    EXPECT_EQ(only(made(when), "ac-first-wash").from, days(1) + 3h + 30min);
    when.start = core::Date(std::chrono::year(2026), std::chrono::month(10), std::chrono::day(25));
    when.time_of_day = 2h + 30min;
    for (const Entry& entry : made(when).entries) EXPECT_LT(entry.from, entry.to) << entry.id;
}

TEST(Calendar, EndsWholeDaysBeforeTheSessionAndHoursAtItsStart) {
    const Calendar found = made(timing());
    const Entry sun = only(found, "wo-sun"), tan = only(found, "wo-selftan");
    EXPECT_TRUE(sun.all_day);
    EXPECT_EQ(sun.from, -days(14));
    EXPECT_EQ(sun.to, days(0));
    EXPECT_FALSE(tan.all_day);
    EXPECT_EQ(tan.to, 10h);
    EXPECT_EQ(only(found, "session").to, 11h);
    EXPECT_EQ(only(found, "ac-no-exercise").from, 11h);
}

TEST(Calendar, KeepsWindowsBetweenTheNeighboursOfASession) {
    const double interval = 10 * core::day;
    const Calendar found = made(timing({0.0, interval, 2 * interval}));
    const std::vector<Entry> sunscreen = of(found, "ac-spf");
    ASSERT_EQ(sunscreen.size(), 3U) << "none in the first day after a session";
    EXPECT_EQ(sunscreen[0].to, days(10) + 10h);
    EXPECT_EQ(sunscreen[1].from, days(11) + 11h);
    const std::vector<Entry> sun = of(found, "wo-sun");
    ASSERT_EQ(sun.size(), 1U) << "windows that touch are one";
    EXPECT_EQ(sun[0].from, -days(14));
    EXPECT_EQ(sun[0].to, days(20));
    EXPECT_EQ(of(found, "ac-final-photo").size(), 1U);
    EXPECT_EQ(only(found, "ac-final-photo").from, days(20 + 90));
    EXPECT_EQ(of(found, "wo-interval").size(), 1U) << "of the first session only";
    EXPECT_EQ(of(found, "session").size(), 3U);
}

TEST(Calendar, LastsAsLongAsItsPolicySays) {
    const auto hours = [](Policy policy) {
        const Entry entry = only(made(timing(), healthy(), policy), "ac-only-approved");
        return entry.to - entry.from;
    };
    EXPECT_EQ(hours(Policy::label), 24h);
    EXPECT_EQ(hours(Policy::standard), 72h);
    EXPECT_TRUE(of(made(timing(), healthy(), Policy::evidence), "wo-nsaid").empty()) << "no days to keep";
}

TEST(Calendar, HoldsRulesOfThisPersonAndSaysWhatIsNotKnown) {
    Answers answers = healthy();
    answers["fitzpatrick"] = 2.0;
    EXPECT_TRUE(of(made(timing(), answers), "ac-sun-dark").empty());
    answers["fitzpatrick"] = 4.0;
    EXPECT_TRUE(only(made(timing(), answers), "ac-sun-dark").if_unknown.empty());
    answers.erase("fitzpatrick");
    const Entry open = only(made(timing(), answers), "ac-sun-dark");
    ASSERT_EQ(open.if_unknown.size(), 1U);
    EXPECT_EQ(open.if_unknown.front().id, "fitzpatrick");
}

TEST(Calendar, ShowsAntiviralsAndPrescribedMedicinesToTheClinicianAlone) {
    Answers answers = healthy();
    answers["hx.herpes"] = true;
    answers["rx.antiviral_started"] = false;
    EXPECT_TRUE(only(made(timing(), answers), "wo-herpes-cover").for_clinician);
    answers["last.isotretinoin"] = session;
    EXPECT_TRUE(only(made(timing(), answers), "wo-isotretinoin").for_clinician);
    answers["last.isotretinoin"] = Never{};
    EXPECT_TRUE(of(made(timing(), answers), "wo-isotretinoin").empty()) << "never taken";
}

TEST(Calendar, ComparesWindowsWithTheSimulatedClosure) {
    const auto compared = [](Policy policy, double closed) {
        return only(made(timing(), healthy(), policy, "mechanical", {.closed = closed}), "ac-only-approved").simulated;
    };
    const Comparison label = compared(Policy::label, 63 * hour);
    EXPECT_EQ(label.against, Against::closure);
    EXPECT_FALSE(label.covers);
    EXPECT_EQ(label.enough_by, Policy::standard);
    EXPECT_DOUBLE_EQ(label.enough, 72.0);
    EXPECT_TRUE(compared(Policy::standard, 63 * hour).covers);
    EXPECT_TRUE(compared(Policy::standard, 72 * hour).covers);
    const Comparison never = compared(Policy::standard, std::numeric_limits<double>::infinity());
    EXPECT_FALSE(never.covers);
    EXPECT_FALSE(never.enough_by.has_value());
    EXPECT_TRUE(compared(Policy::label, 0.0).covers) << "nothing was opened";
    EXPECT_EQ(only(made(timing()), "ac-no-exercise").simulated.against, Against::nothing);
}

TEST(Calendar, ListsRedFlagsTheMostUrgentFirstWithTheirSigns) {
    const Calendar found = made(timing());
    ASSERT_GT(found.red_flags.size(), 10U);
    EXPECT_EQ(found.red_flags.front().rule.severity, Severity::emergency);
    EXPECT_EQ(found.red_flags.back().rule.severity, Severity::contact);
    for (const RedFlag& flag : found.red_flags)
        EXPECT_EQ(flag.signs.size(), flag.rule.all.size() + flag.rule.any.size()) << flag.rule.id;
}

TEST(Calendar, OfHomeUseSaysThatDisinfectionIsNoSterilisation) {
    const Entry entry = only(made(timing(), {}, Policy::standard, "home"), "hu-disinfect");
    EXPECT_EQ(entry.kind, EntryKind::on_the_day);
    EXPECT_NE(entry.text.find("does not sterilise"), std::string::npos);
    EXPECT_FALSE(entry.for_clinician);
}

TEST(Calendar, IsInOrderOfTimeAndEveryEntryLasts) {
    const Calendar found = made(timing({0.0, 28 * core::day}), {});
    for (std::size_t i = 0; i < found.entries.size(); ++i) {
        EXPECT_LT(found.entries[i].from, found.entries[i].to) << found.entries[i].id;
        if (i > 0) {
            EXPECT_LE(found.entries[i - 1].from, found.entries[i].from);
        }
    }
}

/// Nothing tells whoever is treated to stop what was prescribed.
TEST(CareRules, LeavePrescribedMedicinesToTheirPrescribers) {
    const std::vector<std::string> medicines{"retinoid",  "aspirin", "NSAID",      "isotretinoin", "steroid",
                                             "antiviral", "blood",   "anticoagul", "benzoyl",      "drug"};
    int seen = 0;
    for (const Rule& rule : rule_base().rules) {
        const bool shown = rule.window || rule.phase == "day" || rule.kind == Kind::red_flag;
        if (rule.for_clinician || !(shown || rule.kind == Kind::home_use)) continue;
        for (const std::string& medicine : medicines) {
            if (rule.action.find(medicine) == std::string::npos) continue;
            EXPECT_NE(rule.action.find("prescri"), std::string::npos) << rule.id << ": " << rule.action;
            ++seen;
        }
    }
    EXPECT_GE(seen, 5);
}

/// A text that names days of one policy is false under another.
TEST(CareRules, WhoseDaysDifferBetweenPoliciesNameThoseOfThePolicy) {
    const std::vector<std::string> numbers{"one ",   "two ",    "three ", "four ", "five ", "six ",
                                           "seven ", "twelve ", "week",   "month", " day "};
    for (const Rule& rule : rule_base().rules) {
        const bool differs =
            std::ranges::any_of(rule.variants, [](const auto& one) { return one.gap_days.has_value(); });
        if (!differs) continue;
        for (const std::string& number : numbers)
            EXPECT_EQ(rule.action.find(number), std::string::npos) << rule.id << ": " << rule.action;
    }
    EXPECT_EQ(rules_of(Policy::conservative).rule("wo-botulinum").action, "Leave 90 days after botulinum toxin.");
    EXPECT_EQ(rules_of(Policy::standard).rule("wo-botulinum").action, "Leave 14 days after botulinum toxin.");
}

TEST(CareRules, NameNoDose) {
    for (const Rule& rule : rule_base().rules) {
        std::vector<std::string> texts{rule.action, rule.note};
        for (const Voice& voice : rule.also) texts.push_back(voice.says);
        for (const std::string& text : texts) EXPECT_EQ(text.find(" mg twice"), std::string::npos) << rule.id;
    }
}

}  // namespace
}  // namespace percuta::care
