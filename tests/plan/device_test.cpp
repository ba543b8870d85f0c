#include <gtest/gtest.h>

#include "plan/plans.hpp"

namespace percuta::plan {

namespace {

CustomDevice geometry_of(const std::string& device) {
    return read_text(with_device(device)).device.custom.value_or(CustomDevice{});
}

}  // namespace

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
    const std::string stamp = replaced(stamp_geometry, "\"0.3 mm\"", "\"10 um\"");
    EXPECT_TRUE(mistakes(with_device(stamp)).empty());
    EXPECT_EQ(mistake(with_device(replaced(stamp, "\"1 mm\"", "\"0.02 mm\""))).message,
              "this stamp strikes 2.5e+05 times per cm² in one pass");
    const std::string roller = replaced(replaced(roller_geometry, "\"0.3 mm\"", "\"10 um\""),
                                        "drum_diameter = \"20 mm\"\ndrum_width = \"20 mm\"",
                                        "drum_diameter = \"1 mm\"\ndrum_width = \"1 mm\"");
    EXPECT_TRUE(mistakes(with_device(roller)).empty());
    EXPECT_EQ(mistake(with_device(replaced(roller, "needles = 192", "needles = 10000"))).message,
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

TEST(PlanDevice, TakesWhatAKindAddsToItsGeometry) {
    const CustomDevice pen = geometry_of(pen_geometry + "stroke = \"3 mm\"\n");
    EXPECT_DOUBLE_EQ(pen.stroke, 3e-3);
    EXPECT_EQ(pen.rows, 0);
    const CustomDevice stamp = geometry_of(stamp_geometry + "impact_speed = \"2 m/s\"\npresses_per_time = \"3 Hz\"\n");
    EXPECT_DOUBLE_EQ(stamp.impact_speed, 2.0);
    EXPECT_DOUBLE_EQ(stamp.presses_per_time, 3.0);
    const CustomDevice roller = geometry_of(roller_geometry + "rows = 6\nroll_speed = \"30 mm/s\"\n");
    EXPECT_EQ(roller.rows, 6);
    EXPECT_DOUBLE_EQ(roller.roll_speed, 0.03);
}

TEST(PlanDevice, FillsInWhatAGeometryLeavesOut) {
    EXPECT_DOUBLE_EQ(geometry_of(pen_geometry).stroke, 2.5e-3);  // as deep as it goes
    EXPECT_EQ(geometry_of(stamp_geometry).impact_speed, 0.0);    // pressed by hand
    EXPECT_EQ(geometry_of(stamp_geometry).presses_per_time, test_vocabulary().devices.presses_per_time);
    EXPECT_EQ(geometry_of(roller_geometry).roll_speed, test_vocabulary().devices.roll_speed);
    EXPECT_EQ(geometry_of(roller_geometry).rows, 8);  // 8 rows of 24 stand 2.5 mm apart along and 2.6 mm around
    EXPECT_EQ(geometry_of(replaced(roller_geometry, "needles = 192", "needles = 191")).rows, 1);  // a prime
}

TEST(PlanDevice, RefusesWhatAnotherKindHas) {
    for (const char* line :
         {"rows = 8\n", "roll_speed = \"50 mm/s\"\n", "impact_speed = \"1 m/s\"\n", "presses_per_time = \"1 Hz\"\n"})
        EXPECT_TRUE(mistake(with_device(pen_geometry + line)).message.starts_with("a pen has no ")) << line;
    EXPECT_EQ(mistake(with_device(roller_geometry + "stroke = \"2 mm\"\n")).message, "a roller has no stroke");
    EXPECT_EQ(mistake(with_device(stamp_geometry + "rows = 8\n")).message, "a stamp has no rows");
}

TEST(PlanDevice, HoldsTheNewMeasuresToWhatCanBe) {
    EXPECT_FALSE(mistakes(with_device(pen_geometry + "stroke = \"0 mm\"\n")).empty());
    EXPECT_FALSE(mistakes(with_device(pen_geometry + "stroke = 2\n")).empty());
    EXPECT_FALSE(mistakes(with_device(stamp_geometry + "impact_speed = \"-1 m/s\"\n")).empty());
    EXPECT_FALSE(mistakes(with_device(stamp_geometry + "presses_per_time = \"1 kHz\"\n")).empty());
    EXPECT_FALSE(mistakes(with_device(roller_geometry + "roll_speed = \"50 mm\"\n")).empty());
    EXPECT_FALSE(mistakes(with_device(roller_geometry + "rows = 0\n")).empty());
    EXPECT_FALSE(mistakes(with_device(roller_geometry + "rows = 1.5\n")).empty());
    EXPECT_FALSE(mistakes(with_device(replaced(pen_geometry, "needles = 12", "needles = 0"))).empty());
}

TEST(PlanDevice, RefusesAConeThatIsTooBlunt) {
    const auto found = mistake(with_device(replaced(pen_geometry, "\"0.8 mm\"", "\"0.14 mm\"")));
    EXPECT_EQ(found.message, "a cone 0.3 mm wide and 0.14 mm long is blunter than 90 degrees, which is no needle");
    EXPECT_EQ(found.suggestion, "taper_length is at least half of shaft_diameter");
    EXPECT_TRUE(mistakes(with_device(replaced(pen_geometry, "\"0.8 mm\"", "\"150 um\""))).empty());
}

TEST(PlanDevice, RefusesANeedleThatIsDeeperThanAnySkin) {
    const std::string reason =
        " is 30 mm, which is deeper than any skin: the thickest dermis of the atlas is 2.4 mm, "
        "and devices are sold to 3 mm";
    const auto found = mistake(with("\"1.5 mm\"", "\"30 mm\""));
    EXPECT_EQ(found.message, "device.needle_length" + reason);
    EXPECT_EQ(found.suggestion, "is the unit right? dermaroller-mf8 has needles of 0.5 to 3 mm");
    const auto custom = mistake(with_device(replaced(pen_geometry, "\"2.5 mm\"", "\"30 mm\"")));
    EXPECT_EQ(custom.message, "device.maximum_depth" + reason);
    EXPECT_EQ(custom.suggestion, "is the unit right? at most 5 mm is taken for a needle");
    EXPECT_EQ(mistake(with_device(replaced(pen_geometry, "\"1.5 mm\"", "\"30 mm\""))).message,
              "device.needle_length" + reason);
    EXPECT_EQ(mistakes(with_device("model = \"hammer\"\nneedle_length = \"30 mm\"\n")).size(), 2U);
}

TEST(PlanDevice, RefusesNeedlesThatOverlap) {
    const auto pen = mistake(with_device(replaced(pen_geometry, "\"2.1 mm\"", "\"0.2 mm\"")));
    EXPECT_EQ(pen.message, "needles 0.2 mm apart with shafts 0.3 mm wide: needles would overlap");
    EXPECT_EQ(pen.suggestion, "change pitch or shaft_diameter");
    EXPECT_TRUE(mistakes(with_device(replaced(pen_geometry, "\"2.1 mm\"", "\"300 um\""))).empty());
    EXPECT_EQ(mistake(with_device(roller_geometry + "rows = 96\n")).message,
              "96 rows 0.208 mm apart with shafts 0.3 mm wide: needles would overlap");
}

TEST(PlanDevice, PutsNoMoreStationsOnADrumThanFit) {
    const std::string crowded = replaced(roller_geometry, "needles = 192", "needles = 2400") + "rows = 8\n";
    const auto found = mistake(with_device(crowded));
    EXPECT_EQ(found.message,
              "300 stations around the drum 0.209 mm apart with shafts 0.3 mm wide: needles would overlap");
    EXPECT_EQ(found.suggestion, "change needles, rows, drum_diameter or shaft_diameter");
    const auto uneven = mistake(with_device(roller_geometry + "rows = 7\n"));
    EXPECT_EQ(uneven.message, "192 needles do not stand in 7 equal rows");
    EXPECT_NE(uneven.suggestion.find("a whole number"), std::string::npos);
}

TEST(PlanDevice, LetsTheTipOfAPenLeaveTheSkin) {
    const auto found = mistake(with_device(pen_geometry + "stroke = \"1 mm\"\n"));
    EXPECT_EQ(found.message,
              "device.stroke is 1 mm, but the needles go 1.5 mm deep: the tip would never leave the skin");
    EXPECT_TRUE(mistakes(with_device(pen_geometry + "stroke = \"1500 um\"\n")).empty());
}

TEST(PlanDevice, DrivesNoPenFasterThanOneIsMade) {
    const auto found = mistake(with_device(replaced(pen_geometry, "\"120 Hz\"", "\"400 Hz\"")));
    EXPECT_EQ(found.message,
              "device.frequency is 400 Hz, but no pen known here strikes so fast: the fastest is made for 150 Hz");
    EXPECT_EQ(found.suggestion, "at most 150 Hz");
}

TEST(PlanDevice, SetsTheDriveOfAPenOfTheCatalogue) {
    const DeviceChoice pen =
        read_text(with_device("model = \"pen-6\"\nfrequency = \"110 Hz\"\nglide_speed = \"10 mm/s\"\n")).device;
    EXPECT_DOUBLE_EQ(pen.frequency.value_or(0.0), 110.0);
    EXPECT_DOUBLE_EQ(pen.glide_speed.value_or(0.0), 0.01);
    const DeviceChoice plain = read_text(with_device("model = \"pen-6\"\n")).device;
    EXPECT_FALSE(plain.frequency);
    EXPECT_FALSE(plain.glide_speed);
    EXPECT_TRUE(mistakes(with_device("model = \"pen-6\"\nfrequency = \"9000 min-1\"\n")).empty());
}

TEST(PlanDevice, HoldsAPenToWhatItIsMadeFor) {
    for (const char* frequency : {"151 Hz", "99 Hz"}) {
        const auto found = mistake(with_device("model = \"pen-6\"\nfrequency = \"" + std::string(frequency) + "\"\n"));
        EXPECT_EQ(found.message,
                  "device.frequency is " + std::string(frequency) + ", but this pen is made for 100 to 150 Hz");
        EXPECT_EQ(found.suggestion, "choose a frequency of 100 to 150 Hz");
    }
    EXPECT_FALSE(mistakes(with_device("model = \"pen-6\"\nglide_speed = \"0 mm/s\"\n")).empty());
    EXPECT_FALSE(mistakes(with_device("model = \"pen-6\"\nfrequency = 120\n")).empty());
    for (const char* rate : {"frequency", "glide_speed"}) {
        const std::string line = rate + std::string(" = \"") + (rate[0] == 'f' ? "120 Hz" : "20 mm/s") + "\"\n";
        EXPECT_EQ(mistake(with_device("model = \"dermaroller-mf8\"\n" + line)).message,
                  "a roller has no " + std::string(rate));
    }
}

TEST(PlanDevice, CountsTheStrikesOfAPenAsItIsDriven) {
    const std::string slow = "model = \"pen-12\"\nglide_speed = \"0.1 mm/s\"\n";
    const auto found = mistake(with_device(slow));
    EXPECT_EQ(found.message, "this pen strikes 1.8e+05 times per cm² in one pass");
    EXPECT_EQ(found.suggestion, "change frequency or glide_speed: at most 100000 strikes per cm² can be simulated");
    const std::string often = with_device("model = \"pen-12\"\nglide_speed = \"0.2 mm/s\"\n");
    EXPECT_EQ(mistake(often).message, "15 passes of this device strike 1.35e+06 times per cm²");
}

}  // namespace percuta::plan
