// Draws of the prior on which rest is the only steady state return to it, whatever is done to them and wherever.

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <future>
#include <mutex>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "healing/courses.hpp"
#include "healing/rest.hpp"
#include "skin_of_reference.hpp"

namespace percuta::healing {
namespace {

using core::day;
using numerics::Lanes;

// ---- Draws, as a run makes them

/// What the parameters of a run are drawn from: the sampled ones of healing.toml, and the collagen of an indication.
class Prior {
public:
    Prior() : centre_(reference::parameters()) {
        const core::ParameterSet set = reference::parameter_set();
        for (const core::Parameter& parameter : set.all())
            if (parameter.sampled)
                sampled_.push_back({parameter, std::ranges::find(bindings, parameter.name, name)->member});
        const core::Document document =
            core::Document::parse(core::embedded_data().at("indications.toml"), "indications.toml");
        core::Findings findings(document);
        core::Reader root(document.root(), findings);
        auto indications = root.table("indication");
        for (const auto& [key, node] : indications->entries())
            collagens_.push_back(
                core::ParameterSet::read(*indications->table(key.name)->table("tissue")).at("collagen"));
    }

    struct Sampled {
        core::Parameter parameter;
        double Parameters::*member;
    };
    const std::vector<Sampled>& sampled() const { return sampled_; }

    /// Every sampled parameter from its prior.
    Parameters raw(core::RandomStream& random) const {
        Parameters p = centre_;
        for (const Sampled& one : sampled_) p.*one.member = core::draw(one.parameter, random);
        return p;
    }
    /// The first of the draws of a seed that `fits`.
    template <class Fits>
    Parameters first(std::uint64_t seed, Fits fits) const {
        core::RandomStream random(seed, 0, core::Stream::parameters);
        for (;;)
            if (const Parameters p = raw(random); fits(p)) return p;
    }
    Parameters restricted(std::uint64_t seed) const { return first(seed, rest_is_the_only_state); }
    double collagen(std::uint64_t seed) const {
        core::RandomStream random(seed, 1, core::Stream::parameters);
        return core::draw(collagens_[seed % collagens_.size()], random);
    }
    /// The sampled parameters, in the units of the data file.
    std::string written(const Parameters& p) const {
        std::string out;
        for (const Sampled& one : sampled_)
            out += fmt::format("{} {:.6g}  ", one.parameter.name,
                               p.*one.member / one.parameter.value * one.parameter.written);
        return out;
    }

private:
    static std::string_view name(const core::Binding<Parameters>& binding) { return binding.name; }

    Parameters centre_;
    std::vector<Sampled> sampled_;
    std::vector<core::Parameter> collagens_;
};

const Prior& prior() {
    static const Prior one;
    return one;
}

// ---- Many skins at once, with their fields

/// Told every skin's fields after each session and at the end. Called from two threads.
using Look = std::function<void(std::size_t skin, double time, const Layout& layout, std::span<const double> values)>;

/// `heal_columns` on two threads. All skins must have equally many layers of epidermis.
std::vector<Course> heal_all(const std::vector<Case>& cases, double end, const Look& look = {}) {
    std::vector<Course> out(cases.size());
    std::atomic<std::size_t> next = 0;
    const auto heal_groups = [&] {
        for (std::size_t begin; (begin = numerics::lane_count * next++) < cases.size();) {
            const std::size_t group_end = std::min(begin + numerics::lane_count, cases.size());
            std::vector<Layout> layouts;
            for (std::size_t i = begin; i < group_end; ++i)
                layouts.push_back(layout_for(cases[i].p, cases[i].tissue, cases[i].sessions, Fidelity::column, {}));
            std::vector<const Parameters*> parameters;
            std::vector<const Layout*> group;
            std::vector<Courses<Lanes>::Skin> skins;
            for (std::size_t i = begin; i < group_end; ++i) {
                parameters.push_back(&cases[i].p);
                group.push_back(&layouts[i - begin]);
                skins.push_back({cases[i].p, layouts[i - begin], cases[i].sessions});
            }
            Courses<Lanes> courses(side_by_side(parameters, group), skins, end, {});
            const Follow follow = [&](double time, const Layout& layout, std::span<const double> values) {
                if (look) look(begin + static_cast<std::size_t>(&layout - layouts.data()), time, layout, values);
            };
            courses.run([](double) {}, follow);
            for (std::size_t i = begin; i < group_end; ++i) out[i] = courses.course(i - begin);
        }
    };
    auto other = std::async(std::launch::async, heal_groups);
    heal_groups();
    other.get();
    return out;
}

/// Twelve weekly sessions at 400 holes per cm², 1.5 mm deep; then a year.
const reference::Protocol maximal{.sessions = 12, .interval_days = 7, .depth_mm = 1.5, .holes_per_cm2 = 400};
constexpr double last_session = 77 * day;
constexpr double year = 365 * day;

/// Everything of a wound, and nothing of skin at rest.
constexpr std::array wound_fields{Field::D,  Field::Pl, Field::Fb, Field::I,  Field::Q,  Field::P, Field::T, Field::T3,
                                  Field::Vg, Field::m,  Field::N,  Field::M1, Field::M2, Field::Y, Field::Fn};

/// How far a state is from rest anywhere: excess of signals and cells of a wound, and what tissue lacks of its own.
double distance_from_rest(const Layout& layout, std::span<const double> values) {
    const State rest(layout);
    double most = 0.0;
    for (const Field f : wound_fields)
        most = std::max(most, std::ranges::max(State::field_of(values, f, layout.cells())));
    for (const Field f : {Field::F, Field::V, Field::K}) {
        const auto now = State::field_of(values, f, layout.cells()), then = rest.field(f);
        for (std::size_t i = 0; i < now.size(); ++i) most = std::max(most, std::abs(now[i] - then[i]));
    }
    return most;
}

/// What is wrong with the fields after a session; a week of wound leaves none of them at zero anywhere in the dermis.
std::string fault_in_fields(const Layout& layout, std::span<const double> values) {
    for (std::size_t f = 0; f < field_count; ++f) {
        const auto field = State::field_of(values, static_cast<Field>(f), layout.cells());
        const bool lives_in_dermis = static_cast<Field>(f) != Field::K && static_cast<Field>(f) != Field::Ea;
        for (std::size_t i = 0; i < field.size(); ++i) {
            const bool positive = lives_in_dermis && i >= layout.first_cell(layout.dermis().begin);
            if (!std::isfinite(field[i]) || field[i] < 0.0 || (positive && field[i] == 0.0))
                return fmt::format("{} is {} in layer {}", field_names[f], field[i], i);
        }
    }
    return {};
}

std::string fault_in_curves(const core::TimeSeries& curves) {
    for (const auto& column : curves.columns())
        for (const double value : column.values)
            if (!std::isfinite(value) || value < 0.0) return fmt::format("the curve {} is {}", column.name, value);
    return {};
}

/// Under maximal dosing; one line for each skin that misbehaves.
struct Behaviour {
    std::vector<std::string> faults;     ///< NaN, negative, or zero where something must be
    std::vector<double> away_from_rest;  ///< at the end, for each skin
};

Behaviour behaviour(const std::vector<Parameters>& draws, const Tissue& tissue, const std::vector<double>& collagens,
                    double follow_up = year) {
    const double end = last_session + follow_up;
    std::vector<Case> cases;
    for (std::size_t i = 0; i < draws.size(); ++i) {
        cases.push_back({draws[i], tissue, reference::sessions(maximal)});
        cases.back().tissue.collagen = collagens[i % collagens.size()];
    }
    Behaviour out{{}, std::vector<double>(draws.size())};
    std::mutex guard;
    const auto complain = [&](std::size_t skin, double time, const std::string& fault) {
        if (fault.empty()) return;
        const std::scoped_lock lock(guard);
        out.faults.push_back(fmt::format("day {:g}: {}; {}", time / day, fault, prior().written(draws[skin])));
    };
    const auto courses = heal_all(cases, end, [&](std::size_t skin, double time, const Layout& layout, auto values) {
        if (time > 0.0 && time <= last_session) complain(skin, time, fault_in_fields(layout, values));
        if (time == end) out.away_from_rest[skin] = distance_from_rest(layout, values);
    });
    for (std::size_t i = 0; i < courses.size(); ++i) complain(i, end, fault_in_curves(courses[i].curves));
    return out;
}

/// Half-effect is 1. From about here everything decays exponentially, because rest attracts (`Layered::gain`).
constexpr double at_rest = 1e-3;

// ---- Tissues

struct NamedTissue {
    const char* name;
    Tissue tissue;
};

/// Epidermis, papillary dermis, dermis, hypodermis.
const std::vector<NamedTissue> tissues{
    {"reference", reference::skin()},
    {"cheek", {67e-6, 87e-6, 870e-6, 6e-3, 0.6, 0.0}},
    {"eyelid", {51e-6, 80e-6, 580e-6, 0.5e-3, 0.6, 0.0}},
    {"back", {81e-6, 200e-6, 2.2e-3, 8e-3, 0.6, 0.0}},
    {"thin papillary dermis, no fat", {100e-6, 80e-6, 3e-3, 0.0, 0.6, 0.0}},
    {"thick papillary dermis, no fat", {50e-6, 350e-6, 1.6e-3, 0.0, 0.6, 0.0}},
};
/// All dermis papillary.
const NamedTissue rich{"all dermis papillary", {100e-6, 1.9e-3, 1.9e-3, 0.0, 0.6, 0.0}};
const NamedTissue uniform{"the same under hardly any epidermis", {10e-6, 1.9e-3, 1.9e-3, 0.0, 0.6, 0.0}};

/// The loop I -> N -> Q -> M1 -> I in layered tissue, for disturbances so small that M2 and new vessels do nothing.
class Layered {
public:
    Layered(const Parameters& p, const Tissue& tissue)
        : p_(p), layout_(layout_for(p, tissue, reference::sessions(maximal), Fidelity::column, {})) {}

    /// By how much one passage of the loop multiplies what passes. Below 1, rest attracts.
    double gain() const {
        const auto& V = layout_.vessels_at_rest();
        std::vector<double> I(layout_.cells(), 1.0);
        double gain = 0.0;
        for (int i = 0; i < 200; ++i) {
            auto N = steady(p_.rho_N / p_.K_I, product(V, I), p_.D_N, p_.mu_N, layout_.dermis());
            const auto Q = steady(p_.q_N, N, p_.D_Q, p_.mu_Q, layout_.everywhere());
            const auto M1 = steady(p_.rho_M, product(V, Q), p_.D_M, p_.k_12 + p_.mu_1, layout_.dermis());
            for (std::size_t k = 0; k < N.size(); ++k) N[k] = p_.s_N * N[k] + p_.s_M * M1[k];
            I = steady(1.0, N, p_.D_I, p_.mu_I, layout_.everywhere());
            gain = std::ranges::max(I);
            for (double& value : I) value /= gain;
        }
        return gain;
    }
    /// Vessels at rest with which uniform tissue has this gain.
    double vessels() const {
        const double n = p_.rho_N / (p_.K_I * p_.mu_N * p_.mu_I);
        const double linear = p_.s_N * n;
        const double square = p_.s_M * p_.rho_M / (p_.k_12 + p_.mu_1) * p_.q_N / p_.mu_Q * n;
        return (std::sqrt(linear * linear + 4.0 * square * gain()) - linear) / (2.0 * square);
    }

private:
    static std::vector<double> product(const std::vector<double>& a, const std::vector<double>& b) {
        std::vector<double> out(a.size());
        std::ranges::transform(a, b, out.begin(), std::multiplies{});
        return out;
    }
    /// u of D u'' + rate source - loss u = 0, no flux at the ends of the layers; zero elsewhere.
    std::vector<double> steady(double rate, const std::vector<double>& source, double D, double loss,
                               numerics::Extent layers) const {
        std::vector<double> u(source.size(), 0.0);
        for (std::size_t i = layers.begin; i < layers.end; ++i) u[i] = rate * source[i] / loss;
        numerics::LineFactor(numerics::Line(layout_.depth(), layers), D / loss).solve(&u[layers.begin]);
        return u;
    }

    const Parameters& p_;
    Layout layout_;
};

/// Vessels with which `rest_is_the_only_state` judges.
double vessels_of_the_criterion(const Parameters& p) {
    return p.reach_papillary + (1.0 - p.reach_papillary) * p.reticular_V;
}

/// Recruitment of neutrophils from which on uniform tissue has an inflamed state, to a ten-thousandth.
double largest_rho_N(Parameters p, double vessels) {
    double least = 0.01 * p.rho_N, most = 100.0 * p.rho_N;
    while (most > 1.0001 * least) {
        p.rho_N = std::sqrt(least * most);
        (has_inflamed_state(p, vessels) ? most : least) = p.rho_N;
    }
    return most;
}

std::vector<std::uint64_t> seeds(std::size_t count) {
    std::vector<std::uint64_t> out(count);
    for (std::size_t i = 0; i < count; ++i) out[i] = i;
    return out;
}

/// Seeds of draws, a few times the lanes of a processor; a failure shrinks to one draw that fails.
rc::Gen<std::vector<std::uint64_t>> handful_of_seeds() {
    using Seeds = std::vector<std::uint64_t>;
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    constexpr std::size_t together = 104;
#else
    constexpr std::size_t together = 8;
#endif
    const auto seed = rc::gen::noShrink(rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>()));
    return rc::gen::shrink(rc::gen::container<Seeds>(together, seed), [](const Seeds& all) {
        std::vector<Seeds> single;
        if (all.size() > 1)
            for (const std::uint64_t one : all) single.push_back({one});
        return rc::seq::fromContainer(std::move(single));
    });
}

// ---- Tests

TEST(ManyDraws, ReturnToRestAfterMaximalDosing) {
    std::size_t count = 0, late = 0;
    double farthest = 0.0;
    const bool all_return = rc::check([&] {
        const auto chosen = *handful_of_seeds();
        std::vector<Parameters> draws;
        std::vector<double> collagens;
        for (const std::uint64_t seed : chosen) {
            draws.push_back(prior().restricted(seed));
            collagens.push_back(prior().collagen(seed));
        }
        const Behaviour found = behaviour(draws, reference::skin(), collagens);
        if (!found.faults.empty()) RC_FAIL(found.faults.front());
        for (std::size_t i = 0; i < draws.size(); ++i) {
            farthest = std::max(farthest, found.away_from_rest[i]);
            if (found.away_from_rest[i] < at_rest) continue;
            // Myofibroblasts of one draw in tens of thousands live for over a month.
            ++late;
            const double away = behaviour({draws[i]}, reference::skin(), {collagens[i]}, 4 * year).away_from_rest[0];
            if (!(away < at_rest))
                RC_FAIL(fmt::format("seed {} stays {} from rest: {}", chosen[i], away, prior().written(draws[i])));
        }
        count += draws.size();
    });
    EXPECT_TRUE(all_return);
    std::printf("  %zu draws; a year after the last session the farthest is %.1e from rest, and %zu more than %g\n",
                count, farthest, late, at_rest);
}

TEST(ManyDraws, ReturnToRestInThinAndThickSkin) {
    for (const NamedTissue& one : tissues) {
        std::vector<Parameters> draws;
        for (const std::uint64_t seed : seeds(96)) draws.push_back(prior().restricted(seed));
        const Behaviour found = behaviour(draws, one.tissue, {0.5, 0.6, 0.7, 1.0});
        for (const std::string& fault : found.faults) ADD_FAILURE() << one.name << ": " << fault;
        for (std::size_t i = 0; i < draws.size(); ++i)
            EXPECT_LT(found.away_from_rest[i], at_rest) << one.name << ", seed " << i;
    }
}

TEST(ManyDraws, OfVesselRichTissueReturnWhenItsOwnVesselsLeaveNoInflamedState) {
    for (const NamedTissue& one : {rich, uniform}) {
        std::vector<Parameters> draws;
        const auto fits = [](const Parameters& p) {
            return !has_inflamed_state(p, 1.0) && p.t_Y < self_sustaining_t_Y(p);
        };
        for (const std::uint64_t seed : seeds(96)) draws.push_back(prior().first(seed, fits));
        // The gain of such tissue reaches 0.95 even at rest: what is left decays over months.
        const Behaviour found = behaviour(draws, one.tissue, {0.6}, 3 * year);
        for (const std::string& fault : found.faults) ADD_FAILURE() << fault;
        for (std::size_t i = 0; i < draws.size(); ++i)
            EXPECT_LT(found.away_from_rest[i], at_rest) << one.name << ", seed " << i;
    }
}

TEST(ManyDraws, StayInflamedOrReturnAsUniformTissueWithTheSameGainDoes) {
    std::printf("  vessels of uniform tissue with the same gain; gain at central values\n");
    std::vector<NamedTissue> all = tissues;
    all.insert(all.end(), {rich, uniform});
    for (const NamedTissue& one : all) {
        const double vessels = Layered(reference::parameters(), one.tissue).vessels();
        std::printf("  %.3f  %.3f  %s\n", vessels, Layered(reference::parameters(), one.tissue).gain(), one.name);
        std::vector<Parameters> draws;
        constexpr double margin = 1.1;
        for (const std::uint64_t seed : seeds(8)) {
            Parameters p = prior().restricted(seed);
            const double bound = largest_rho_N(p, vessels);
            for (const double rho_N : {bound / margin, bound * margin}) {
                p.rho_N = rho_N;
                draws.push_back(p);
            }
        }
        const Behaviour found = behaviour(draws, one.tissue, {0.6});
        for (std::size_t i = 0; i < draws.size(); i += 2) {
            EXPECT_LT(found.away_from_rest[i], at_rest) << one.name << ", seed " << i / 2;
            EXPECT_GT(found.away_from_rest[i + 1], 0.01) << one.name << ", seed " << i / 2;
        }
    }
}

TEST(ManyDraws, AreCutByAboutAThird) {
    constexpr std::size_t count = 10000;
    const Parameters central = reference::parameters();
    const double of_reference = Layered(central, reference::skin()).vessels();
    std::size_t inflamed = 0, self_feeding = 0, both = 0, burns_there = 0;
    std::vector<Parameters> raw, kept;
    for (const std::uint64_t seed : seeds(count)) {
        raw.push_back(prior().first(seed, [](const Parameters&) { return true; }));
        const Parameters& p = raw.back();
        const bool feeds = p.t_Y >= self_sustaining_t_Y(p), rests = rest_is_the_only_state(p);
        const bool burns = has_inflamed_state(p, vessels_of_the_criterion(p));
        burns_there += has_inflamed_state(p, of_reference);
        EXPECT_EQ(rests, !feeds && !burns);
        inflamed += burns;
        self_feeding += feeds;
        both += burns && feeds;
        if (rests) kept.push_back(p);
    }
    const double cut = 1.0 - static_cast<double>(kept.size()) / count;
    const auto percent = [](std::size_t n) { return 100.0 * static_cast<double>(n) / count; };
    std::printf("  of %zu raw draws %.1f %% are cut: %.1f %% inflamed, %.2f %% by myofibroblasts, %.2f %% both\n",
                count, 100.0 * cut, percent(inflamed), percent(self_feeding), percent(both));
    std::printf("  with the vessels of equal gain in the reference skin %.1f %% would be inflamed\n",
                percent(burns_there));
    const auto without = std::ranges::count_if(kept, [](const Parameters& p) {
        const bool neutrophils_alone = p.s_N * p.rho_N * p.V_cap >= p.mu_N * p.K_I * p.mu_I;
        return !has_inflamed_state(p, 1.0) && !neutrophils_alone;
    });
    std::printf(
        "  %.1f %% of those kept would have no inflamed state with the vessels of the papillary dermis either\n",
        100.0 * static_cast<double>(without) / static_cast<double>(kept.size()));
    std::printf("  rho_N must stay below %.2f a day, in the reference skin below %.2f, at central values\n",
                largest_rho_N(central, vessels_of_the_criterion(central)) * day,
                largest_rho_N(central, of_reference) * day);
    EXPECT_NEAR(cut, 0.355, 0.02);
    for (const auto& [parameter, member] : prior().sampled()) {
        const auto median = [&](std::vector<Parameters>& draws) {
            const auto middle = draws.begin() + static_cast<std::ptrdiff_t>(draws.size() / 2);
            std::ranges::nth_element(draws, middle, {}, [&](const Parameters& p) { return p.*member; });
            return (*middle).*member;
        };
        std::printf("  median of %-8s kept over raw %.3f\n", parameter.name.c_str(), median(kept) / median(raw));
    }
}

TEST(ManyDraws, ThatAreCutAlthoughTheyReturnTakeTheirTime) {
    const double bound = 1.02 * Layered(reference::parameters(), reference::skin()).vessels();
    const auto between = [&](const Parameters& p) {
        return p.t_Y < self_sustaining_t_Y(p) && !rest_is_the_only_state(p) && !has_inflamed_state(p, bound);
    };
    const auto weeks = [&](const char* which, auto fits) {
        std::vector<Case> cases;
        for (const std::uint64_t seed : seeds(96))
            cases.push_back({prior().first(seed, fits), reference::skin(), reference::sessions(maximal)});
        std::vector<double> last;
        for (const Course& course : heal_all(cases, last_session + year)) {
            const auto& N = course.curves.column("neutrophils").values;
            EXPECT_LT(N.back(), at_rest) << which;
            std::size_t row = N.size() - 1;
            while (row > 0 && N[row] < 0.01) --row;
            last.push_back((course.curves.times()[row] - last_session) / (7 * day));
        }
        std::ranges::sort(last);
        const double median = last[last.size() / 2];
        std::printf("  %s: neutrophils above 0.01 for %.1f weeks (median), %.1f at most\n", which, median, last.back());
        return median;
    };
    EXPECT_GT(weeks("cut although they return", between), 3.0 * weeks("kept", rest_is_the_only_state));
}

TEST(ManyDraws, GoTheSameWayWithDerivatives) {
    for (const std::uint64_t seed : seeds(4)) {
        const Case one{prior().restricted(seed), reference::skin(), reference::sessions(maximal)};
        const Layout layout = layout_for(one.p, one.tissue, one.sessions, Fidelity::column, {});
        Parameters values = one.p;
        ParametersOf<numerics::Dual> p;
        for (std::size_t i = 0; i < bindings.size(); ++i) numbers(p)[i] = numbers(values)[i];
        const std::array seeded{&p.rho_N, &p.mu_2, &p.t_M, &p.k_Y, &p.mu_Y, &p.s_N, &p.K_I, &p.t_Y};
        for (std::size_t l = 0; l < seeded.size(); ++l) seeded[l]->slope.set(l, seeded[l]->value);
        const Courses<numerics::Dual>::Skin skins[] = {{one.p, layout, one.sessions}};
        Courses<numerics::Dual> courses(with_derivatives(p, layout), skins, last_session + year, {});
        courses.run([](double) {}, {});
        for (const Field f : {Field::I, Field::Q, Field::T, Field::N, Field::M1, Field::M2, Field::Y})
            for (std::size_t i = 0; i < layout.cells(); ++i)
                for (std::size_t l = 0; l < seeded.size(); ++l)
                    EXPECT_LT(std::abs(courses.at(f, i).slope[l]), at_rest) << field_names[static_cast<std::size_t>(f)];
        const core::TimeSeries plain = heal_all({one}, last_session + year)[0].curves;
        const core::TimeSeries dual = courses.course(0).curves;
        ASSERT_EQ(dual.times().size(), plain.times().size());
        for (const auto& column : plain.columns())
            for (std::size_t i = 0; i < column.values.size(); ++i)
                EXPECT_NEAR(dual.column(column.name).values[i], column.values[i], 1e-9) << column.name;
    }
}

}  // namespace
}  // namespace percuta::healing
