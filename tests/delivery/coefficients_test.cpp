#include "delivery/coefficients.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "fixture.hpp"

namespace percuta::delivery {
namespace {

using fixture::defaults;
using fixture::solute;

constexpr double cm2_per_s = 1e-4, cm_per_h = 1e-2 / 3600.0;

struct Active {
    const char* name;
    product::Permeant permeant;
    double D, k, intact, reach;  ///< 1e-6 cm2/s, 1/s (lipoidal route), cm/h, um; 0: not printed
};

product::Permeant with(product::Permeant permeant, product::Binding binding) {
    permeant.binding = binding;
    return permeant;
}

product::Permeant base(product::Permeant permeant, double pka) {
    permeant.ionisation = {{pka, false}};
    return permeant;
}

std::vector<Active> panel() {
    return {{"niacinamide", solute(122.12, -0.37), 2.7, 3.6e-4, 2.5e-4, 870},
            {"caffeine", solute(194.19, -0.07), 1.9, 2.2e-4, 1.4e-4, 940},
            {"ascorbic acid", with(solute(176.12, -1.85), product::Binding::other_acid), 2.1, 1.8e-5, 4.7e-5, 3400},
            {"tranexamic acid", with(solute(157.21, -2.0), product::Binding::other_acid), 2.2, 1.8e-5, 5.7e-5, 3500},
            {"hydroquinone", solute(110.11, 0.59), 2.5, 9.3e-4, 1.1e-3, 520},
            {"minoxidil", solute(209.25, 1.24), 1.3, 6.4e-4, 7.5e-4, 460},
            {"lidocaine", base(solute(234.34, 2.44), 7.9), 0.96, 8.3e-4, 3.7e-3, 340},
            {"GHK", with(solute(340.38, -4.0), product::Binding::other_acid), 1.3, 5e-8, 1.1e-5, 0},
            {"retinol", solute(286.45, 5.68), 0.013, 4e-6, 0.35, 560}};
}

/// As the panel has it: through the capillary wall as if all were neutral, nothing through pores and lymph.
double lipoidal_rate(const Coefficients& found) {
    Clearance clearance = found.clearance;
    clearance.lipoidal /= found.neutral_tissue;
    clearance.paracellular = clearance.lymph = 0.0;
    return clearance.rate();
}

TEST(Coefficients, OfNineActivesAreThoseOfThePanel) {
    for (const Active& active : panel()) {
        const Coefficients found = coefficients(defaults(), active.permeant, fixture::cheek);
        EXPECT_NEAR(found.layers[reticular].diffusivity / cm2_per_s * 1e6, active.D, 0.05 * active.D) << active.name;
        EXPECT_NEAR(lipoidal_rate(found), active.k, 0.1 * active.k) << active.name;
        const double reach = std::sqrt(found.layers[reticular].diffusivity / lipoidal_rate(found)) / fixture::um;
        if (active.reach > 0.0) {
            EXPECT_NEAR(reach, active.reach, 0.05 * active.reach) << active.name;
        }
        const Permeability intact = permeability(defaults(), active.permeant.log_k, active.permeant.molar_mass);
        EXPECT_NEAR(intact.regression / cm_per_h, active.intact, 0.05 * active.intact) << active.name;
    }
}

TEST(Coefficients, NoActiveStaysInDermisForMonths) {
    for (const Active& active : panel()) {
        const Coefficients found = coefficients(defaults(), active.permeant, fixture::cheek);
        EXPECT_LT(std::log(2.0) / found.clearance.rate(), 3.0 * 86400.0) << active.name;
    }
}

/// Results of the open whole-skin model for what was applied in water to wet skin, and small in the open to dry skin.
TEST(Coefficients, MicroscopicSkinIsThatOfTheOpenModel) {
    const auto wet = [](double mass, double log_k) {
        const Permeability found = permeability(defaults(), log_k, mass * 1e-3);
        return (found.kasting - found.polar) / cm_per_h;
    };
    EXPECT_NEAR(wet(148.20, -0.22), 1.19e-4, 0.2 * 1.19e-4);  // DPGME
    EXPECT_NEAR(wet(336.47, 4.05), 163e-4, 0.2 * 163e-4);     // fentanyl
    EXPECT_NEAR(wet(118.18, 0.83), 16.9e-4, 0.2 * 16.9e-4);   // 2-butoxyethanol
    const Thicknesses thin{13e-6, 100e-6, 0.0, 0.0, 500e-6};
    const Coefficients testosterone =
        coefficients(defaults(), solute(288.43, 3.32), thin, Family::kasting, Barrier::microscopic);
    const Layer& horny = testosterone.layers[stratum_corneum];
    EXPECT_NEAR(horny.partition * horny.diffusivity / horny.thickness / cm_per_h, 26.5e-4, 0.2 * 26.5e-4);
}

TEST(Coefficients, StratumCorneumLetsThroughWhatTheRegressionSays) {
    for (const Active& active : panel())
        for (const Family family : {Family::kasting, Family::chen}) {
            const Coefficients found = coefficients(defaults(), active.permeant, fixture::cheek, family);
            const Layer& horny = found.layers[stratum_corneum];
            const Permeability intact = permeability(defaults(), active.permeant.log_k, active.permeant.molar_mass);
            const double lipoidal = horny.partition * horny.diffusivity / horny.thickness;
            EXPECT_NEAR(lipoidal, found.neutral_tissue * intact.potts_guy, 1e-12 * lipoidal) << active.name;
            EXPECT_EQ(found.polar, intact.polar);
        }
}

TEST(Coefficients, ChargeKeepsASoluteOutOfLipidAndNotOutOfTissue) {
    const product::Permeant neutral = solute(176.12, -1.85);
    product::Permeant acid = neutral;
    acid.ionisation = {{4.2, true}};
    for (const Family family : {Family::kasting, Family::chen})
        for (const Barrier barrier : {Barrier::regression, Barrier::microscopic}) {
            const Coefficients a = coefficients(defaults(), neutral, fixture::cheek, family, barrier),
                               b = coefficients(defaults(), acid, fixture::cheek, family, barrier);
            const auto through = [](const Coefficients& c) {
                return c.layers[stratum_corneum].partition * c.layers[stratum_corneum].diffusivity;
            };
            EXPECT_NEAR(through(b) / through(a) / b.neutral_tissue, 1.0, 0.01);
            EXPECT_EQ(a.polar, b.polar);
            // Against total concentration tissue holds about what its water holds, not 1/f_non times that.
            EXPECT_GT(b.layers[reticular].partition, 0.5);
            EXPECT_LT(b.layers[reticular].partition, 1.0);
            EXPECT_LT(b.clearance.lipoidal, a.clearance.lipoidal * 1e-2);
            EXPECT_EQ(b.clearance.paracellular, a.clearance.paracellular);
        }
}

/// Bricks that nothing enters leave the lipid between them: n films, each with a gap and two ways around.
TEST(Coefficients, ABrickWallOfStonesIsAPathThroughItsMortar) {
    Parameters p = defaults();
    p.brick_drag = 1e6;
    const double log_k = 1.0, mass = 0.2, radius = std::cbrt(0.75 * p.chen_volume * 200.0 / std::numbers::pi);
    const double lipid = p.mortar_density * std::pow(10.0, p.mortar_exponent * log_k) * p.mortar_D *
                         std::exp(-p.mortar_D_area * radius * radius);
    const double period = p.brick_length + p.mortar, layers = p.brick_layers, n = p.brick_offset;
    const double shorter = period / (1.0 + n), longer = period * n / (1.0 + n);
    const double gap = p.brick_height / p.mortar, way = 1.0 / (1.0 / shorter + 1.0 / longer) / p.mortar;
    const Permeability found = permeability(p, log_k, mass);
    const double expected = lipid / ((gap + way) * period * layers);
    EXPECT_NEAR((found.chen - found.polar) / expected, 1.0, 1e-9);
}

TEST(Coefficients, FamiliesAgreeWithinAFactorInViableTissue) {
    for (const Active& active : panel()) {
        const Layer a = coefficients(defaults(), active.permeant, fixture::cheek).layers[reticular],
                    b = coefficients(defaults(), active.permeant, fixture::cheek, Family::chen).layers[reticular];
        EXPECT_NEAR(std::log10(a.diffusivity / b.diffusivity), 0.0, 0.6) << active.name;
    }
}

TEST(Coefficients, MacromoleculesDiffuseAsMeasuredAndLeaveByLymphAlone) {
    const double um2 = fixture::um2;
    for (const double kilodalton : {70.0, 500.0, 2000.0}) {
        const Coefficients found = coefficients(defaults(), solute(kilodalton * 1e3, -4.0), fixture::cheek);
        EXPECT_GT(found.layers[viable_epidermis].diffusivity, 1.0 * um2) << kilodalton;
        EXPECT_LT(found.layers[viable_epidermis].diffusivity, 8.0 * um2) << kilodalton;
        EXPECT_GT(found.layers[junction].diffusivity, 0.7 * um2) << kilodalton;
        EXPECT_LT(found.layers[junction].diffusivity, 3.0 * um2) << kilodalton;
        EXPECT_TRUE(found.extrapolated);
    }
    const Clearance antibody = coefficients(defaults(), solute(150e3, -4.0), fixture::cheek).clearance;
    EXPECT_LT(antibody.paracellular, 0.1 * antibody.lymph);
    const Clearance dextran = coefficients(defaults(), solute(500e3, -4.0), fixture::cheek).clearance;
    EXPECT_EQ(dextran.paracellular, 0.0);
    EXPECT_GT(dextran.rate(), 0.0);
}

TEST(Coefficients, ASoluteIsExtrapolatedOutsideOfWhatWasMeasured) {
    EXPECT_FALSE(coefficients(defaults(), solute(122.12, -0.37), fixture::cheek).extrapolated);
    EXPECT_TRUE(coefficients(defaults(), solute(800.0, 1.0), fixture::cheek).extrapolated);
    EXPECT_TRUE(coefficients(defaults(), solute(2.0, 0.0), fixture::cheek).extrapolated);
    EXPECT_TRUE(coefficients(defaults(), solute(340.38, -4.0), fixture::cheek).extrapolated);
    EXPECT_TRUE(coefficients(defaults(), solute(286.45, 5.68), fixture::cheek).extrapolated);
}

TEST(Clearance, RisesWithFlowAndWithLeakiness) {
    const Clearance clearance = coefficients(defaults(), solute(194.19, -0.07), fixture::cheek).clearance;
    EXPECT_GT(clearance.rate(2.0, 1.0), clearance.rate());
    EXPECT_GT(clearance.rate(1.0, 2.0), clearance.rate());
    EXPECT_LT(clearance.rate(1e9, 1.0),
              (clearance.lipoidal + clearance.paracellular + clearance.lymph) / clearance.binding * (1 + 1e-6));
    EXPECT_DOUBLE_EQ(clearance.rate(0.0, 1.0), clearance.lymph / clearance.binding);
    EXPECT_EQ(Clearance{}.rate(), 0.0);
}

TEST(Clearance, PoresSieveBySize) {
    double last = 1.0;
    for (const double mass : {60.0, 342.3, 5e3, 68e3, 150e3}) {
        const double pores = coefficients(defaults(), solute(mass, -3.0), fixture::cheek).clearance.paracellular;
        EXPECT_LT(pores, last);
        last = pores;
    }
    const Clearance sucrose = coefficients(defaults(), solute(342.3, -3.7), fixture::cheek).clearance;
    EXPECT_DOUBLE_EQ(sucrose.paracellular, defaults().pore_permeability * defaults().cap_surface);
}

TEST(Parameters, AFileWithoutOneOfThemIsRefused) {
    core::ParameterSet none;
    EXPECT_THROW(check_parameters(none), core::InvalidInput);
}

}  // namespace
}  // namespace percuta::delivery
