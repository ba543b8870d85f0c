// What the blood takes up, in the plasma.
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "delivery/conductance.hpp"
#include "delivery/transfer.hpp"
#include "doses.hpp"

namespace percuta::delivery {
namespace {

using core::hour;
using namespace fixture;

/// Thin dermis that is steady in a second.
Coefficients thin() {
    Coefficients c = layers({}, {}, {10 * um, 1.0, 1e-9});
    c.clearance.lymph = 1.0;
    return c;
}

TEST(Deliver, PlasmaOfOneCompartmentFollowsAConstantInput) {
    product::Content of = content(1.0);
    of.permeant.body = product::Body{0.5e-3, 0.5e-3 / hour, 0.0, 0.0};
    const Patient patient{0.01, 60.0};
    const double J = cleared_slab(10 * um, 1.0, 1e-9, 1.0).conductance * patient.area;
    const std::vector<double> times{0.5 * hour, hour, 3 * hour};
    const Delivered out =
        deliver(p(), of, still, thin(), Skin{}, from_zero(1e7, times, 20 * hour), patient, {}, {1e-9, 8});
    const double k = 1.0 / hour, CL = 0.5e-3 / hour * 60.0;
    for (const double time : times)
        EXPECT_NEAR(out.curves.at("plasma", time) / (J / CL * -std::expm1(-k * time)), 1.0, 1e-3) << time;
    EXPECT_NEAR(last(out, "plasma") / (J / CL), 1.0, 1e-6);
}

TEST(Deliver, PlasmaOfTwoCompartmentsFollowsAConstantInput) {
    product::Content of = content(1.0);
    of.permeant.body = product::Body{0.5e-3, 0.5e-3 / hour, 1.5e-3, 1.0e-3 / hour};
    const Patient patient{0.01, 60.0};
    const double J = cleared_slab(10 * um, 1.0, 1e-9, 1.0).conductance * patient.area, V = 0.5e-3 * 60.0;
    const double k10 = 1.0 / hour, k12 = 2.0 / hour, k21 = 1.0e-3 / 1.5e-3 / hour;
    const double sum = k10 + k12 + k21, root = std::sqrt(sum * sum - 4.0 * k10 * k21);
    const double a = 0.5 * (sum + root), b = 0.5 * (sum - root);
    const std::vector<double> times{0.5 * hour, hour, 3 * hour, 12 * hour};
    const Delivered out =
        deliver(p(), of, still, thin(), Skin{}, from_zero(1e7, times, 20 * hour), patient, {}, {1e-9, 8});
    for (const double t : times) {
        const double exact =
            J / V * ((a - k21) / (a * (a - b)) * -std::expm1(-a * t) + (k21 - b) / (b * (a - b)) * -std::expm1(-b * t));
        EXPECT_NEAR(out.curves.at("plasma", t) / exact, 1.0, 1e-3) << t;
    }
}

TEST(Deliver, BodyThatClearsNothingKeepsAll) {
    product::Content of = content(1.0);
    of.permeant.body = product::Body{0.5e-3, 0.0, 0.0, 0.0};
    const Patient patient{0.01, 60.0};
    const Delivered out = deliver(p(), of, still, thin(), Skin{}, from_zero(1.0, {}, hour), patient);
    EXPECT_NEAR(last(out, "plasma") / (last(out, "cleared") * 0.01 / (0.5e-3 * 60.0)), 1.0, 1e-12);
}

}  // namespace
}  // namespace percuta::delivery
