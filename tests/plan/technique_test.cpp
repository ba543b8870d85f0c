#include <gtest/gtest.h>

#include "plan/plans.hpp"

namespace percuta::plan {

namespace {

std::string with_technique(const std::string& lines) { return with("pressure = \"firm\"\n", lines); }
std::string stamped(const std::string& lines) {
    return replaced(with_technique(lines), "model = \"dermaroller-mf8\"", "model = \"stamp\"");
}
std::string with_pen(const std::string& lines) {
    return replaced(with_technique(lines), "model = \"dermaroller-mf8\"", "model = \"pen-12\"");
}

}  // namespace

TEST(PlanTechnique, IsPlainUnlessThePlanSaysMore) {
    const Plan plan = read_text(contract);
    EXPECT_EQ(plan.subject.skin_type, "normal");
    EXPECT_EQ(plan.technique.stretch, "natural");
    EXPECT_FALSE(plan.technique.occluded);
    EXPECT_EQ(plan.technique.uses, 0);
    EXPECT_FALSE(plan.technique.area);
    EXPECT_FALSE(plan.technique.force);
}

TEST(PlanTechnique, ReadsHowTheSkinIsPreparedAndHeld) {
    const Plan plan =
        read_text(replaced(with_technique("stretch = \"stretched\"\noccluded = true\nuses = 12\narea = \"150 cm^2\"\n"),
                           "site = \"cheek\"", "site = \"cheek\"\nskin_type = \"oily\""));
    EXPECT_EQ(plan.subject.skin_type, "oily");
    EXPECT_EQ(plan.technique.stretch, "stretched");
    EXPECT_TRUE(plan.technique.occluded);
    EXPECT_EQ(plan.technique.uses, 12);
    EXPECT_DOUBLE_EQ(plan.technique.area.value_or(0.0), 0.015);
    EXPECT_EQ(plan.technique.pressure, "firm");
}

TEST(PlanTechnique, RefusesWhatCannotBe) {
    for (const char* line :
         {"stretch = \"stretchd\"\n", "stretch = true\n", "occluded = \"yes\"\n", "uses = -1\n", "uses = 1001\n",
          "uses = 1.5\n", "area = \"0 cm^2\"\n", "area = \"3 m^2\"\n", "area = 150\n", "area = \"15 cm\"\n",
          "force = \"0 N\"\n", "force = \"201 N\"\n", "force = 5\n", "force = \"5 kg\"\n"})
        EXPECT_EQ(mistakes(with_technique(line)).size(), 1U) << line;
    const auto found = mistake(with("site = \"cheek\"", "site = \"cheek\"\nskin_type = \"oil\""));
    EXPECT_EQ(found.message, "subject.skin_type cannot be \"oil\"");
    EXPECT_EQ(found.suggestion, "did you mean \"oily\"?");
}

TEST(PlanTechnique, TakesAForceInPlaceOfAPressure) {
    EXPECT_DOUBLE_EQ(read_text(stamped("force = \"5 N\"\n")).technique.force.value_or(0.0), 5.0);
    EXPECT_DOUBLE_EQ(read_text(with_technique("force = \"500 mN\"\n")).technique.force.value_or(0.0), 0.5);
    const auto both = mistake(stamped("pressure = \"light\"\nforce = \"5 N\"\n"));
    EXPECT_EQ(both.message, "technique.force and technique.pressure both say how hard the device is pressed");
    EXPECT_EQ(both.suggestion, "remove one of them");
}

TEST(PlanTechnique, PressesNothingWithAForceThatDrivesItsOwnNeedles) {
    const auto found = mistake(with_pen("force = \"5 N\"\n"));
    EXPECT_EQ(found.message, "this device is not pressed with a force: its motor drives the needles");
    const std::string custom = replaced(with_device(pen_geometry), "pressure = \"firm\"", "force = \"5 N\"");
    EXPECT_EQ(mistake(custom).message, found.message);
    EXPECT_EQ(mistakes(with_pen("pressure = \"firm\"\nforce = \"5 N\"\n")).size(), 1U);
    const std::string shot =
        replaced(with_device(stamp_geometry + "impact_speed = \"1 m/s\"\n"), "pressure = \"firm\"", "force = \"5 N\"");
    EXPECT_EQ(mistake(shot).message, "this device is not pressed with a force: its spring drives the needles");
}

}  // namespace percuta::plan
