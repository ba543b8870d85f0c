#include "device/device.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/data_files.hpp"
#include "core/error.hpp"
#include "core/mistakes.hpp"

namespace percuta::device {
namespace {

const std::string& text_of_devices() { return core::embedded_data().at("devices.toml"); }

Catalogue catalogue() { return Catalogue::read(core::Document::parse(text_of_devices(), "devices.toml")); }

using core::replaced;
using core::says;

std::string mistakes(const std::string& text) { return core::mistakes_of(text, "devices.toml", Catalogue::read); }

TEST(Needle, WidensFromItsTipToItsShaftAndNeverNarrows) {
    const Catalogue read = catalogue();
    for (const std::string& name : read.names()) {
        const Needle needle = read.device(name, {}).needle;
        EXPECT_DOUBLE_EQ(needle.width(0.0), needle.tip_diameter) << name;
        double before = 0.0;
        for (int i = 0; i <= 1000; ++i) {
            const double width = needle.width(needle.length * i / 1000.0);
            EXPECT_GE(width, before) << name;
            before = width;
        }
        if (needle.length >= needle.taper_length) {
            EXPECT_DOUBLE_EQ(before, needle.shaft_diameter) << name;
        } else {
            EXPECT_LT(before, needle.shaft_diameter) << name;
        }
    }
}

TEST(Needle, IsAsWideAsItsShaftAboveTheTaper) {
    const Needle needle{.tip_diameter = 8e-6, .shaft_diameter = 250e-6, .taper_length = 0.8e-3, .length = 1.5e-3};
    EXPECT_DOUBLE_EQ(needle.taper(), 0.8e-3);
    EXPECT_NEAR(needle.width(0.4e-3), 129e-6, 1e-12);
    EXPECT_EQ(needle.width(0.8e-3), 250e-6);
    EXPECT_EQ(needle.width(1.5e-3), 250e-6);
}

TEST(Needle, IsTheEndOfALongerConeWhenShort) {
    // The dial of a pen lets less of the same needle out: what is out is no wider for that.
    const Needle whole{.tip_diameter = 8e-6, .shaft_diameter = 250e-6, .taper_length = 0.8e-3, .length = 1.5e-3};
    Needle part = whole;
    part.length = 0.5e-3;
    EXPECT_DOUBLE_EQ(part.taper(), 0.5e-3);
    EXPECT_DOUBLE_EQ(part.slope(), whole.slope());
    for (double height = 0.0; height <= 0.5e-3; height += 0.05e-3) EXPECT_EQ(part.width(height), whole.width(height));
    EXPECT_LT(part.width(0.5e-3), part.shaft_diameter);
}

TEST(Needle, ReproducesTheWidthOfAKalluriConeAtTheDepthOfItsMouth) {
    // Kalluri 2011: 770 um long, 8 um at the tip, 140 um at the base. The mouth of 70.7 um lies 366 um above the tip.
    const Needle needle{.tip_diameter = 8e-6, .shaft_diameter = 140e-6, .taper_length = 770e-6, .length = 770e-6};
    EXPECT_NEAR(needle.width(366e-6), 70.7e-6, 0.1e-6);
    EXPECT_NEAR(needle.width(152.5e-6), 34e-6, 0.5e-6);
}

TEST(Catalogue, HoldsTheDermarollerAsPublished) {
    const Device device = catalogue().device("dermaroller-mf8", {});
    EXPECT_EQ(device.kind, Kind::roller);
    EXPECT_EQ(device.needles, 192);
    EXPECT_NEAR(device.drum_diameter, 20e-3, 1e-12);
    EXPECT_NEAR(device.drum_width, 20e-3, 1e-12);
    EXPECT_NEAR(device.needle.shaft_diameter, 0.25e-3, 1e-12);
    EXPECT_NEAR(device.needle.length, 1.5e-3, 1e-12);
    EXPECT_NEAR(device.needle.tip_diameter, 8e-6, 1e-12);
    EXPECT_EQ(device.plate_width, 0.0);
    EXPECT_EQ(device.frequency, 0.0);
}

TEST(Catalogue, HoldsPensStampsAndRollers) {
    const std::vector<std::string> names = {"dermaroller-mf8", "home-roller",       "pen-12",
                                            "pen-6",           "skinpen-precision", "pro-pen",
                                            "stamp",           "impact-stamp",      "gold-nano-stamp"};
    EXPECT_EQ(catalogue().names(), names);
    EXPECT_EQ(catalogue().at("pen-12").kind, Kind::pen);
    EXPECT_EQ(catalogue().at("stamp").kind, Kind::stamp);
    EXPECT_EQ(catalogue().device("pen-6", {}).needles, 6);
}

TEST(Catalogue, LetsATwelvePinPenStrikeNineHundredTimesPerSquareCentimetreAndPass) {
    const Device pen = catalogue().device("pen-12", {});
    EXPECT_NEAR(pen.needles * pen.frequency / (pen.glide_speed * pen.plate_width) * 1e-4, 900.0, 1.0);
}

TEST(Catalogue, KnowsTheRowsOfARollerAndTheSpeedOfTheHand) {
    const Device roller = catalogue().device("dermaroller-mf8", {});
    EXPECT_EQ(roller.rows, 8);
    EXPECT_EQ(roller.needles % roller.rows, 0);
    EXPECT_NEAR(roller.roll_speed, 0.05, 1e-12);
    EXPECT_EQ(roller.stroke, 0.0);
    EXPECT_EQ(roller.presses_per_time, 0.0);
}

TEST(Catalogue, RunsEveryPenAsItIsDeclaredAndLiftsItsNeedlesOutOfTheSkin) {
    const Catalogue read = catalogue();
    for (const std::string& name : read.names()) {
        const Device device = read.device(name, {});
        if (device.kind != Kind::pen) continue;
        EXPECT_GT(device.slowest_frequency, 0.0) << name;
        EXPECT_LE(device.slowest_frequency, device.frequency) << name;
        EXPECT_LE(device.frequency, device.fastest_frequency) << name;
        EXPECT_GE(device.stroke, device.longest_length) << name;
        EXPECT_EQ(device.impact_speed, 0.0) << name;
        EXPECT_EQ(device.rows, 0) << name;
    }
    EXPECT_NEAR(read.device("pen-6", {}).fastest_frequency, 150.0, 1e-9);
    EXPECT_NEAR(read.device("skinpen-precision", {}).fastest_frequency, 7700.0 / 60.0, 0.05);
    EXPECT_EQ(read.device("skinpen-precision", {}).needles, 14);
    EXPECT_EQ(read.device("pro-pen", {}).needles, 14);
}

TEST(Catalogue, PressesStampsByHandOrByASpring) {
    const Catalogue read = catalogue();
    EXPECT_EQ(read.device("stamp", {}).impact_speed, 0.0);
    EXPECT_EQ(read.device("gold-nano-stamp", {}).impact_speed, 0.0);
    const core::Parameter& speed = read.at("impact-stamp").geometry.at("impact_speed");
    EXPECT_EQ(speed.source, "verbaan-2008");
    EXPECT_NEAR(speed.prior.least, 1.0, 1e-12);
    EXPECT_NEAR(speed.prior.most, 3.0, 1e-12);
    EXPECT_NEAR(read.device("stamp", {}).presses_per_time, 1.0, 1e-12);
}

TEST(Catalogue, NamesAJudgementAnAssumption) {
    const Catalogue read = catalogue();
    std::vector<core::Parameter> all(read.common().all().begin(), read.common().all().end());
    for (const Model& model : read.models())
        all.insert(all.end(), model.geometry.all().begin(), model.geometry.all().end());
    for (const core::Parameter& p : all)
        EXPECT_TRUE(p.source != "percuta-judgement" || p.basis == core::Basis::assumed) << p.name << ": " << p.meaning;
}

TEST(Catalogue, SaysThatGoldStampsAreExtrapolation) {
    EXPECT_TRUE(says(catalogue().at("gold-nano-stamp").note, "extrapolation"));
    EXPECT_TRUE(says(catalogue().at("gold-nano-stamp").note, "no controlled evidence"));
}

TEST(Catalogue, FitsTheLengthThatIsAskedFor) {
    const Device device = catalogue().device("dermaroller-mf8", 0.5e-3);
    EXPECT_DOUBLE_EQ(device.needle.length, 0.5e-3);
    EXPECT_DOUBLE_EQ(device.needle.taper(), 0.5e-3);
}

TEST(Catalogue, AcceptsItsOwnShortestAndLongestLength) {
    const Catalogue read = catalogue();
    for (const std::string& name : read.names()) {
        const Device device = read.device(name, {});
        EXPECT_NO_THROW(read.device(name, device.shortest_length)) << name;
        EXPECT_NO_THROW(read.device(name, device.longest_length)) << name;
    }
}

TEST(Catalogue, CallsAnUnknownDeviceOrAnImpossibleLengthOurOwnBug) {
    EXPECT_THROW(catalogue().device("hammer", {}), core::InternalError);
    EXPECT_THROW(catalogue().device("home-roller", 1.5e-3), core::InternalError);
    EXPECT_THROW(catalogue().device("home-roller", std::nan("")), core::InternalError);
}

TEST(Catalogue, ReportsAllMistakesAtOnce) {
    std::string text = text_of_devices();
    text = replaced(text, "[device.pen-12.geometry.frequency]\nvalue = 120\nunit = \"Hz\"",
                    "[device.pen-12.geometry.frequency]\nvalue = 120\nunit = \"mm\"");
    text = replaced(text, "[device.stamp.geometry.pitch]", "[device.stamp.geometry.pich]");
    text = replaced(text, "[device.home-roller.geometry.needles]\nvalue = 192",
                    "[device.home-roller.geometry.needles]\nvalue = 192.5");
    text = replaced(text, "kind = \"roller\"", "kind = \"rolling pin\"");
    const std::string found = mistakes(text);
    EXPECT_TRUE(says(found, "device.pen-12.geometry.frequency.value is in mm, which cannot be converted to Hz"))
        << found;
    EXPECT_TRUE(says(found, "device.stamp.geometry.pitch is missing")) << found;
    EXPECT_TRUE(says(found, "unknown key \"pich\"")) << found;
    EXPECT_TRUE(says(found, "did you mean \"pitch\"")) << found;
    EXPECT_TRUE(says(found, "device.home-roller.geometry.needles must be a whole number")) << found;
    EXPECT_TRUE(says(found, "kind cannot be \"rolling pin\"")) << found;
}

TEST(Catalogue, RefusesGeometryThatBelongsToAnotherKind) {
    const std::string found = mistakes(
        replaced(text_of_devices(), "[device.stamp.geometry.plate_width]", "[device.stamp.geometry.drum_width]"));
    EXPECT_TRUE(says(found, "device.stamp.geometry.plate_width is missing")) << found;
    EXPECT_TRUE(says(found, "unknown key \"drum_width\"")) << found;
}

TEST(Catalogue, RefusesANeedleThatCannotBe) {
    std::string text = text_of_devices();
    text = replaced(text, "[device.stamp.geometry.default_length]\nvalue = 1.5",
                    "[device.stamp.geometry.default_length]\nvalue = 9.5");
    text = replaced(text, "[device.pen-6.geometry.shaft_diameter]\nvalue = 0.35",
                    "[device.pen-6.geometry.shaft_diameter]\nvalue = 0.001");
    text = replaced(text, "[device.pen-12.geometry.pitch]\nvalue = 2.1", "[device.pen-12.geometry.pitch]\nvalue = 0");
    const std::string found = mistakes(text);
    EXPECT_TRUE(says(found, "device.stamp.geometry.default_length is above longest_length")) << found;
    EXPECT_TRUE(says(found, "device.pen-6.geometry.tip_diameter is above shaft_diameter")) << found;
    EXPECT_TRUE(says(found, "device.pen-12.geometry.pitch.value must be above zero")) << found;
}

/// What is found when one number of a device is another.
std::string mistakes_with(const std::string& parameter, const std::string& value, const std::string& wrong) {
    const std::string head = "[device." + parameter + "]\nvalue = ";
    return mistakes(replaced(text_of_devices(), head + value + "\n", head + wrong + "\n"));
}

TEST(Catalogue, RefusesAConeThatIsTooBluntToBeANeedle) {
    const std::string found = mistakes_with("stamp.geometry.taper_length", "0.8", "0.12");
    EXPECT_TRUE(says(found,
                     "device.stamp.geometry.shaft_diameter is more than twice taper_length: a cone blunter than "
                     "90 degrees is no needle"))
        << found;
    EXPECT_EQ(mistakes_with("stamp.geometry.taper_length", "0.8", "0.13"), "");
}

TEST(Catalogue, RefusesNeedlesThatOverlap) {
    std::string found = mistakes_with("stamp.geometry.pitch", "1.6", "0.2");
    EXPECT_TRUE(says(found,
                     "device.stamp.geometry.pitch puts needles 0.2 mm apart, less than the shaft is wide: "
                     "needles would overlap"))
        << found;
    found = mistakes_with("dermaroller-mf8.geometry.drum_width", "20", "1.6");
    EXPECT_TRUE(says(found, "device.dermaroller-mf8.geometry.rows puts rows 0.2 mm apart")) << found;
    found = mistakes_with("dermaroller-mf8.geometry.needles", "192", "2400");
    EXPECT_TRUE(says(found, "device.dermaroller-mf8.geometry.needles puts stations around the drum 0.209 mm apart"))
        << found;
}

TEST(Catalogue, RefusesRowsThatDoNotShareTheNeedlesOut) {
    const std::string found = mistakes_with("dermaroller-mf8.geometry.rows", "8", "7");
    EXPECT_TRUE(says(found,
                     "device.dermaroller-mf8.geometry.rows is 7, and 192 needles do not stand in so many equal "
                     "rows"))
        << found;
    EXPECT_TRUE(says(mistakes_with("dermaroller-mf8.geometry.rows", "8", "0.5"), "rows must be a whole number"));
}

TEST(Catalogue, RefusesAPenThatNeverLeavesTheSkinOrRunsOtherThanDeclared) {
    EXPECT_TRUE(says(mistakes_with("pen-6.geometry.stroke", "1.9", "1.0"), "the tip would never leave the skin"));
    EXPECT_TRUE(says(mistakes_with("pen-6.geometry.fastest_frequency", "150", "120"),
                     "device.pen-6.geometry.frequency is above fastest_frequency"));
    EXPECT_TRUE(says(mistakes_with("pen-6.geometry.slowest_frequency", "100", "130"),
                     "device.pen-6.geometry.slowest_frequency is above frequency"));
}

TEST(Catalogue, RefusesNeedlesThatAreTooLongOrNone) {
    EXPECT_TRUE(
        says(mistakes_with("dermaroller-mf8.geometry.longest_length", "3.0", "30"), "that is deeper than any skin"));
    EXPECT_TRUE(says(mistakes_with("stamp.geometry.needles", "40", "0"),
                     "device.stamp.geometry.needles.value must be above zero"));
    EXPECT_TRUE(says(mistakes_with("impact-stamp.geometry.impact_speed", "2", "-2"), "must not be below zero"));
}

TEST(Catalogue, NeedsGeometryTitleAndKind) {
    const std::string found = mistakes("[device.bare]\n");
    for (const char* missing : {"device.bare.title", "device.bare.kind", "device.bare.geometry"})
        EXPECT_TRUE(says(found, std::string(missing) + " is missing")) << found;
    EXPECT_TRUE(says(mistakes("other = 1\n"), "device is missing"));
    EXPECT_TRUE(says(mistakes("other = 1\n"), "common is missing"));
}

TEST(Kind, HasTheNamesThatDataFilesUse) {
    EXPECT_EQ(name(Kind::roller), "roller");
    EXPECT_EQ(name(Kind::pen), "pen");
    EXPECT_EQ(name(Kind::stamp), "stamp");
}

TEST(Devices, DrawnOnesCanBeAndSpreadAroundThoseOfTheCatalogue) {
    const Catalogue catalogue =
        Catalogue::read(core::Document::parse(core::embedded_data().at("devices.toml"), "devices.toml"));
    for (const Model& model : catalogue.models()) {
        const Device usual = catalogue.device(model.name, std::nullopt);
        std::vector<double> tips;
        for (std::uint64_t i = 0; i < 200; ++i) {
            core::RandomStream random(1, i, core::Stream::device);
            const Device one = catalogue.drawn(model.name, std::nullopt, random);
            EXPECT_EQ(one.needle.length, usual.needle.length);
            EXPECT_LE(one.needle.tip_diameter, one.needle.shaft_diameter) << model.name;
            EXPECT_LE(one.needle.shaft_diameter, 2.0 * one.needle.taper_length) << model.name;
            EXPECT_GE(one.needles, 1);
            if (model.kind == Kind::roller) {
                EXPECT_EQ(one.needles % one.rows, 0) << model.name;
            }
            if (model.kind == Kind::pen) {
                EXPECT_LE(one.frequency, one.fastest_frequency) << model.name;
            }
            tips.push_back(one.needle.tip_diameter);
        }
        const core::Interval spread = core::interval(tips);
        EXPECT_LT(spread.lo, usual.needle.tip_diameter) << model.name;
        EXPECT_GT(spread.hi, usual.needle.tip_diameter) << model.name;
        core::RandomStream again(1, 0, core::Stream::device);
        EXPECT_EQ(catalogue.drawn(model.name, std::nullopt, again).needle.tip_diameter, tips.front());
    }
}

}  // namespace
}  // namespace percuta::device
