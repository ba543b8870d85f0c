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
        EXPECT_DOUBLE_EQ(before, needle.shaft_diameter) << name;
    }
}

TEST(Needle, IsAsWideAsItsShaftAboveTheTaper) {
    const Needle needle{.tip_diameter = 8e-6, .shaft_diameter = 250e-6, .taper_length = 0.8e-3, .length = 1.5e-3};
    EXPECT_DOUBLE_EQ(needle.taper(), 0.8e-3);
    EXPECT_NEAR(needle.width(0.4e-3), 129e-6, 1e-12);
    EXPECT_EQ(needle.width(0.8e-3), 250e-6);
    EXPECT_EQ(needle.width(1.5e-3), 250e-6);
}

TEST(Needle, TapersOverItsOwnLengthWhenShort) {
    const Needle needle{.tip_diameter = 8e-6, .shaft_diameter = 250e-6, .taper_length = 0.8e-3, .length = 0.5e-3};
    EXPECT_DOUBLE_EQ(needle.taper(), 0.5e-3);
    EXPECT_DOUBLE_EQ(needle.slope(), 242e-6 / 0.5e-3);
    EXPECT_EQ(needle.width(0.5e-3), 250e-6);
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
    const std::vector<std::string> names = {"dermaroller-mf8", "home-roller", "pen-12",
                                            "pen-6",           "stamp",       "gold-nano-stamp"};
    EXPECT_EQ(catalogue().names(), names);
    EXPECT_EQ(catalogue().at("pen-12").kind, Kind::pen);
    EXPECT_EQ(catalogue().at("stamp").kind, Kind::stamp);
    EXPECT_EQ(catalogue().device("pen-6", {}).needles, 6);
}

TEST(Catalogue, LetsATwelvePinPenStrikeNineHundredTimesPerSquareCentimetreAndPass) {
    const Device pen = catalogue().device("pen-12", {});
    EXPECT_NEAR(pen.needles * pen.frequency / (pen.glide_speed * pen.plate_width) * 1e-4, 900.0, 1.0);
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

TEST(Catalogue, NeedsGeometryTitleAndKind) {
    const std::string found = mistakes("[device.bare]\n");
    for (const char* missing : {"device.bare.title", "device.bare.kind", "device.bare.geometry"})
        EXPECT_TRUE(says(found, std::string(missing) + " is missing")) << found;
    EXPECT_TRUE(says(mistakes("other = 1\n"), "device is missing"));
}

TEST(Kind, HasTheNamesThatDataFilesUse) {
    EXPECT_EQ(name(Kind::roller), "roller");
    EXPECT_EQ(name(Kind::pen), "pen");
    EXPECT_EQ(name(Kind::stamp), "stamp");
}

}  // namespace
}  // namespace percuta::device
