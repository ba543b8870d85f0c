#include "outcome/quantities.hpp"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "outcome/clinic.hpp"

namespace percuta::outcome {
namespace {

std::map<std::string, QuantityReading> read(const Condition& condition, double gain) {
    Tissue tissue = gained(gain);
    tissue.epidermis = 1.2;
    tissue.collagen_reticular = 1.1;
    std::map<std::string, QuantityReading> out;
    for (const QuantityReading& one :
         read_quantities(clinic(), condition, {{parameters(), {Tissue{}, tissue}}}, 500, 1))
        out.emplace(one.name, one);
    return out;
}

TEST(Quantities, AreShownForEveryConcernWithWhatIsKnownOfThem) {
    for (const char* concern :
         {"rejuvenation", "wrinkle", "acne-scar", "surgical-scar", "striae", "hair-loss", "hyperpigmentation"}) {
        const auto all = read({concern, "", 0.0, {}, thinning}, 0.4);
        EXPECT_FALSE(all.empty()) << concern;
        for (const auto& [name, one] : all) {
            EXPECT_FALSE(one.evidence.empty() || one.source.empty() || one.title.empty()) << name;
            EXPECT_GT(one.before, 0.0) << name;
            EXPECT_LE(one.after.lo, one.after.hi) << name;
        }
    }
}

TEST(Quantities, WhereNothingIsKnownStayAsTheyWere) {
    for (const char* concern : {"rejuvenation", "surgical-scar", "hyperpigmentation", "striae"})
        for (const auto& [name, one] : read({concern, "", 0.0, {}}, 0.4)) {
            if (one.level != "none") continue;
            EXPECT_NEAR(one.after.lo, one.before, 1e-12) << name;
            EXPECT_NEAR(one.after.hi, one.before, 1e-12) << name;
        }
}

TEST(Quantities, TellTheTypesOfScarsApart) {
    const auto all = read({"acne-scar", "", 0.0, {{"rolling", 0.6}, {"ice-pick", 0.4}}}, 0.6);
    const auto lost = [&](const char* name) { return 1.0 - all.at(name).after.median / all.at(name).before; };
    EXPECT_GT(lost("scar-depth-rolling"), 3.0 * lost("scar-depth-ice-pick"));
    EXPECT_NEAR(all.at("scar-depth-rolling").before, 0.22, 1e-9) << "in millimetres";
    EXPECT_FALSE(all.contains("scar-depth-boxcar")) << "this face has none";
}

TEST(Quantities, ScatterAsPeopleRespond) {
    const QuantityReading elasticity = read({"rejuvenation", "", 0.0, {}}, 0.4).at("elasticity");
    EXPECT_GT(elasticity.after.median, 1.1);
    EXPECT_GT(elasticity.after.hi, elasticity.after.median + 0.1);
}

}  // namespace
}  // namespace percuta::outcome
