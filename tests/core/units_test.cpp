#include "core/units.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace percuta::core {

TEST(Quantities, SplitIntoNumberAndUnit) {
    const auto length = parse_quantity(" 1.5 mm\t");
    ASSERT_TRUE(length);
    EXPECT_DOUBLE_EQ(length->value, 1.5);
    EXPECT_EQ(length->unit, "mm");
    EXPECT_EQ(parse_quantity("-2e-3uL/cm^2")->unit, "uL/cm^2");
    EXPECT_EQ(parse_quantity("7")->unit, "");
    EXPECT_EQ(parse_quantity("5 1/mm")->unit, "1/mm");
}

TEST(Quantities, NeedAFiniteNumberInFrontAndNoneBehind) {
    for (const char* text : {"", "mm", "nan mm", "inf mm", "1e999 mm", "+1 mm", "1.5 2 mm", "2027-01-11", "1.2.3 mm"})
        EXPECT_FALSE(parse_quantity(text)) << text;
}

TEST(Units, KnowTheShortFormsOfTheClinic) {
    EXPECT_DOUBLE_EQ(to_si(1, "wk"), 7 * 86400.0);
    EXPECT_DOUBLE_EQ(to_si(12, "mo"), to_si(1, "yr"));
    EXPECT_DOUBLE_EQ(to_si(1, "d"), day);
    EXPECT_DOUBLE_EQ(to_si(1, "h"), hour);
}

TEST(Units, ConvertWhatDevicesAndProductsAreStatedIn) {
    EXPECT_DOUBLE_EQ(to_si(1.5, "mm"), 1.5e-3);
    EXPECT_DOUBLE_EQ(to_si(200, "um"), 200e-6);
    EXPECT_DOUBLE_EQ(to_si(200, "µm"), 200e-6);
    EXPECT_DOUBLE_EQ(to_si(2, "uL/cm^2"), 2e-5);
    EXPECT_DOUBLE_EQ(to_si(100, "cm^2"), 1e-2);
    EXPECT_DOUBLE_EQ(to_si(120, "Hz"), 120.0);
    EXPECT_DOUBLE_EQ(to_si(50, "%"), 0.5);
    EXPECT_DOUBLE_EQ(to_si(65, "kg"), 65.0);
    EXPECT_DOUBLE_EQ(to_si(0.25, "1"), 0.25);
}

TEST(Units, ConvertTemperaturesWithTheirOffset) {
    EXPECT_DOUBLE_EQ(to_si(37, "degC"), 310.15);
    EXPECT_NEAR(convert(98.6, "degF", "degC"), 37.0, 1e-10);
}

TEST(Units, TellDimensionsApart) {
    EXPECT_TRUE(convertible("inch", "mm"));
    EXPECT_FALSE(convertible("mg", "mm"));
    EXPECT_FALSE(convertible("nonsense", "mm"));
    EXPECT_THROW(convert(1, "mg", "mm"), InternalError);
    EXPECT_THROW(to_si(1, "nonsense"), InternalError);
}

TEST(Units, DoNotTakeAReciprocalForTheUnitItself) {
    EXPECT_FALSE(convertible("Hz", "s"));
    EXPECT_FALSE(convertible("m-1", "m"));
    EXPECT_FALSE(convertible("s/m", "m/s"));
}

TEST(Units, AreMultiplesOfSomething) {
    for (const char* text : {"dBm", "lg(re 1 mW)", "days since 2000-01-01", "1e308 1e308 m", "mm\n", "0 m"})
        EXPECT_FALSE(is_unit(text)) << text;
    for (const char* backwards : {"-1 mm", "mm*-1", "-1/cm^2"}) EXPECT_FALSE(is_unit(backwards)) << backwards;
    EXPECT_FALSE(is_unit(std::string_view("mm\0g", 4)));
    EXPECT_FALSE(is_unit(std::string(1000, 'm')));
}

TEST(Units, RefusesANameRightBehindANumber) {
    for (const char* glued : {"mm/0s", "0s", "m/12kg"}) EXPECT_FALSE(percuta::core::is_unit(glued)) << glued;
    for (const char* unit : {"cmH2O", "m2/s", "mm2/day", "1/cm2", "1/day", "m2.s-1", "uL/cm^2"})
        EXPECT_TRUE(percuta::core::is_unit(unit)) << unit;
}

TEST(Units, SayWhatTheyMeasure) {
    EXPECT_EQ(dimension_name("um"), "a length");
    EXPECT_EQ(dimension_name("wk"), "a time");
    EXPECT_EQ(dimension_name("Hz"), "a rate");
    EXPECT_EQ(dimension_name("uL/cm^2"), "a volume per area");
    EXPECT_EQ(dimension_name("mol3"), "");
}

}  // namespace percuta::core
