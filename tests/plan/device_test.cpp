#include <gtest/gtest.h>

#include "plan/plans.hpp"

namespace percuta::plan {

TEST(PlanDevice, TakesAGeometryInsteadOfAModel) {
    const Plan plan = read_text(with_device(pen_geometry));
    ASSERT_TRUE(plan.device.custom);
    EXPECT_EQ(plan.device.custom->kind, "pen");
    EXPECT_EQ(plan.device.custom->needles, 12);
    EXPECT_DOUBLE_EQ(plan.device.custom->tip_diameter, 8e-6);
    EXPECT_DOUBLE_EQ(plan.device.custom->frequency, 120.0);
    EXPECT_DOUBLE_EQ(plan.device.custom->glide_speed, 0.02);
    EXPECT_EQ(plan.device.model, "");
}

TEST(PlanDevice, HoldsTheNeedleToWhatTheDeviceOffers) {
    expect(mistake(with("\"1.5 mm\"", "\"4 mm\"")), 19, 17,
           "device.needle_length is 4 mm, but dermaroller-mf8 has needles of 0.5 to 3 mm",
           "choose a length of 0.5 to 3 mm");
    expect(mistake(with_device("model = \"stamp\"\nneedle_length = \"1 mm\"\n")), 19, 17,
           "device.needle_length is 1 mm, but stamp has needles of 1.5 mm only", "choose a length of 1.5 mm only");
    EXPECT_FALSE(mistakes(with_device(replaced(pen_geometry, "\"1.5 mm\"", "\"2.6 mm\""))).empty());
    EXPECT_FALSE(mistakes(with_device(replaced(pen_geometry, "\"1.5 mm\"", "\"0 mm\""))).empty());
    EXPECT_FALSE(mistakes(with_device(replaced(pen_geometry, "\"2.5 mm\"", "\"6 mm\""))).empty());
}

TEST(PlanDevice, TakesTheLongestNeedleInAnyUnit) {
    for (const char* length : {"\"3 mm\"", "\"3000 um\"", "\"0.3 cm\"", "\"3e-3 m\""})
        EXPECT_LE(read_text(with("\"1.5 mm\"", length)).device.needle_length.value_or(1), 3e-3) << length;
}

TEST(PlanDevice, KnowsTheModels) {
    expect(mistake(with("\"dermaroller-mf8\"", "\"dermaroler-mf8\"")), 18, 9,
           "device.model cannot be \"dermaroler-mf8\"", "did you mean \"dermaroller-mf8\"?");
}

TEST(PlanDevice, WantsEitherAModelOrAGeometry) {
    expect(mistake(with("model = \"dermaroller-mf8\"", "model = \"dermaroller-mf8\"\nneedles = 12\npitch = \"1 mm\"")),
           18, 9, "a device has either a model or a geometry, and this one has both",
           "remove model, or remove needles, pitch");
    EXPECT_EQ(mistake(with("model = \"dermaroller-mf8\"\n", "")).message,
              "the device has neither a model nor a geometry");
}

TEST(PlanDevice, WantsAGeometryThatIsWholeAndOfOneKind) {
    EXPECT_EQ(mistake(with_device(replaced(pen_geometry, "pitch = \"2.1 mm\"\n", ""))).message,
              "device.pitch is missing");
    EXPECT_EQ(mistake(with_device(pen_geometry + "drum_width = \"20 mm\"\n")).message, "a pen has no drum_width");
    EXPECT_EQ(mistake(with_device(replaced(pen_geometry, "\"pen\"", "\"pencil\""))).message,
              "device.kind cannot be \"pencil\"");
    EXPECT_EQ(mistake(with_device(replaced(pen_geometry, "\"8 um\"", "\"0.4 mm\""))).message,
              "the tip is wider than the shaft");
    EXPECT_EQ(mistake(with_device(replaced(pen_geometry, "\"data sheet\"", "\"\""))).message, "device.source is empty");
    EXPECT_EQ(mistakes(with_device("kind = \"roller\"\n")).size(), 9U);
}

TEST(PlanDevice, StrikesNoMoreThanSkinCanHold) {
    const auto pen = mistake(with_device(replaced(pen_geometry, "\"20 mm/s\"", "\"0.1 mm/s\"")));
    EXPECT_EQ(pen.message, "this pen strikes 1.8e+05 times per cm² in one pass");
    EXPECT_EQ(pen.suggestion,
              "change needles, frequency, glide_speed or plate_width: at most 100000 strikes per cm² can be simulated");
    const std::string stamp =
        "kind = \"stamp\"\nneedles = 40\ntip_diameter = \"8 um\"\nshaft_diameter = \"0.3 mm\"\ntaper_length = \"0.8 "
        "mm\"\n"
        "maximum_depth = \"2.5 mm\"\nplate_width = \"8 mm\"\npitch = \"1 mm\"\nsource = \"data sheet\"\n"
        "needle_length = \"1.5 mm\"\n";
    EXPECT_TRUE(mistakes(with_device(stamp)).empty());
    EXPECT_EQ(mistake(with_device(replaced(stamp, "\"1 mm\"", "\"0.02 mm\""))).message,
              "this stamp strikes 2.5e+05 times per cm² in one pass");
    std::string roller =
        replaced(replaced(stamp, "\"stamp\"", "\"roller\""), "plate_width = \"8 mm\"\npitch = \"1 mm\"",
                 "drum_diameter = \"1 mm\"\ndrum_width = \"1 mm\"");
    EXPECT_TRUE(mistakes(with_device(roller)).empty());
    EXPECT_EQ(mistake(with_device(replaced(roller, "needles = 40", "needles = 10000"))).message,
              "this roller strikes 3.18e+05 times per cm² in one pass");
}

TEST(PlanDevice, StrikesNoMoreInAllItsPassesThanSkinCanHold) {
    const std::string dense =
        replaced(with_device(replaced(pen_geometry, "\"20 mm/s\"", "\"0.2 mm/s\"")), "passes = 15", "passes = 12");
    const auto found = mistake(dense);
    EXPECT_EQ(found.message, "12 passes of this device strike 1.08e+06 times per cm²");
    EXPECT_NE(found.suggestion.find("fewer passes"), std::string::npos);
    EXPECT_TRUE(mistakes(replaced(dense, "passes = 12", "passes = 11")).empty());
}

TEST(PlanDevice, HasAPlateThatHoldsItsNeedles) {
    const auto found = mistake(with_device(replaced(pen_geometry, "\"2.1 mm\"", "\"4.1 mm\"")));
    EXPECT_EQ(found.message, "12 needles 4.1 mm apart are 12.3 mm wide, but the plate is 8 mm wide");
    EXPECT_EQ(found.suggestion, "change needles, pitch or plate_width");
    EXPECT_TRUE(mistakes(with_device(replaced(pen_geometry, "\"2.1 mm\"", "\"4 mm\""))).empty());
}

}  // namespace percuta::plan
