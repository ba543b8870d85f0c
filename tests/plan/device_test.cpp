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

}  // namespace percuta::plan
