// Records of virtual people as text, in parts, and summed up.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "trial/trial_summary.hpp"

namespace percuta::trial {
namespace {

constexpr double gone = std::numeric_limits<double>::quiet_NaN();

Protocol protocol(course::Design design, std::uint64_t patients, std::uint64_t replicates) {
    Protocol out;
    out.version = "1.2";
    out.commit = "abc";
    out.plan = "0123456789abcdef";
    out.against = design == course::Design::single ? "" : "untreated";
    out.data = "fedcba9876543210";
    out.seed = std::numeric_limits<std::uint64_t>::max();
    out.patients = patients;
    out.replicates = replicates;
    out.design = design;
    out.people.age = 1e9 / 3.0;
    out.people.phototypes = {0.1, 0.2, 0.3, 0.4, 0.0, 0.0};
    out.people.drop_out = 0.12;
    out.overridden = "because \"we\" say so\n\\ and so on";
    out.arms.push_back({"plan", "Scars, three sessions", true});
    if (design != course::Design::single) out.arms.push_back({"untreated", "no treatment", false});
    out.measures.push_back(
        {"goodman-baron-quantitative", "points", "blinded-photo", "two raters", 0.0, 4.0, true, false});
    out.measures.push_back({"quartile", "grade", "patient", "the person", 0.0, 1.0, false, true});
    out.times = {4.0 * core::week, 180.0 * core::day};
    out.events = {"pih", "bruise"};
    return out;
}

/// Scores before and at the end on the first scale; the second says how many quarters better.
Record record(std::uint64_t person, std::uint64_t replicate, std::size_t arm, double before, double end) {
    Record out;
    out.person = person;
    out.replicate = replicate;
    out.arm = arm;
    out.age = 1e9;
    out.female = true;
    out.phototype = 4;
    out.left = std::isnan(end) ? 40.0 * core::day : gone;
    out.downtime = 1.5 * core::day;
    out.events = {true, false};
    out.readings = {{before, end, before, {0.5 * (before + end), end}},
                    {0.0, 2.0, 0.0, {1.0, std::isnan(end) ? gone : 2.0}}};
    return out;
}

TEST(Records, ReadBackAsTheyWereWritten) {
    const Protocol p = protocol(course::Design::split, 3, 2);
    Record one = record(4, 1, 1, 12.5, gone);
    one.readings[0].true_end = 7.25;
    const std::string line = line_of(one, p);
    const std::string_view whole = checked(line);
    ASSERT_FALSE(whole.empty());
    const auto found = read_record(whole, p);
    ASSERT_TRUE(found);
    const Record& back = *found;
    EXPECT_EQ(back.person, 4U);
    EXPECT_EQ(back.replicate, 1U);
    EXPECT_EQ(back.arm, 1U);
    EXPECT_NEAR(back.age, one.age, 1e-5 * one.age);
    EXPECT_EQ(back.left, one.left);
    EXPECT_EQ(back.downtime, one.downtime);
    EXPECT_EQ(back.events, one.events);
    EXPECT_EQ(back.readings[0].true_end, 7.25);
    EXPECT_TRUE(std::isnan(back.readings[0].after[1]));
    EXPECT_EQ(back.readings[1].after[0], 1.0);
    EXPECT_EQ(line_of(back, p), line) << "what was read is written the same";
}

TEST(Records, ShowEveryDamage) {
    const Protocol p = protocol(course::Design::single, 3, 2);
    const std::string line = line_of(record(4, 1, 0, 12.0, 6.0), p);
    for (std::size_t i = 0; i < line.size(); ++i) {
        std::string damaged = line;
        damaged[i] = damaged[i] == '7' ? '8' : '7';
        EXPECT_TRUE(checked(damaged).empty()) << i;
        EXPECT_TRUE(checked(std::string_view(line).substr(0, i)).empty()) << i;
    }
}

TEST(Records, OfAnotherTrialAreNone) {
    const Protocol p = protocol(course::Design::single, 3, 2);
    const std::string line(checked(line_of(record(4, 1, 0, 12.0, 6.0), p)));
    ASSERT_TRUE(read_record(line, p));
    EXPECT_FALSE(read_record(line.substr(0, line.rfind(',')), p)) << "a field too few";
    EXPECT_FALSE(read_record(line + ",1", p)) << "a field too many";
    EXPECT_FALSE(read_record("", p));
    for (const auto& [from, to] : {std::pair{",plan,", ",control,"},
                                   {",female,", ",,"},
                                   {",4,", ",7,"},
                                   {"4,", "-4,"},
                                   {"4,", "4.5,"},
                                   {",1,0,", ",2,0,"},
                                   {",12,", ",twelve,"},
                                   {",12,", ",inf,"},
                                   {",12,", ",12 ,"},
                                   {",12,", ",1e999,"}}) {
        const std::size_t at = line.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        EXPECT_FALSE(read_record(std::string(line).replace(at, std::strlen(from), to), p)) << from << " " << to;
    }
    Protocol other = p;
    other.events.pop_back();
    EXPECT_FALSE(read_record(line, other)) << "the same line";
}

TEST(Records, HaveAsManyFieldsAsTheirNames) {
    const Protocol p = protocol(course::Design::split, 3, 2);
    const auto commas = [](std::string_view text) { return std::ranges::count(text, ','); };
    EXPECT_EQ(commas(column_names(p)), commas(checked(line_of(record(0, 0, 0, 12.0, 6.0), p))));
}

TEST(Records, NameTheirTrial) {
    const Protocol p = protocol(course::Design::parallel, 3, 2);
    const std::string text = heading(p, {2, 3});
    const Heading back = read_heading(text, "people-2-of-3.csv");
    EXPECT_EQ(back.protocol, p);
    EXPECT_EQ(back.shard, (Shard{2, 3}));
    EXPECT_EQ(difference(p, back.protocol), "");
}

TEST(Records, NameATrialOfAnyTitle) {
    Protocol p = protocol(course::Design::single, 3, 2);
    p.arms[0].title = "\"\\\n\x01\x7f#,\xc3\xa9";
    const Heading back = read_heading(heading(p, {1, 1}), "people-1-of-1.csv");
    EXPECT_EQ(back.protocol.arms[0].title, p.arms[0].title);
}

TEST(Records, ShowEveryDamageOfTheirHeading) {
    const std::string text = heading(protocol(course::Design::split, 3, 2), {2, 3});
    const auto refused = [](const std::string& damaged) {
        try {
            static_cast<void>(read_heading(damaged, "people-2-of-3.csv"));
            return false;
        } catch (const core::InvalidInput& error) {
            return std::string(error.what()).find("was damaged or cut short") != std::string::npos;
        }
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string damaged = text;
        damaged[i] = damaged[i] == '7' ? '8' : '7';
        EXPECT_TRUE(refused(damaged)) << i;
        EXPECT_TRUE(refused(text.substr(0, i))) << i;
    }
    EXPECT_TRUE(refused(text + text));
}

TEST(Records, SayInWhatTrialsDiffer) {
    const Protocol p = protocol(course::Design::parallel, 3, 2);
    Protocol other = p;
    other.seed = 2;
    EXPECT_EQ(difference(p, other), "seed is \"18446744073709551615\" and \"2\"");
    other = p;
    other.people.female = 0.1;
    EXPECT_TRUE(difference(p, other).starts_with("people is"));
    other = p;
    other.data = "another";
    EXPECT_TRUE(difference(p, other).starts_with("data is"));
}

TEST(Records, OfNonsenseAreRefusedWithTheirFile) {
    const std::string sound = heading(protocol(course::Design::split, 3, 2), {1, 1});
    const auto expect_refused = [](const std::string& text, std::string_view words) {
        try {
            static_cast<void>(read_heading(text, "people-1-of-1.csv"));
            ADD_FAILURE() << text;
        } catch (const core::InvalidInput& error) {
            const std::string said = error.what();
            EXPECT_NE(said.find("people-1-of-1.csv"), std::string::npos) << text;
            EXPECT_NE(said.find(words), std::string::npos) << said;
        }
    };
    for (const char* text : {"", "# percuta_trial = 2\n", "# percuta_trial = 1\n# seed = 4\n", "nonsense\n"}) {
        expect_refused(text, "damaged");
        expect_refused(sealed_heading(text), "");
    }
    const auto with = [&](std::string_view key, const std::string& value) {
        const std::size_t begin = sound.find(fmt::format("# {} = ", key)), end = sound.find('\n', begin);
        return sealed_heading(sound.substr(0, begin) + value + sound.substr(end));
    };
    expect_refused(with("percuta_trial", "# percuta_trial = 2"), "another version of Percuta");
    expect_refused(with("people", "# "), "people is missing");
    expect_refused(with("times", "# times = [nan]"), "times is a list of numbers");
    expect_refused(with("times", "# times = 4"), "times is a list of numbers");
    expect_refused(with("events", "# events = [1]"), "events is a list of words");
    expect_refused(with("patients", "# patients = 9000000000000000000"), "patients is");
    expect_refused(with("replicates", "# replicates = 900000000"), "no trial has more than");
    expect_refused(with("shard", "# shard = \"1/7\""), "cannot be parted");
}

TEST(Shards, HoldEverybodyOnce) {
    for (const std::uint64_t people : {1U, 7U, 12U, 1000U})
        for (std::uint64_t parts = 1; parts <= std::min<std::uint64_t>(people, 12U); ++parts) {
            std::uint64_t next = 0;
            for (std::uint64_t part = 1; part <= parts; ++part) {
                const Shard shard{part, parts};
                EXPECT_EQ(shard.begin(people), next);
                next = shard.end(people);
                EXPECT_NEAR(static_cast<double>(next - shard.begin(people)),
                            static_cast<double>(people) / static_cast<double>(parts), 1.0);
            }
            EXPECT_EQ(next, people);
        }
}

TEST(Shards, AreReadAsTheyAreMeant) {
    EXPECT_EQ(read_shard("2/3", 10), (Shard{2, 3}));
    for (const char* wrong : {"3/2", "0/2", "2", "", "a/b", "1/", "/3", "-1/3", "1/11", "1/2/3", "1.5/3"})
        EXPECT_THROW(static_cast<void>(read_shard(wrong, 10)), core::UsageError) << wrong;
}

TEST(Arms, TakePeopleByTurnsOrBothSidesOfThem) {
    EXPECT_EQ(arms_of(protocol(course::Design::single, 3, 2), 4), (std::vector<std::size_t>{0}));
    EXPECT_EQ(arms_of(protocol(course::Design::split, 3, 2), 4), (std::vector<std::size_t>{0, 1}));
    // Each replicate begins with the first arm.
    std::vector<std::size_t> arms;
    for (std::uint64_t person = 0; person < 6; ++person)
        arms.push_back(arms_of(protocol(course::Design::parallel, 3, 2), person).front());
    EXPECT_EQ(arms, (std::vector<std::size_t>{0, 1, 0, 0, 1, 0}));
}

TEST(Summary, CountsWhoGotBetterAndByHowMuch) {
    const Protocol p = protocol(course::Design::single, 4, 2);
    const std::vector<Record> records{record(0, 0, 0, 10.0, 4.0),  record(1, 0, 0, 10.0, 8.0),
                                      record(2, 0, 0, 10.0, 11.0), record(3, 0, 0, 10.0, gone),
                                      record(4, 1, 0, 10.0, 5.0),  record(5, 1, 0, 10.0, 10.0),
                                      record(6, 1, 0, 10.0, 6.0),  record(7, 1, 0, 10.0, 9.0)};
    const TrialSummary out = sum_up(p, records);
    ASSERT_EQ(out.arms.size(), 1U);
    EXPECT_TRUE(out.differences.empty());
    const ArmSummary& arm = out.arms[0];
    EXPECT_EQ(arm.people, 8U);
    EXPECT_DOUBLE_EQ(arm.left.all, 1.0 / 8.0);
    EXPECT_DOUBLE_EQ(arm.left.between.lo, 0.0125);  // of 1/4 and 0
    EXPECT_DOUBLE_EQ(arm.events[0].all, 1.0);
    EXPECT_DOUBLE_EQ(arm.events[1].all, 0.0);
    const MeasureSummary& found = arm.measures[0];
    EXPECT_EQ(found.before.count, 8U);
    EXPECT_EQ(found.change.count, 7U) << "who left is not read";
    EXPECT_DOUBLE_EQ(found.change.mean, 17.0 / 7.0);
    EXPECT_DOUBLE_EQ(found.improved.all, 5.0 / 7.0);
    EXPECT_DOUBLE_EQ(found.worse.all, 1.0 / 7.0);
    EXPECT_DOUBLE_EQ(found.counted.all, 3.0 / 7.0);  // by 6, 5 and 4 points
    ASSERT_TRUE(found.by_half);
    EXPECT_DOUBLE_EQ(found.by_half->all, 2.0 / 7.0);
    EXPECT_DOUBLE_EQ(found.mean_change.between.median, 0.5 * (7.0 / 3.0 + 10.0 / 4.0));
    const MeasureSummary& quarters = arm.measures[1];
    EXPECT_DOUBLE_EQ(quarters.change.mean, 2.0) << "more is better on this scale";
    EXPECT_FALSE(quarters.by_half);
    EXPECT_DOUBLE_EQ(quarters.significant.all, 1.0);
}

TEST(Summary, ComparesSidesOfOnePersonPairByPair) {
    // Every person gains one point more on the treated side; between people gains differ far more.
    const double gains[] = {1.0, 9.0, 3.0, 20.0, 6.0};
    std::vector<Record> sides, groups;
    for (std::uint64_t i = 0; i < 5; ++i) {
        const double before = 30.0 + 0.01 * static_cast<double>(i * i), gain = gains[i];
        sides.push_back(record(i, 0, 0, before, before - gain - 1.0 - 0.1 * static_cast<double>(i)));
        sides.push_back(record(i, 0, 1, before, before - gain));
        groups.push_back(record(2 * i, 0, 0, before, before - gain - 1.0 - 0.1 * static_cast<double>(i)));
        groups.push_back(record(2 * i + 1, 0, 1, before, before - gain));
    }
    const TrialSummary split = sum_up(protocol(course::Design::split, 5, 1), sides);
    const TrialSummary parallel = sum_up(protocol(course::Design::parallel, 10, 1), groups);
    ASSERT_EQ(split.differences.size(), 2U);
    EXPECT_NEAR(split.differences[0].mean.all, 1.2, 1e-12);
    EXPECT_NEAR(parallel.differences[0].mean.all, 1.2, 1e-12);
    EXPECT_EQ(split.differences[0].power.all, 1.0);
    EXPECT_EQ(parallel.differences[0].power.all, 0.0);
    EXPECT_EQ(split.differences[1].power.all, 0.0) << "both sides are two quarters better";
}

TEST(Summary, OfATrialThatEverybodyLeftSaysSo) {
    const Protocol p = protocol(course::Design::single, 2, 1);
    const TrialSummary out = sum_up(p, {record(0, 0, 0, 10.0, gone), record(1, 0, 0, 12.0, gone)});
    EXPECT_EQ(out.arms[0].measures[0].change.count, 0U);
    EXPECT_EQ(out.arms[0].left.all, 1.0);
    EXPECT_EQ(out.arms[0].measures[0].significant.all, 0.0);
    EXPECT_EQ(out.arms[0].measures[0].improved.count, 0U) << "no share of nobody";
    EXPECT_EQ(out.arms[0].left.count, 2U);
}

TEST(Summary, ComparesNothingWhereNobodyStayedInOneOfTheArms) {
    const Protocol p = protocol(course::Design::parallel, 2, 2);
    const TrialSummary out = sum_up(p, {record(0, 0, 0, 10.0, 4.0), record(1, 0, 1, 10.0, gone),
                                        record(2, 1, 0, 10.0, 5.0), record(3, 1, 1, 10.0, gone)});
    EXPECT_EQ(out.arms[0].measures[0].mean_change.count, 2U);
    EXPECT_EQ(out.arms[1].measures[0].mean_change.count, 0U);
    EXPECT_EQ(out.differences[0].mean.count, 0U);
    EXPECT_EQ(out.differences[0].power.all, 0.0);
}

}  // namespace
}  // namespace percuta::trial
