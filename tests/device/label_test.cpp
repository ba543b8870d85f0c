#include "device/label.hpp"

#include <map>

#include <gtest/gtest.h>

#include "core/bibliography.hpp"
#include "core/data_files.hpp"
#include "core/mistakes.hpp"
#include "core/units.hpp"
#include "device/device.hpp"

namespace percuta::device {
namespace {

using core::replaced;
using core::says;

const std::string& text_of(const char* file) { return core::embedded_data().at(file); }

Catalogue catalogue() { return Catalogue::read(core::Document::parse(text_of("devices.toml"), "devices.toml")); }

std::string mistakes(const std::string& text) { return core::mistakes_of(text, "devices.toml", Catalogue::read); }

std::vector<OffLabel> off_label_of(const char* model, const Use& use) { return off_label(catalogue().at(model), use); }

/// The only finding; its text is empty when there is none.
OffLabel only(const std::vector<OffLabel>& found) {
    EXPECT_EQ(found.size(), 1U);
    return found.empty() ? OffLabel{} : found.front();
}

/// Acne scars of the cheek at 1.5 mm, phototype 3, 32 years.
Use scars() { return {"cheek", "acne-scar", 3, core::to_si(32, "yr"), core::to_si(1.5, "mm"), false}; }

TEST(Labels, AreAllSevenFilesBelowTheirDevices) {
    const std::map<std::string, std::vector<std::string>> files = {{"pen-6", {"K180778", "K182407", "K233709"}},
                                                                   {"pen-12", {"K192138"}},
                                                                   {"skinpen-precision", {"DEN160029", "K202243"}},
                                                                   {"pro-pen", {"K243800"}}};
    const Catalogue read = catalogue();
    for (const Model& model : read.models()) {
        std::vector<std::string> found;
        for (const Label& label : model.labels) found.push_back(label.file);
        const auto wanted = files.find(model.name);
        EXPECT_EQ(found, wanted == files.end() ? std::vector<std::string>{} : wanted->second) << model.name;
    }
}

TEST(Labels, HoldWhatTheFilesSay) {
    const Catalogue read = catalogue();
    for (const Model& model : read.models())
        for (const Label& label : model.labels) {
            EXPECT_NEAR(core::convert(label.least_age, "s", "yr"), 22.0, 1e-9) << label.file;
            EXPECT_FALSE(label.orbital_rim) << label.file;
            EXPECT_FALSE(label.covers.empty()) << label.file;
        }
    const Label& exceed = read.at("pen-6").labels.front();
    EXPECT_EQ(exceed.decision, "2018-09-07");
    EXPECT_EQ(exceed.maker, "MT.DERM");
    EXPECT_NEAR(exceed.depth_tolerance.value_or(0.0), 0.15e-3, 1e-12);
    EXPECT_EQ(exceed.covers.front().phototypes->most, 3);
    const Label& skinpen = read.at("skinpen-precision").labels.front();
    EXPECT_FALSE(skinpen.seen);
    EXPECT_NEAR(skinpen.dial->least, 0.25e-3, 1e-12);
    EXPECT_NEAR(skinpen.covers.front().deepest.value_or(0.0), 1.5e-3, 1e-12);
    EXPECT_FALSE(read.at("pro-pen").labels.front().covers.front().phototypes);
}

TEST(Labels, NameSitesConcernsAndSourcesThatPercutaKnows) {
    const core::Document atlas = core::Document::parse(text_of("skin.toml"), "skin.toml");
    const core::Document indications = core::Document::parse(text_of("indications.toml"), "indications.toml");
    const auto sources = core::Bibliography::parse(text_of("references.bib"), "references.bib");
    const Catalogue read = catalogue();
    for (const Model& model : read.models())
        for (const Label& label : model.labels) {
            EXPECT_TRUE(sources.has(label.source)) << label.source;
            for (const Coverage& covered : label.covers) {
                for (const std::string& site : covered.sites)
                    EXPECT_NE(atlas.root().find("site")->find(site), nullptr) << label.file << " " << site;
                for (const std::string& concern : covered.concerns)
                    EXPECT_NE(indications.root().find("indication")->find(concern), nullptr) << concern;
            }
        }
    EXPECT_TRUE(sources.has("cfr-878-4430"));
}

TEST(OffLabelUse, IsNoneWhereOneFileCoversAll) {
    for (const char* model : {"pen-6", "skinpen-precision", "pro-pen"})
        EXPECT_TRUE(off_label_of(model, scars()).empty()) << model;
    Use use = scars();
    use.concern = "wrinkle";
    use.site = "periorbital";
    EXPECT_TRUE(off_label_of("pen-6", use).empty());
    EXPECT_TRUE(off_label_of("pen-12", use).empty());
}

TEST(OffLabelUse, SaysWhichFileCoversWhichPhototypes) {
    Use use = scars();
    use.phototype = 5;
    const OffLabel found = only(off_label_of("pen-6", use));
    EXPECT_EQ(found.text, "K233709 covers phototypes 1 to 4; the plan says 5");
    EXPECT_EQ(found.file, "K233709");
    EXPECT_EQ(found.source, "fda-k233709");
    EXPECT_TRUE(off_label_of("skinpen-precision", use).empty());
}

TEST(OffLabelUse, TellsTheUsesOfOneFileApart) {
    Use use = scars();
    use.concern = "wrinkle";
    use.phototype = 4;
    EXPECT_EQ(only(off_label_of("pen-6", use)).text, "K233709 covers phototypes 1 to 3; the plan says 4");
    EXPECT_EQ(only(off_label_of("skinpen-precision", use)).text,
              "K202243 covers this site: neck; the plan treats cheek");
    use.site = "neck";
    use.depth = core::to_si(2.5, "mm");
    EXPECT_TRUE(off_label_of("skinpen-precision", use).empty());
    use.phototype = 5;
    EXPECT_EQ(only(off_label_of("skinpen-precision", use)).text, "K202243 covers phototypes 2 to 4; the plan says 5");
}

TEST(OffLabelUse, TakesTheGlabellaForNoWholeForehead) {
    Use use = scars();
    use.concern = "wrinkle";
    use.site = "forehead";
    EXPECT_EQ(only(off_label_of("pen-6", use)).text,
              "K233709 covers this site: glabella, periorbital region and cheek folds; the plan treats forehead");
}

TEST(OffLabelUse, HasOneFindingForEachReason) {
    const Use use{"abdomen", "striae", 6, core::to_si(19.9, "yr"), core::to_si(2.5, "mm"), true};
    const auto found = off_label_of("pen-6", use);
    ASSERT_EQ(found.size(), 6U);
    EXPECT_EQ(found[0].text, "K233709 covers acne-scar; the plan treats striae");
    EXPECT_EQ(found[1].text, "K233709 covers this site: face; the plan treats abdomen");
    EXPECT_EQ(found[2].text, "K233709 covers phototypes 1 to 4; the plan says 6");
    EXPECT_EQ(found[3].text, "K233709 covers ages of 22 years and more; the plan says 19");
    EXPECT_EQ(found[4].text, "K233709 covers depths to 1.9 mm; the plan sets 2.5 mm");
    EXPECT_TRUE(says(found[5].text, "21 CFR 878.4430"));
    EXPECT_EQ(found[5].source, "cfr-878-4430");
}

TEST(OffLabelUse, TakesTheBoundsThemselvesAsCovered) {
    Use use = scars();
    use.age = core::to_si(22, "yr");
    use.phototype = 4;
    use.depth = core::to_si(1900, "um");
    EXPECT_TRUE(off_label_of("pen-6", use).empty());
    use.depth = core::to_si(1.91, "mm");
    EXPECT_EQ(only(off_label_of("pen-6", use)).text, "K233709 covers depths to 1.9 mm; the plan sets 1.91 mm");
    use.depth = core::to_si(1.5, "mm");
    use.age = core::to_si(21.99, "yr");
    EXPECT_EQ(only(off_label_of("pen-6", use)).text, "K233709 covers ages of 22 years and more; the plan says 21");
}

TEST(OffLabelUse, NeverCoversAProductThroughTheChannels) {
    Use use = scars();
    use.product_applied = true;
    for (const char* model : {"pen-6", "pen-12", "skinpen-precision", "pro-pen"}) {
        const auto found = off_label_of(model, use);
        ASSERT_FALSE(found.empty()) << model;
        EXPECT_TRUE(says(found.back().text, "leaves out delivery through the skin")) << model;
    }
}

TEST(OffLabelUse, SaysThatADeviceHasNoLabel) {
    for (const char* model : {"dermaroller-mf8", "home-roller", "stamp", "impact-stamp", "gold-nano-stamp"})
        EXPECT_EQ(only(off_label_of(model, scars())).text, "no label on file: no FDA file for this device was read");
}

TEST(OffLabelUse, HoldsNothingAgainstAPlanThatAFileWasNotReadFor) {
    Use use = scars();
    use.phototype = 6;
    use.depth = core::to_si(2.5, "mm");
    EXPECT_TRUE(off_label_of("pro-pen", use).empty());
}

TEST(Labels, AreReadWithEveryMistakeAtOnce) {
    const std::string file = "[device.pen-12.label.K192138]\n";
    std::string text = text_of("devices.toml");
    const std::size_t begin = text.find(file);
    ASSERT_NE(begin, std::string::npos);
    const std::size_t end = text.find("[device.pen-6]", begin);
    const std::string found = mistakes(text.replace(begin, end - begin, file + R"(maker = "Refine USA"
least_age = 22
dial = { least = "2 mm", most = "1 mm" }
jurisdiction = "US"
[[device.pen-12.label.K192138.covers]]
concerns = []
sites = "periorbital"
phototypes = [4, 1]
[device.pen-12.label.K0]
)"));
    for (const char* part :
         {"K192138.decision is missing", "K192138.least_age needs a unit", "dial.least is above most",
          "unknown key \"jurisdiction\"", "concerns must be a list of names", "sites must be a list of names",
          "sites_as_printed is missing", "phototypes must be the least and the greatest of the types 1 to 6",
          "K192138.source is missing", "K0.covers is missing"})
        EXPECT_TRUE(says(found, part)) << part << "\n" << found;
}

}  // namespace
}  // namespace percuta::device
