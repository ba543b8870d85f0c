#include "report/text.hpp"

#include <gtest/gtest.h>

#include "core/units.hpp"

namespace percuta::report {
namespace {

TEST(Words, RoundFiguresToThreeDigits) {
    EXPECT_EQ(number(0.0), "0");
    EXPECT_EQ(number(18.3456), "18.3");
    EXPECT_EQ(number(1.5), "1.5");
    EXPECT_EQ(number(-0.0123456), "−0.0123");
    EXPECT_EQ(number(1499.6), "1500");
    EXPECT_EQ(number(123456.0), "123\u202f000");
    EXPECT_EQ(number(4.2e-13), "4.2\u00a0×\u00a010⁻¹³");
    EXPECT_EQ(number(0.09996), "0.1");
}

TEST(Words, WriteWhatIsHugeAsAPowerOfTen) {
    EXPECT_EQ(number(1.234e7), "1.23\u00a0×\u00a010⁷");
    EXPECT_EQ(number(-3.1e43, 2), "−3.1\u00a0×\u00a010⁴³");
    EXPECT_EQ(number(9.9e6), "9\u202f900\u202f000");
    EXPECT_EQ(in_words({3e20, 1e3, 5e42}, 1.0, ""), "3\u00a0×\u00a010²⁰ (90\u00a0% interval 0 to 5\u00a0×\u00a010⁴²)");
}

TEST(Words, CountTheDayOnWhichAnHourHasPassed) {
    EXPECT_EQ(hour_and_day(69 * core::hour), "hour\u00a069 (day\u00a03)");
    EXPECT_EQ(hour_and_day(72 * core::hour), "hour\u00a072 (day\u00a03)");
    EXPECT_EQ(hour_and_day(72.1 * core::hour), "hour\u00a073 (day\u00a04)");
}

TEST(Words, NeverWriteMinusZero) {
    EXPECT_EQ(rounded(-0.0001, 1), "0.0");
    EXPECT_EQ(rounded(-3.0, -1), "0");
}

TEST(Words, RoundAnIntervalToWhatItsWidthDeserves) {
    EXPECT_EQ(in_words({0.183, 0.121, 0.249}, 100.0, "%"), "18\u00a0% (90\u00a0% interval 12 to 25\u00a0%)");
    EXPECT_EQ(in_words({236.4, 201.2, 271.3}, 1.0, "holes/cm²"), "236\u00a0holes/cm² (90\u00a0% interval 201 to 271)");
    EXPECT_EQ(in_words({8.9, 6.0, 11.5}, 1.0, ""), "8.9 (90\u00a0% interval 6.0 to 11.5)");
}

TEST(Words, GiveNoMoreThanTenthsOfAPerCent) {
    EXPECT_EQ(in_words({0.0002, 0.0, 0.0026}, 1.0, "%"), "0.0\u00a0% (90\u00a0% interval 0.0 to 0.0\u00a0%)");
    EXPECT_EQ(with_sign("0.0"), "0.0");
    EXPECT_EQ(with_sign("4.7"), "+4.7");
}

TEST(Words, SayWhenNothingWasSampled) {
    EXPECT_EQ(in_words({18.34, 18.34, 18.34}, 1.0, "%"), "18.3\u00a0% (not sampled)");
    EXPECT_EQ(in_cell({18.34, 18.34, 18.34}), "18.3 (not sampled)");
    EXPECT_EQ(in_words({229.18, 229.17, 229.19}, 1.0, ""), "229 (the same in every draw)");
}

TEST(Words, CountPeopleOfTheSameHundred) {
    EXPECT_EQ(people(0.62), "about 62 of 100\u00a0people");
    EXPECT_EQ(people(0.001), "fewer than 1 of 100\u00a0people");
    EXPECT_EQ(people(0.999), "more than 99 of 100\u00a0people");
}

TEST(Words, TellTimesAsDaysAndLengthsOfTimeAsWeeks) {
    EXPECT_EQ(moment(0.0), "day\u00a00");
    EXPECT_EQ(moment(6 * core::hour), "hour\u00a06");
    EXPECT_EQ(moment(3.5 * core::day), "day\u00a03.5");
    EXPECT_EQ(moment(14 * core::day), "day\u00a014");
    EXPECT_EQ(duration(28 * core::day), "4\u00a0weeks");
    EXPECT_EQ(duration(182.62 * core::day), "6\u00a0months");
    EXPECT_EQ(duration(2 * core::day), "2\u00a0days");
    EXPECT_EQ(duration(730.5 * core::day), "2\u00a0years");
}

TEST(Words, TellLengthsInMicrometresBelowAMillimetre) {
    EXPECT_EQ(length(14e-6), "14\u00a0µm");
    EXPECT_EQ(length(1.5e-3), "1.5\u00a0mm");
}

TEST(Words, WriteUnitsAsReadersDo) {
    EXPECT_EQ(unit_sign("um"), "µm");
    EXPECT_EQ(unit_sign("g/m^2/h"), "g/m²/h");
    EXPECT_EQ(unit_sign("1"), "");
    EXPECT_EQ(unit_sign("percent"), "%");
}

TEST(Words, EscapeWhatAPageWouldTakeForMarkup) {
    EXPECT_EQ(escape("<script>alert(\"1\" & '2')</script>"),
              "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;");
}

TEST(Words, DatesAreWrittenYearFirst) {
    EXPECT_EQ(iso(core::Date{std::chrono::year{2027}, std::chrono::month{1}, std::chrono::day{9}}), "2027-01-09");
}

}  // namespace
}  // namespace percuta::report
