// Many needles at once: limits, the equations of the balance, bed of nails, and balance found for whatever is drawn.
#include "puncture/press.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "fixture.hpp"
#include "puncture/contact.hpp"
#include "puncture/pattern.hpp"

namespace percuta::puncture {
namespace {

using namespace fixture;

std::vector<Placed> lattice(int columns, int rows, double pitch) {
    std::vector<Placed> out;
    for (int i = 0; i < columns; ++i)
        for (int j = 0; j < rows; ++j) out.push_back({{pitch * i, pitch * j}, 0.0, 1.0});
    return out;
}

double mean_depth(const Press& down) {
    double sum = 0.0;
    for (const Pressed& one : down.needles) sum += one.depth;
    return sum / static_cast<double>(down.needles.size());
}

/// A surface that nothing pierces.
Tissue unbroken() {
    Tissue out = layered();
    out.surface = LineToughness(1e9);
    out.blunt_from = 1.0;
    return out;
}

TEST(Press, OneNeedleSettles) {
    const std::vector<Placed> one = lattice(1, 1, 0.0);
    for (const double travel : {0.3 * mm, 0.7 * mm, 1.5 * mm}) {
        const Press down = press(layered(), roller_needle, one, travel);
        const Equilibrium rest = settle(layered(), roller_needle, travel);
        EXPECT_TRUE(down.needles[0].pierced);
        EXPECT_NEAR(down.needles[0].depth, rest.depth, 1e-10) << travel;
        EXPECT_NEAR(down.force, rest.force, 1e-8) << travel;
        EXPECT_EQ(down.needles[0].shared, 0.0);
    }
}

TEST(Press, ANeedleThatHasPiercedAnySkinSettles) {
    const std::vector<Placed> one = lattice(1, 1, 0.0);
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const Case c = random_case(i);
        const Press down = press(c.tissue, c.needle, one, c.travel);
        if (!down.needles[0].pierced) continue;
        // The force that pierces the surface may pass on the way what would hold a needle put into the skin.
        EXPECT_GE(down.needles[0].depth, settle(c.tissue, c.needle, c.travel).depth - 1e-10) << "case " << i;
    }
}

TEST(Press, FarNeedlesDoNotFeelEachOther) {
    const std::vector<Placed> far{{{0.0, 0.0}, 0.0, 1.0}, {{50 * mm, 0.0}, 0.0, 1.0}};
    const Press down = press(layered(), roller_needle, far, 1.2 * mm);
    const Equilibrium rest = settle(layered(), roller_needle, 1.2 * mm);
    for (const Pressed& one : down.needles) {
        EXPECT_NEAR(one.depth, rest.depth, 1e-10);
        EXPECT_EQ(one.shared, 0.0);
    }
    EXPECT_NEAR(down.force, 2.0 * rest.force, 1e-8);
}

TEST(Press, ASymmetricLatticeSinksSymmetrically) {
    for (const double travel : {0.4 * mm, 0.9 * mm, 1.5 * mm, 3 * mm}) {
        const Press down = press(layered(), roller_needle, lattice(5, 5, 0.7 * mm), travel);
        const auto depth = [&](int i, int j) { return down.needles[static_cast<std::size_t>(5 * i + j)].depth; };
        for (int i = 0; i < 5; ++i)
            for (int j = 0; j < 5; ++j) {
                EXPECT_NEAR(depth(i, j), depth(j, i), 1e-10);
                EXPECT_NEAR(depth(i, j), depth(4 - i, j), 1e-10);
            }
    }
}

TEST(Press, UnbrokenSkinTakesTheShapeOfTheArray) {
    const Tissue skin = unbroken();
    std::vector<Placed> array = lattice(6, 4, 0.5 * mm);
    for (std::size_t i = 0; i < array.size(); ++i) array[i].behind = 40 * um * static_cast<double>(i % 5);
    const Press down = press(skin, roller_needle, array, 0.6 * mm);
    const Plate plate(skin.dimple_length, skin.dimple_tension);
    double sum = 0.0;
    for (std::size_t i = 0; i < array.size(); ++i) {
        double dimple = 0.0;
        for (std::size_t j = 0; j < array.size(); ++j)
            dimple += plate.shared(std::hypot(array[i].at.x - array[j].at.x, array[i].at.y - array[j].at.y)) *
                      skin.foundation.dimple(down.needles[j].force);
        EXPECT_NEAR(down.needles[i].dimple, dimple, 1e-9);
        EXPECT_GE(down.needles[i].force, 0.0);
        const double gap = dimple - (0.6 * mm - array[i].behind);
        EXPECT_GE(gap, -2e-9) << "no tip is below the skin";
        if (gap > 2e-9) {
            EXPECT_EQ(down.needles[i].force, 0.0) << "who hangs above the skin does not press on it";
        }
        EXPECT_FALSE(down.needles[i].pierced);
        sum += down.needles[i].force;
    }
    EXPECT_NEAR(down.force, sum, 1e-12);
}

TEST(Press, NoNeedlePullsAndSomeHangAboveASteepDimple) {
    std::vector<Placed> array = lattice(5, 1, 0.3 * mm);
    for (const std::size_t i : {1U, 3U}) array[i].behind = 0.3 * mm;
    const Press down = press(unbroken(), roller_needle, array, 0.5 * mm);
    EXPECT_EQ(down.needles[1].force, 0.0);
    EXPECT_GT(down.needles[1].dimple, 0.5 * mm - array[1].behind);
    for (const std::size_t i : {0U, 4U}) EXPECT_GT(down.needles[i].force, 0.0);
}

TEST(Press, AlikeForcesSinkByTheMeanCompliance) {
    const Plate plate(1 * mm, 0.4);
    const std::vector<Point> points{{0, 0}, {0.6 * mm, 0}, {0, 0.6 * mm}, {0.6 * mm, 0.6 * mm}};
    std::vector<Placed> array;
    for (const Point& at : points) array.push_back({at, 0.0, 1.0});
    // By symmetry all four bear the same.
    const Press down = press(unbroken(), roller_needle, array, 0.4 * mm);
    const double own = layered().foundation.dimple(down.force / 4.0);
    EXPECT_NEAR(0.4 * mm, own * mean_compliance(plate, points), 1e-9);
}

TEST(Press, ForceControlGivesTheForceAndNeverMore) {
    for (const double force : {0.05, 0.2, 1.0, 4.0}) {
        const Press down = press_with(unbroken(), roller_needle, lattice(5, 4, 0.8 * mm), force);
        EXPECT_LE(down.force, force);
        EXPECT_TRUE(down.based || down.force > 0.96 * force) << force;
    }
    for (std::uint64_t i = 0; i < 60; ++i) {
        const Case c = random_case(i);
        for (const double force : {0.02, 0.3, 3.0})
            EXPECT_LE(press_with(c.tissue, c.needle, lattice(4, 4, 0.8 * mm), force).force, force);
    }
}

TEST(Press, BeyondTheForceThatTheNeedlesTakeTheBaseBearsTheRest) {
    // Needles far apart: the base touches when they have moved by their length, which is what firm pressure means.
    const std::vector<Placed> far = lattice(2, 2, 30 * mm);
    const Press firm = press(layered(), roller_needle, far, roller_needle.length);
    const Press strong = press_with(layered(), roller_needle, far, 1e3);
    EXPECT_TRUE(strong.based);
    EXPECT_NEAR(strong.travel, roller_needle.length, 2e-3 * roller_needle.length);
    EXPECT_NEAR(mean_depth(strong), mean_depth(firm), 10 * um);
    EXPECT_LE(strong.force, 1.001 * firm.force);
    // Near needles carry the skin down with them: the base touches later, never after their own travel.
    const Press near = press_with(layered(), roller_needle, lattice(5, 4, 0.8 * mm), 1e3);
    EXPECT_GT(near.travel, roller_needle.length);
    for (const Pressed& one : near.needles) EXPECT_LE(near.travel - one.shared, 1.001 * roller_needle.length);
    const Press none = press_with(layered(), roller_needle, lattice(3, 3, 1 * mm), 1e-6);
    EXPECT_EQ(mean_depth(none), 0.0);
    EXPECT_FALSE(none.based);
}

TEST(Press, TooLittleForceDoesNotPierceOnTheWay) {
    // A needle just below the force that its surface needs stays outside, however far the skin could be pushed.
    const double needed = surface_force(layered(), roller_needle.tip_diameter);
    const std::vector<Placed> one = lattice(1, 1, 0.0);
    EXPECT_FALSE(press_with(layered(), roller_needle, one, 0.97 * needed).needles[0].pierced);
    EXPECT_TRUE(press_with(layered(), roller_needle, one, 1.05 * needed).needles[0].pierced);
}

TEST(Press, MoreForceNeverMeansLessDepth) {
    for (const double pitch : {0.5 * mm, 1 * mm, 2 * mm}) {
        double last = 0.0;
        for (double force = 0.05; force < 20.0; force *= 1.3) {
            const double depth = mean_depth(press_with(layered(), roller_needle, lattice(5, 4, pitch), force));
            EXPECT_GE(depth, last - 2 * um) << force << " N at " << pitch;
            last = depth;
        }
        EXPECT_GT(last, 0.1 * mm);
    }
}

TEST(Press, MoreTravelNeverMeansLessDepthOrLessPierced) {
    double last = 0.0;
    std::ptrdiff_t pierced = 0;
    for (double travel = 0.2 * mm; travel < 4 * mm; travel += 0.1 * mm) {
        const Press down = press(layered(), roller_needle, lattice(6, 6, 0.6 * mm), travel);
        const double depth = mean_depth(down);
        EXPECT_GE(depth, last - 5 * um) << travel;
        const auto now = std::ranges::count_if(down.needles, &Pressed::pierced);
        EXPECT_GE(now, pierced) << travel;
        last = depth;
        pierced = now;
    }
    EXPECT_GT(pierced, 12);
}

TEST(Press, ABedOfNailsKeepsItsNeedlesOutAndItsEdgesGoDeepest) {
    double last = 1.0;
    for (const double pitch : {5 * mm, 2 * mm, 1.2 * mm, 0.8 * mm, 0.5 * mm, 0.3 * mm}) {
        const Press down = press(layered(), roller_needle, lattice(7, 7, pitch), 1.5 * mm);
        EXPECT_LE(mean_depth(down), last) << pitch;
        last = mean_depth(down);
        if (pitch > 1.5 * mm) continue;
        EXPECT_GE(down.needles[0].depth, down.needles[24].depth) << "corner against middle at " << pitch;
        EXPECT_GE(down.needles[3].depth, down.needles[24].depth) << "edge against middle at " << pitch;
        EXPECT_GT(down.needles[0].depth, 0.0);
    }
}

TEST(Press, TougherPlacesPierceLater) {
    std::vector<Placed> array = lattice(3, 3, 4 * mm);
    array[4].tougher = 4.0;
    const double needed = surface_force(layered(), roller_needle.tip_diameter);
    const double between = layered().foundation.dimple(2.0 * needed);
    const Press down = press(layered(), roller_needle, array, between);
    EXPECT_FALSE(down.needles[4].pierced);
    EXPECT_TRUE(down.needles[0].pierced);
}

TEST(Contact, ANeedleMovesAgainstTheSkinThatItsNeighboursLeaveIt) {
    const Parameters p = parameters();
    const device::Device stamp = device("stamp");
    const Contact contact = meet(p, stamp, cheek(), {});
    std::vector<Placed> array;
    for (const Point& at : plate_layout(stamp)) array.push_back({at, 0.0, 1.0});
    const Press down = press(contact.tissue, stamp.needle, array, p.pressure_firm * stamp.needle.length);
    ASSERT_EQ(contact.travel.size(), array.size());
    for (std::size_t i = 0; i < array.size(); ++i) {
        EXPECT_DOUBLE_EQ(contact.travel[i], std::max(0.0, down.travel - down.needles[i].shared));
        EXPECT_LT(contact.travel[i], down.travel);
    }
    EXPECT_DOUBLE_EQ(contact.force, down.force);
}

TEST(Press, FindsItsBalanceForWhateverIsDrawn) {
    // Devices of the catalogue and two hundred needles at any pitch, in skins and with forces from the priors. Throws
    // core::NotConverged otherwise.
    const std::vector<std::string> names = catalogue().names();
    for (std::uint64_t i = 0; i < 300; ++i) {
        const Case c = random_case(i);
        core::RandomStream random(5, i, core::Stream::holes);
        const auto& name = names[static_cast<std::size_t>(random.uniform() * static_cast<double>(names.size()))];
        const device::Model& model = catalogue().at(name);
        device::Device tool =
            catalogue().device(name, std::lerp(model.geometry.value("shortest_length"),
                                               model.geometry.value("longest_length"), random.uniform()));
        if (tool.kind == device::Kind::stamp && i % 4 == 0) {
            tool.needles = 200;
            tool.pitch = 0.1 * mm * std::pow(30.0, random.uniform());
        }
        Technique technique{.passes = 1, .pressure = static_cast<Pressure>(i % 3), .uses = static_cast<int>(i % 10)};
        if (random.uniform() < 0.4) technique.force = 0.01 * std::pow(5000.0, random.uniform());
        if (random.uniform() < 0.5) technique.stretch = Stretch::stretched;
        Contact contact;
        ASSERT_NO_THROW(contact = meet(c.p, tool, c.skin, technique)) << "case " << i << ", " << name;
        for (const double travel : contact.travel) {
            EXPECT_GE(travel, 0.0);
            EXPECT_LE(travel, 1.1 * contact.lowest);  // the rim of a neighbour's dimple may lift the skin
        }
        EXPECT_TRUE(std::isfinite(contact.force)) << "case " << i;
        if (technique.force > 0.0) {
            EXPECT_LE(contact.force, technique.force * (1.0 + 1e-9)) << "case " << i;
        }
    }
}

}  // namespace
}  // namespace percuta::puncture
