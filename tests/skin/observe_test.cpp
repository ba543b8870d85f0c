#include "skin/observe.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/error.hpp"
#include "skin/skin_of.hpp"

namespace percuta::skin {
namespace {

TEST(Observation, NamesEveryMethodAndLayerBothWays) {
    EXPECT_EQ(method_names().size(), 7U);
    EXPECT_EQ(layer_names().size(), 6U);
    for (const std::string& text : method_names()) EXPECT_EQ(name(method_named(text).value()), text);
    for (const std::string& text : layer_names()) EXPECT_EQ(name(layer_named(text).value()), text);
    EXPECT_EQ(method_named("cadaver-histology"), Method::cadaver_histology);
    EXPECT_EQ(layer_named("full_skin"), Layer::full_skin);
    EXPECT_FALSE(method_named("palpation").has_value());
    EXPECT_FALSE(layer_named("muscle").has_value());
}

TEST(Observation, SeesOnlyTheLayersOfItsMethod) {
    const std::vector<std::pair<Method, std::vector<Layer>>> seen{
        {Method::histology,
         {Layer::stratum_corneum, Layer::viable_epidermis, Layer::epidermis, Layer::dermis, Layer::full_skin}},
        {Method::ultrasound_20mhz, {Layer::epidermis, Layer::dermis, Layer::full_skin, Layer::hypodermis}},
        {Method::ultrasound_50mhz, {Layer::full_skin}},
        {Method::optical_coherence, {Layer::stratum_corneum, Layer::viable_epidermis, Layer::epidermis}},
        {Method::raman_slope, {Layer::stratum_corneum}}};
    const Atlas atlas = shipped_atlas();
    const Skin skin = atlas.skin("forehead", reference());
    for (const auto& [method, layers] : seen)
        for (const std::string& text : layer_names()) {
            const Layer layer = layer_named(text).value();
            const bool sees = std::ranges::find(layers, layer) != layers.end();
            EXPECT_EQ(can_see(layer, method), sees) << name(method) << " " << text;
            if (sees) EXPECT_GT(observe(atlas.methods(), skin, layer, method), 0.0) << name(method) << " " << text;
            else EXPECT_THROW(observe(atlas.methods(), skin, layer, method), core::InternalError) << text;
        }
}

TEST(Observation, TakesItsAnchorsAtTheirWord) {
    const Atlas atlas = shipped_atlas();
    const Skin skin = atlas.skin("thigh", reference());
    const auto seen = [&](Layer layer, Method method) { return observe(atlas.methods(), skin, layer, method); };
    EXPECT_DOUBLE_EQ(seen(Layer::dermis, Method::ultrasound_20mhz), skin.dermis);
    EXPECT_DOUBLE_EQ(seen(Layer::hypodermis, Method::ultrasound_20mhz), skin.hypodermis);
    EXPECT_DOUBLE_EQ(seen(Layer::stratum_corneum, Method::raman_slope), skin.stratum_corneum);
}

TEST(Observation, ShrinksSectionsAndMostThoseOfCadavers) {
    const Atlas atlas = shipped_atlas();
    const Skin skin = atlas.skin("cheek", reference());
    const auto seen = [&](Layer layer, Method method) { return observe(atlas.methods(), skin, layer, method); };
    EXPECT_LT(seen(Layer::dermis, Method::histology), skin.dermis);
    EXPECT_LT(seen(Layer::dermis, Method::cadaver_histology), seen(Layer::dermis, Method::histology));
    EXPECT_NEAR(seen(Layer::full_skin, Method::histology),
                seen(Layer::stratum_corneum, Method::histology) + seen(Layer::viable_epidermis, Method::histology) +
                    seen(Layer::dermis, Method::histology),
                1e-15);
}

TEST(Observation, TakesTheEntryEchoForEpidermis) {  // Meng 2022: three to five times histology
    const Atlas atlas = shipped_atlas();
    for (const char* site : {"forehead", "cheek", "periorbital", "nose", "neck"}) {
        const Skin skin = atlas.skin(site, reference());
        const double echo = observe(atlas.methods(), skin, Layer::epidermis, Method::ultrasound_20mhz);
        const double histology = observe(atlas.methods(), skin, Layer::epidermis, Method::histology);
        EXPECT_GT(echo / histology, 2.5) << site;
        EXPECT_LT(echo / histology, 5.0) << site;
        EXPECT_NEAR(observe(atlas.methods(), skin, Layer::full_skin, Method::ultrasound_20mhz), echo + skin.dermis,
                    1e-15);
    }
}

TEST(Observation, LosesAFifthOfTheStratumCorneumBetweenTwoReadingsOfOneRamanProfile) {  // srt.12461
    const Atlas atlas = shipped_atlas();
    const Skin skin = atlas.skin("volar-forearm", reference());
    const double slope = observe(atlas.methods(), skin, Layer::stratum_corneum, Method::raman_slope);
    const double intersection = observe(atlas.methods(), skin, Layer::stratum_corneum, Method::raman_intersection);
    EXPECT_NEAR(intersection / slope, 17.6 / 21.3, 0.01);
}

}  // namespace
}  // namespace percuta::skin
