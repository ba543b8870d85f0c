// A world is the same for every plan and every person: what is drawn of it does not depend on who asks.
#include "course/draw.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "core/random.hpp"
#include "core/stream_name.hpp"
#include "core/units.hpp"
#include "course/adjuncts.hpp"
#include "healing/rest.hpp"
#include "known.hpp"

namespace percuta::course {
namespace {

constexpr std::uint64_t seed = 1, worlds = 150;

/// Of somebody so young that age does not act yet.
plan::Plan plan_with(std::vector<std::string> adjuncts, double years = 20.0) {
    plan::Plan plan;
    plan.subject.age = core::to_si(years, "yr");
    plan.subject.site = "cheek";
    plan.device.model = "dermaroller-mf8";
    plan.concern.kind = "acne-scar";
    for (std::string& kind : adjuncts) plan.adjuncts.push_back({std::move(kind)});
    return plan;
}

healing::Parameters healing_in(std::uint64_t world, std::vector<std::string> adjuncts, double years = 20.0) {
    return typical(known(), plan_with(std::move(adjuncts), years), seed, world).healing;
}

const Adjunct& adjunct(std::string_view name) { return *std::ranges::find(known().adjuncts, name, &Adjunct::name); }

TEST(Worlds, DifferBetweenPlansByTheFactorsOfTheirAdjunctsAlone) {
    for (const char* name : {"nsaid", "diabetes", "prp", "smoking", "tox-facial"})
        for (std::uint64_t world = 0; world < worlds; ++world) {
            const healing::Parameters with = healing_in(world, {name}), without = healing_in(world, {});
            for (const auto& binding : healing::bindings) {
                if (adjunct(name).acts_on.has("healing." + std::string(binding.name))) continue;
                ASSERT_EQ(with.*binding.member, without.*binding.member)
                    << binding.name << " with " << name << " in world " << world;
            }
        }
}

TEST(Worlds, KeepTheFactorsOfAnAdjunctWhateverElseThePlanNames) {
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const healing::Parameters alone = healing_in(world, {"smoking"}),
                                  beside = healing_in(world, {"smoking", "prp", "vitamin-c", "nsaid"}),
                                  others = healing_in(world, {"prp", "vitamin-c", "nsaid"}),
                                  none = healing_in(world, {});
        ASSERT_EQ(beside.m_N, alone.m_N) << world;
        ASSERT_EQ(beside.mu_m, alone.mu_m) << world;
        ASSERT_NEAR(beside.a_1 / others.a_1, alone.a_1 / none.a_1, 1e-12) << world;
    }
}

TEST(Worlds, KeepTheFactorsOfAnAdjunctAtEveryAge) {
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const auto gain = [&](double years) {
            return healing_in(world, {"prp", "retinoid"}, years).a_1 / healing_in(world, {}, years).a_1;
        };
        const double young = gain(20.0);
        for (const double years : {30.0, 50.0, 85.0}) ASSERT_NEAR(gain(years), young, 1e-12) << world << " " << years;
    }
}

TEST(Worlds, HaveOneEffectOfAgeOfWhichEverybodyHasAShare) {
    for (const AgeEffect& effect : known().age) {
        const auto binding =
            std::ranges::find(healing::bindings, effect.factor.name.substr(std::string("healing.").size()),
                              [](const auto& one) { return std::string(one.name); });
        ASSERT_NE(binding, healing::bindings.end());
        for (std::uint64_t world = 0; world < worlds; ++world) {
            const auto logarithm = [&](double age, const std::vector<std::string>& adjuncts) {
                const double years = core::from_si(age, "yr");
                return std::log(healing_in(world, adjuncts, years).*binding->member /
                                healing_in(world, adjuncts).*binding->member);
            };
            const double whole = logarithm(effect.old, {}), middle = 0.5 * (effect.young + effect.old);
            ASSERT_NEAR(logarithm(middle, {}), 0.5 * whole, 1e-12) << effect.factor.name << " " << world;
            ASSERT_NEAR(logarithm(effect.old, {"prp"}), whole, 1e-12) << effect.factor.name << " " << world;
        }
    }
}

TEST(Worlds, KeepPlateletsApartFromEverythingElse) {
    for (std::uint64_t world = 0; world < worlds; ++world)
        EXPECT_EQ(typical(known(), plan_with({"prp"}), seed, world).platelets,
                  typical(known(), plan_with({"prp", "smoking", "nsaid"}, 70.0), seed, world).platelets);
}

/// A factor of an adjunct in a world as it was drawn, before the skin had its say.
double drawn(std::string_view name, const core::Parameter& factor, std::uint64_t world) {
    const std::uint64_t stream = core::thing(std::string(name) + " " + factor.name);
    core::RandomStream random(seed, core::stream_of({world, stream}), core::Stream::adjuncts);
    return core::draw(factor, random);
}

TEST(Worlds, LeaveSkinThatCanRestUnderEveryAdjunct) {
    for (const std::string_view name : {"diabetes", "nsaid", "smoking"}) {
        int held_back = 0;
        for (std::uint64_t world = 0; world < 2 * worlds; ++world) {
            const healing::Parameters with = healing_in(world, {std::string(name)}), without = healing_in(world, {});
            ASSERT_TRUE(healing::rest_is_the_only_state(with)) << name << " " << world;
            healing::Parameters whole = without;
            for (const auto& binding : healing::bindings) {
                const std::string target = "healing." + std::string(binding.name);
                if (!adjunct(name).acts_on.has(target)) continue;
                const double factor = drawn(name, adjunct(name).acts_on.at(target), world),
                             acted = with.*binding.member / (without.*binding.member);
                EXPECT_GE(acted, std::min(factor, 1.0) * (1.0 - 1e-12)) << "drawn towards 1, never beyond";
                EXPECT_LE(acted, std::max(factor, 1.0) * (1.0 + 1e-12));
                whole.*binding.member *= factor;
            }
            if (healing::rest_is_the_only_state(whole))
                for (const auto& binding : healing::bindings)
                    EXPECT_NEAR(with.*binding.member / (whole.*binding.member), 1.0, 1e-12) << "not touched otherwise";
            else ++held_back;
        }
        std::printf("  %-10s held back in %d of %d worlds\n", std::string(name).c_str(), held_back,
                    static_cast<int>(2 * worlds));
        EXPECT_EQ(held_back > 0, name == "diabetes") << name;
    }
}

}  // namespace
}  // namespace percuta::course
