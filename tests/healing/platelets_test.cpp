// What fills the channels may be richer in platelets than blood.
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "healing/patch.hpp"
#include "healing/sensitivity.hpp"
#include "skin_of_reference.hpp"

namespace percuta::healing {
namespace {

using core::day;

std::vector<Session> filled_with(double platelets, const reference::Protocol& protocol = {}) {
    std::vector<Session> sessions = reference::sessions(protocol);
    for (Session& session : sessions) session.platelets = platelets;
    return sessions;
}

core::TimeSeries healed(double platelets, double end, Fidelity fidelity = Fidelity::column) {
    return heal(reference::parameters(), reference::skin(), filled_with(platelets), end, fidelity).curves;
}

/// The fields of one place after the jump; all were 0.4 before.
std::array<double, field_count> jumped(double w, double g, double platelets) {
    std::array<double, field_count> u;
    u.fill(0.4);
    jump(reference::parameters(), 0.68, w, g, platelets,
         [&](Field f) -> double& { return u[static_cast<std::size_t>(f)]; });
    return u;
}

double Pl(const std::array<double, field_count>& u) { return u[static_cast<std::size_t>(Field::Pl)]; }

TEST(Platelets, OfBloodFillTheChannelsAsTheyAlwaysDidBitForBit) {
    const Parameters p = reference::parameters();
    for (double w = 0.0; w <= 1.0; w += 0.037)
        for (double g = 0.0; g <= 1.0 - w; g += 0.041) {
            const auto u = jumped(w, g, 1.0);
            const double bled = std::min(1.0, 0.4 + 0.68 * (w + p.bleed_g * g));
            EXPECT_EQ(Pl(u), bled);
            EXPECT_EQ(u[static_cast<std::size_t>(Field::Fb)], bled);
        }
}

TEST(Platelets, ChangeNothingElseAtTheJump) {
    auto blood = jumped(0.3, 0.2, 1.0), plasma = jumped(0.3, 0.2, 6.0);
    EXPECT_GT(Pl(plasma), Pl(blood));
    plasma[static_cast<std::size_t>(Field::Pl)] = blood[static_cast<std::size_t>(Field::Pl)];
    EXPECT_EQ(plasma, blood);
}

TEST(Platelets, AreNowhereDenserThanInWhatFillsTheChannels) {
    EXPECT_EQ(Pl(jumped(1.0, 0.0, 5.0)), 0.4 + 5.0 * 0.68);
    EXPECT_EQ(Pl(jumped(1.0, 1.0, 5.0)), std::min(5.0, 0.4 + 5.0 * 0.68 * (1.0 + reference::parameters().bleed_g)));
    EXPECT_LE(Pl(jumped(1.0, 1.0, 100.0)), 100.0);
    EXPECT_EQ(Pl(jumped(1.0, 1.0, 0.0)), 0.4) << "what brings none in leaves those that are there";
}

TEST(Platelets, ReleaseByTheirDoseAtEveryFidelity) {
    // As long as there are no macrophages, growth factors come from platelets alone.
    const double dose = 4.0, soon = 0.02 * day;
    for (const Fidelity fidelity : {Fidelity::column, Fidelity::cell}) {
        const auto pdgf = [&](double platelets) {
            return healed(platelets, soon, fidelity).column("pdgf").values.back();
        };
        EXPECT_NEAR(pdgf(dose) / pdgf(1.0), dose, 0.01 * dose);
    }
    const auto patch = [&](double platelets) {
        std::vector<PatchSession> sessions;
        for (const Session& session : filled_with(platelets))
            sessions.push_back({session.time, session.wound, {{3e-4, 3e-4, session.wound.holes.front()}}, platelets});
        return heal_patch(reference::parameters(), reference::skin(), sessions, soon, {6e-4, 6e-4, 50e-6})
            .curves.column("pdgf")
            .values.back();
    };
    EXPECT_NEAR(patch(dose) / patch(1.0), dose, 0.01 * dose);
}

TEST(Platelets, MoreOfThemMakeMoreCollagen) {
    double last = 0.0;
    for (const double dose : {0.0, 1.0, 2.0, 4.5, 8.0}) {
        const double gain = healed(dose, 56 * day).column("collagen_total").values.back() - 1.0;
        std::printf("  platelets %.1f: collagen %+.2f %% on day 56\n", dose, 100 * gain);
        EXPECT_GT(gain, last) << dose;
        last = gain;
    }
}

TEST(Platelets, OfOneSkinAreNotThoseOfItsNeighbour) {
    std::vector<Case> cases;
    for (const double dose : {1.0, 6.0, 1.0})
        cases.push_back({reference::parameters(), reference::skin(), filled_with(dose)});
    const std::vector<Course> together = heal_columns(cases, 14 * day);
    EXPECT_EQ(together[0].curves.column("pdgf").values, together[2].curves.column("pdgf").values);
    for (const std::size_t i : {0U, 1U}) {
        const Course alone = heal(cases[i].p, cases[i].tissue, cases[i].sessions, 14 * day, Fidelity::column);
        EXPECT_NEAR(together[i].curves.column("collagen_3").values.back(),
                    alone.curves.column("collagen_3").values.back(), 1e-7);
    }
}

TEST(Platelets, MakeWhatTheyReleaseMatterMore) {
    const auto elasticity = [](double dose) {
        for (const Sensitivity& one :
             collagen_sensitivities({reference::parameters(), reference::skin(), filled_with(dose)}, 28 * day))
            if (one.parameter == "t_Pl") return one.elasticity;
        return std::numeric_limits<double>::quiet_NaN();
    };
    EXPECT_GT(elasticity(8.0), 2.0 * elasticity(1.0));
}

TEST(Platelets, FewerThanNoneAreRefused) {
    for (const double dose : {-1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
        EXPECT_THROW(healed(dose, day), core::UsageError) << dose;
}

}  // namespace
}  // namespace percuta::healing
