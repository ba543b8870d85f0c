#include "report/ics.hpp"

#include <set>

#include <gtest/gtest.h>

#include "care/screen.hpp"
#include "core/data_files.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "report/ics_file.hpp"
#include "report/time_zone.hpp"

namespace percuta::report {
namespace {

using namespace std::chrono_literals;
using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

const care::RuleBase& rules() {
    static const care::RuleBase base =
        care::read_rules(core::Document::parse(core::embedded_data().at("care-rules.toml"), "care-rules.toml"));
    return base;
}

care::Calendar calendar(core::Date start, const core::TimeZone* zone, int sessions = 1,
                        care::Policy policy = care::Policy::standard) {
    care::Timing timing{
        .start = start, .time_of_day = 10h, .zone = zone, .length = core::hour, .follow_up = 90 * core::day};
    for (int i = 0; i < sessions; ++i) timing.sessions.push_back(i * 28 * core::day);
    return care::calendar(rules(), policy, "mechanical",
                          {{"fitzpatrick", 4.0}, {"hx.herpes", true}, {"rx.antiviral_started", false}}, timing,
                          {.closed = 63 * core::hour, .redness = {30 * core::hour, 9 * core::hour, 80 * core::hour}});
}

const core::Date winter{year(2027), month(1), day(11)}, spring{year(2026), month(3), day(28)};

std::string file(const care::Calendar& of, const core::TimeZone* zone,
                 const IcsOptions& options = {.id = "abc", .stamp = "20261122T101500Z"}) {
    return ics(of, zone, options);
}

IcsLines event(const std::string& text, const std::string& uid) { return read_ics(text).events.at(uid); }

std::string line_of(const IcsLines& lines, const std::string& name) {
    for (const std::string& line : lines)
        if (line.starts_with(name)) return line;
    return "";
}

TEST(TimeZones, KnowWhenClocksChange) {
    const auto berlin = time_zone("Europe/Berlin");
    const auto at = [&](int hour, int minute) {
        return berlin->instant(std::chrono::local_days(year(2026) / 3 / 29) + std::chrono::hours(hour) +
                               std::chrono::minutes(minute));
    };
    const std::chrono::sys_seconds change = std::chrono::sys_days(year(2026) / 3 / 29) + 1h;
    EXPECT_EQ(at(1, 30), change - 30min);
    EXPECT_EQ(at(2, 30), change) << "a time that clocks skip";
    EXPECT_EQ(at(3, 30), change + 30min);
    EXPECT_EQ(berlin->stretch(change).abbreviation, "CEST");
    EXPECT_TRUE(berlin->stretch(change).summer);
    EXPECT_EQ(berlin->stretch(change - 1s).offset, 1h);
    const std::chrono::local_seconds twice = std::chrono::local_days(year(2026) / 10 / 25) + 2h + 30min;
    EXPECT_EQ(berlin->instant(twice), std::chrono::sys_days(year(2026) / 10 / 25) + 30min) << "the first of two";
    EXPECT_EQ(berlin->local(berlin->instant(twice)), twice);
}

TEST(TimeZones, AreSuggestedWhereOneIsMisspelt) {
    EXPECT_EQ(time_zone_of({}), nullptr);
    try {
        time_zone("Europe/Berln");
        FAIL() << "there is no such place";
    } catch (const core::UsageError& error) {
        EXPECT_NE(std::string(error.what()).find("Europe/Berlin"), std::string::npos) << error.what();
    }
    EXPECT_THROW(time_zone("../../etc/passwd"), core::UsageError);
}

TEST(CalendarFiles, HoldDaysAsDaysAndHoursInTheirZone) {
    const auto berlin = time_zone("Europe/Berlin");
    const std::string text = file(calendar(spring, berlin.get()), berlin.get());
    const IcsLines sun = event(text, "abc-wo-sun-1@percuta");
    EXPECT_EQ(line_of(sun, "DTSTART"), "DTSTART;VALUE=DATE:20260314");
    EXPECT_EQ(line_of(sun, "DTEND"), "DTEND;VALUE=DATE:20260328") << "the end is no longer part of it";
    EXPECT_EQ(line_of(sun, "TRANSP"), "TRANSP:TRANSPARENT");
    const IcsLines sport = event(text, "abc-ac-no-exercise-1@percuta");
    EXPECT_EQ(line_of(sport, "DTSTART"), "DTSTART;TZID=Europe/Berlin:20260328T110000");
    EXPECT_EQ(line_of(sport, "DTEND"), "DTEND;TZID=Europe/Berlin:20260331T120000") << "72 h pass while clocks change";
    EXPECT_NE(text.find("BEGIN:STANDARD\r\nDTSTART:20251026T030000\r\n"
                        "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n"
                        "DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST"),
              std::string::npos)
        << text.substr(0, 600);
}

TEST(CalendarFiles, OfPlacesWhereClocksNeverChangeHaveOneStretch) {
    for (const char* name : {"Etc/UTC"}) {
        const auto zone = time_zone(name);
        const std::string text = file(calendar(winter, zone.get()), zone.get());
        EXPECT_EQ(text.find("BEGIN:DAYLIGHT"), std::string::npos);
        EXPECT_NE(text.find("DTSTART:18900101T000000"), std::string::npos) << name;
    }
}

TEST(CalendarFiles, WithoutAZoneKeepTheTimesOfAnyClock) {
    const std::string text = file(calendar(winter, nullptr), nullptr);
    EXPECT_EQ(text.find("TZID"), std::string::npos);
    EXPECT_EQ(line_of(event(text, "abc-session-1@percuta"), "DTSTART"), "DTSTART:20270111T100000");
}

TEST(CalendarFiles, HaveShortLinesThatNeverSplitALetter) {
    const std::string text = file(calendar(winter, nullptr, 3), nullptr);
    std::size_t begin = 0, lines = 0;
    for (std::size_t end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", begin), ++lines) {
        EXPECT_LE(end - begin, 75U) << text.substr(begin, end - begin);
        EXPECT_NE(static_cast<unsigned char>(text[begin]) & 0xC0U, 0x80U);
        if (text[begin] == ' ') {
            EXPECT_NE(static_cast<unsigned char>(text[begin + 1]) & 0xC0U, 0x80U);
        }
        begin = end + 2;
    }
    EXPECT_GT(lines, 300U);
    EXPECT_EQ(begin, text.size());
    EXPECT_EQ(
        ics_lines(ics_file({std::string(200, 'x') + "\u00e4\u00e4\U0001F600" + std::string(80, 'y')})).front().size(),
        288U);
}

TEST(CalendarFiles, NameNoTreatmentUnlessAsked) {
    const care::Calendar of = calendar(winter, nullptr);
    for (const auto& [uid, lines] : read_ics(file(of, nullptr)).events) {
        const std::string title = line_of(lines, "SUMMARY");
        EXPECT_TRUE(title == "SUMMARY:Appointment" || title.starts_with("SUMMARY:Care note: ")) << title;
    }
    const std::string named = file(of, nullptr, {.id = "abc", .stamp = "x", .named = true});
    EXPECT_EQ(line_of(event(named, "abc-ac-no-makeup-1@percuta"), "SUMMARY"), "SUMMARY:No make-up.");
}

TEST(CalendarFiles, KeepWhatIsForTheClinicianFromWhoeverIsTreated) {
    const care::Calendar of = calendar(winter, nullptr);
    EXPECT_EQ(file(of, nullptr).find("antiviral cover"), std::string::npos);
    const std::string clinician = file(of, nullptr, {.id = "abc", .stamp = "x", .clinician = true});
    EXPECT_EQ(read_ics(clinician).events.count("abc-wo-herpes-cover-1@percuta"), 1U);
    EXPECT_EQ(read_ics(file(of, nullptr)).events.count("abc-wo-herpes-cover-1@percuta"), 0U);
}

TEST(CalendarFiles, RingBeforeWhatHasToBeDone) {
    const std::string text = file(calendar(winter, nullptr), nullptr);
    EXPECT_EQ(line_of(event(text, "abc-session-1@percuta"), "TRIGGER"), "TRIGGER:-P1D");
    EXPECT_EQ(line_of(event(text, "abc-session-1@percuta"), "ACTION"), "ACTION:DISPLAY");
    EXPECT_EQ(line_of(event(text, "abc-wo-sun-1@percuta"), "TRIGGER"), "TRIGGER:-PT15H");
    EXPECT_EQ(line_of(event(text, "abc-ac-no-makeup-1@percuta"), "TRIGGER"), "");
}

TEST(CalendarFiles, OfTheSameCalendarAreTheSameWhateverTheTime) {
    const care::Calendar of = calendar(winter, nullptr, 2);
    const std::string first = file(of, nullptr);
    EXPECT_EQ(file(of, nullptr, {.id = "other", .stamp = "20300101T000000Z", .earlier = first}), first);
}

TEST(CalendarFiles, CountWhatChangedAndCancelWhatIsGone) {
    const std::string first = file(calendar(winter, nullptr, 3), nullptr);
    const std::string second = file(calendar(winter, nullptr, 2, care::Policy::conservative), nullptr,
                                    {.id = "new", .stamp = "20261201T000000Z", .earlier = first});
    const IcsLines same = event(second, "abc-session-1@percuta"), makeup = event(second, "abc-ac-no-makeup-1@percuta"),
                   gone = event(second, "abc-session-3@percuta");
    EXPECT_EQ(line_of(makeup, "SEQUENCE"), "SEQUENCE:1");
    EXPECT_EQ(line_of(makeup, "DTSTAMP"), "DTSTAMP:20261201T000000Z");
    EXPECT_EQ(line_of(gone, "STATUS"), "STATUS:CANCELLED");
    EXPECT_EQ(line_of(gone, "SEQUENCE"), "SEQUENCE:1");
    EXPECT_EQ(line_of(event(second, "abc-follow-up-2@percuta"), "SEQUENCE"), "SEQUENCE:0") << "a new one";
    const std::string third =
        file(calendar(winter, nullptr, 3), nullptr, {.id = "new", .stamp = "20261202T000000Z", .earlier = second});
    EXPECT_EQ(line_of(event(third, "abc-session-3@percuta"), "SEQUENCE"), "SEQUENCE:2") << "back again";
    EXPECT_EQ(line_of(event(third, "abc-session-3@percuta"), "STATUS"), "STATUS:CONFIRMED");
    EXPECT_EQ(line_of(event(third, "abc-follow-up-2@percuta"), "STATUS"), "STATUS:CANCELLED");
}

TEST(CalendarFiles, SayNothingInWhatTheyCancel) {
    const care::Calendar of = calendar(winter, nullptr);
    const std::string first = file(of, nullptr, {.id = "abc", .stamp = "x", .named = true, .clinician = true});
    const std::string second = file(of, nullptr, {.id = "abc", .stamp = "y", .earlier = first});
    EXPECT_NE(first.find("antiviral"), std::string::npos);
    EXPECT_EQ(second.find("antiviral"), std::string::npos);
    const IcsLines gone = event(second, "abc-wo-herpes-cover-1@percuta");
    EXPECT_EQ(line_of(gone, "STATUS"), "STATUS:CANCELLED");
    EXPECT_EQ(line_of(gone, "SUMMARY"), "SUMMARY:Care note: no longer needed");
    EXPECT_EQ(line_of(gone, "BEGIN:VALARM"), "");
    EXPECT_EQ(file(of, nullptr, {.id = "abc", .stamp = "z", .earlier = second}), second);
}

TEST(CalendarFiles, NeedNoZoneForWhatWasCancelledInAnother) {
    const auto berlin = time_zone("Europe/Berlin"), tokyo = time_zone("Asia/Tokyo");
    const std::string first = file(calendar(winter, berlin.get(), 3), berlin.get());
    const std::string second =
        file(calendar(winter, tokyo.get(), 2), tokyo.get(), {.id = "abc", .stamp = "y", .earlier = first});
    EXPECT_EQ(second.find("Europe/Berlin"), std::string::npos);
    EXPECT_EQ(line_of(event(second, "abc-session-3@percuta"), "DTSTART"), "DTSTART;VALUE=DATE:20270308");
}

TEST(TimeZones, AreRefusedWhereNobodyKnowsHowClocksWillRun) {
    plan::Schedule schedule;
    schedule.zone = "Europe/Berlin";
    schedule.start = winter;
    EXPECT_EQ(time_zone_of(schedule)->name(), "Europe/Berlin");
    schedule.start = core::Date(year(2040), month(3), day(24));
    EXPECT_THROW(time_zone_of(schedule), core::UsageError);
    schedule.zone.clear();
    EXPECT_EQ(time_zone_of(schedule), nullptr);
}

TEST(CalendarFiles, AreNotWrittenOverSomethingElse) {
    care::Calendar of = calendar(winter, nullptr);
    EXPECT_THROW(file(of, nullptr, {.id = "a", .stamp = "x", .earlier = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}),
                 core::UsageError);
    of.start.reset();
    EXPECT_THROW(file(of, nullptr), core::UsageError);
}

TEST(CalendarText, IsEscaped) { EXPECT_EQ(ics_text("a, b; c\\d\ne\x07"), "a\\, b\\; c\\\\d\\ne"); }

}  // namespace
}  // namespace percuta::report
