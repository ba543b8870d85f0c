#include "healing/solver.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "healing/observe.hpp"
#include "numerics/lanes.hpp"

namespace percuta::healing {

namespace {

using numerics::Extent;
using numerics::LineFactor;

constexpr std::size_t width = numerics::half_lane_count;
using Lanes = numerics::HalfLanes;

/// Pointers to the fields of one state, so that the kernels below read like the equations.
struct Fields {
    std::array<double*, field_count> data;
    Fields(std::span<double> values, std::size_t cells) {
        for (std::size_t f = 0; f < field_count; ++f) data[f] = values.data() + f * cells;
    }
    double* operator[](Field f) const { return data[static_cast<std::size_t>(f)]; }
};

/// The members of Place and EpidermalPlace with the fields they stand for: one list for loading and storing.
template <class Value>
constexpr std::array dermal_members = {std::pair{Field::D, &Place<Value>::D},   std::pair{Field::Pl, &Place<Value>::Pl},
                                       std::pair{Field::Fb, &Place<Value>::Fb}, std::pair{Field::I, &Place<Value>::I},
                                       std::pair{Field::Q, &Place<Value>::Q},   std::pair{Field::P, &Place<Value>::P},
                                       std::pair{Field::T, &Place<Value>::T},   std::pair{Field::T3, &Place<Value>::T3},
                                       std::pair{Field::Vg, &Place<Value>::Vg}, std::pair{Field::m, &Place<Value>::m},
                                       std::pair{Field::N, &Place<Value>::N},   std::pair{Field::M1, &Place<Value>::M1},
                                       std::pair{Field::M2, &Place<Value>::M2}, std::pair{Field::F, &Place<Value>::F},
                                       std::pair{Field::Y, &Place<Value>::Y},   std::pair{Field::V, &Place<Value>::V},
                                       std::pair{Field::C3, &Place<Value>::C3}, std::pair{Field::C1, &Place<Value>::C1},
                                       std::pair{Field::X, &Place<Value>::X},   std::pair{Field::Fn, &Place<Value>::Fn},
                                       std::pair{Field::Te, &Place<Value>::Te}, std::pair{Field::E, &Place<Value>::E},
                                       std::pair{Field::Ea, &Place<Value>::Ea}};

template <class Value>
constexpr std::array epidermal_members = {
    std::pair{Field::D, &EpidermalPlace<Value>::D},   std::pair{Field::I, &EpidermalPlace<Value>::I},
    std::pair{Field::Q, &EpidermalPlace<Value>::Q},   std::pair{Field::P, &EpidermalPlace<Value>::P},
    std::pair{Field::T, &EpidermalPlace<Value>::T},   std::pair{Field::T3, &EpidermalPlace<Value>::T3},
    std::pair{Field::Vg, &EpidermalPlace<Value>::Vg}, std::pair{Field::m, &EpidermalPlace<Value>::m},
    std::pair{Field::K, &EpidermalPlace<Value>::K}};

/// Loads a place, lets `react` change it, stores it. `Value` is double or Lanes.
template <class Value, class PlaceType, class Members, class React>
[[gnu::always_inline]] inline void visit(const Fields& fields, std::size_t cell, const Members& members, React react) {
    PlaceType place;
    for (const auto& [field, member] : members) numerics::load<Value>(place.*member, fields[field] + cell);
    react(place);
    for (const auto& [field, member] : members) numerics::store<Value>(fields[field] + cell, place.*member);
}

template <class Value>
[[gnu::always_inline]] inline Rest<Value> spread(const Rest<double>& rest) {
    const Value zero = {};
    return {zero + rest.F, zero + rest.V, zero + rest.C3, zero + rest.C1, zero + rest.X, zero + rest.Te, zero + rest.E};
}

/// Reactions in the cells [begin, end) of one dermal layer.
PERCUTA_CLONES void react_dermis(const Parameters& p, const StepConstants& constants, const Rest<double>& rest,
                                 const Fields& fields, std::size_t begin, std::size_t end) {
    const Rest<Lanes> rest_lanes = spread<Lanes>(rest);
    std::size_t cell = begin;
    for (; cell + width <= end; cell += width)
        visit<Lanes, Place<Lanes>>(fields, cell, dermal_members<Lanes>,
                                   [&](Place<Lanes>& u) { react_in_dermis<Lanes>(p, constants, rest_lanes, u); });
    for (; cell < end; ++cell)
        visit<double, Place<double>>(fields, cell, dermal_members<double>,
                                     [&](Place<double>& u) { react_in_dermis<double>(p, constants, rest, u); });
}

PERCUTA_CLONES void react_epidermis(const Parameters& p, const StepConstants& constants, const Fields& fields,
                                    std::size_t end) {
    std::size_t cell = 0;
    for (; cell + width <= end; cell += width)
        visit<Lanes, EpidermalPlace<Lanes>>(fields, cell, epidermal_members<Lanes>, [&](EpidermalPlace<Lanes>& u) {
            react_in_epidermis<Lanes>(p, constants, u);
        });
    for (; cell < end; ++cell)
        visit<double, EpidermalPlace<double>>(fields, cell, epidermal_members<double>, [&](EpidermalPlace<double>& u) {
            react_in_epidermis<double>(p, constants, u);
        });
}

/// A field that spreads: how fast, and where it lives.
struct Spreading {
    Field field;
    double Parameters::*diffusivity;
    bool in_epidermis, in_dermis;
};

constexpr std::array spreading = {
    Spreading{Field::I, &Parameters::D_I, true, true},   Spreading{Field::Q, &Parameters::D_Q, true, true},
    Spreading{Field::P, &Parameters::D_P, true, true},   Spreading{Field::T, &Parameters::D_T, true, true},
    Spreading{Field::T3, &Parameters::D_T, true, true},  Spreading{Field::Vg, &Parameters::D_V, true, true},
    Spreading{Field::m, &Parameters::D_m, true, true},   Spreading{Field::N, &Parameters::D_N, false, true},
    Spreading{Field::M1, &Parameters::D_M, false, true}, Spreading{Field::M2, &Parameters::D_M, false, true},
    Spreading{Field::Y, &Parameters::D_F, false, true},  Spreading{Field::V, &Parameters::D_VV, false, true},
    Spreading{Field::K, &Parameters::D_K, true, false}};

Extent layers_of(const Layout& layout, const Spreading& s) {
    if (s.in_epidermis && s.in_dermis) return layout.everywhere();
    return s.in_dermis ? layout.dermis() : layout.epidermis();
}

}  // namespace

struct Solver::Factors {
    double step;
    std::vector<std::vector<LineFactor>> of;  // for each spreading field, for each axis

    Factors(const Parameters& p, const Layout& layout, double dt) : step(dt) {
        const std::size_t last = layout.depth_axis();
        for (const Spreading& s : spreading) {
            const Extent layers = layers_of(layout, s);
            std::vector<LineFactor>& axes = of.emplace_back();
            for (std::size_t a = 0; a < last; ++a) {
                const numerics::Axis& axis = layout.grid().axis(a);
                axes.emplace_back(axis, Extent{0, axis.size()}, p.*s.diffusivity, dt);
            }
            if (s.field == Field::V) {  // vessels rest at the profile of their layers
                const auto& rest = layout.vessels_at_rest();
                const std::span profile(rest.begin() + static_cast<std::ptrdiff_t>(layers.begin), layers.size());
                axes.emplace_back(layout.depth(), layers, profile, p.*s.diffusivity, dt);
            } else {
                axes.emplace_back(layout.depth(), layers, p.*s.diffusivity, dt);
            }
        }
    }
};

Solver::Solver(const Parameters& p, const Layout& layout) : p_(p), layout_(layout), profile_(layout.cells(), 0.0) {}
Solver::~Solver() = default;

const Solver::Factors& Solver::factors(double step) {
    const auto found = std::ranges::find(cache_, step, [](const auto& f) { return f->step; });
    if (found != cache_.end()) return **found;
    constexpr std::size_t most_kept = 8;  // the substeps of this attempt and of the last
    if (cache_.size() == most_kept) cache_.erase(cache_.begin());
    return *cache_.emplace_back(std::make_unique<Factors>(p_, layout_, step));
}

void Solver::advance(std::span<double> values, double step) {
    react(values, StepConstants(p_, step));
    diffuse(values, factors(step));
    close_surface(values, step);
}

void Solver::react(std::span<double> values, const StepConstants& constants) const {
    const Fields fields(values, layout_.cells());
    react_epidermis(p_, constants, fields, layout_.first_cell(layout_.epidermis().end));
    Rest<double> rest = layout_.matrix_at_rest();
    // Neighbouring layers with the same rest levels go through the kernel together.
    const auto& F = layout_.fibroblasts_at_rest();
    const auto& V = layout_.vessels_at_rest();
    const Extent dermis = layout_.dermis();
    for (std::size_t begin = dermis.begin, end = begin; begin < dermis.end; begin = end) {
        while (end < dermis.end && F[end] == F[begin] && V[end] == V[begin]) ++end;
        rest.F = F[begin];
        rest.V = V[begin];
        react_dermis(p_, constants, rest, fields, layout_.first_cell(begin), layout_.first_cell(end));
    }
}

void Solver::diffuse(std::span<double> values, const Factors& factors) {
    const numerics::Grid& grid = layout_.grid();
    const std::size_t cells = layout_.cells();
    // Fibroblasts crawl up the gradient of PDGF: div(D grad F - chi F grad P/(1+P)) = div(D psi grad(F/psi)) with
    // psi = F* (1+P)^(chi/D), so that chemotaxis is part of the same positive, conserving sweep.
    const std::span P = State::field_of(values, Field::P, cells);
    const double exponent = p_.chi / p_.D_F;
    const std::size_t across = layout_.first_cell(1);
    for (std::size_t layer = layout_.dermis().begin; layer < layout_.dermis().end; ++layer)
        for (std::size_t cell = layer * across; cell < (layer + 1) * across; ++cell)
            profile_[cell] = layout_.fibroblasts_at_rest()[layer] * std::pow(1.0 + P[cell], exponent);
    for (std::size_t a = 0; a < grid.dimensions(); ++a) {
        for (std::size_t i = 0; i < spreading.size(); ++i)
            numerics::sweep(grid, a, factors.of[i][a], State::field_of(values, spreading[i].field, cells),
                            layers_of(layout_, spreading[i]));
        numerics::sweep_over_profile(grid, a, p_.D_F, factors.step, profile_, State::field_of(values, Field::F, cells),
                                     layout_.dermis());
    }
}

void Solver::close_surface(std::span<double> values, double step) const {
    const std::size_t cells = layout_.cells();
    double* scalars = values.data() + field_count * cells;
    const double cover = closure(layout_, values);
    scalars[State::barrier] = std::min(cover, relax(scalars[State::barrier], cover / p_.tau_B, 1.0 / p_.tau_B, step));
    const PapillaryState papillary = papillary_state(layout_, values);
    const double target = 1.0 + p_.b_H * positive_part(papillary.collagen - 1.0);
    const double stimulus = p_.g_H * (half_effect(papillary.P) + half_effect(papillary.T));
    scalars[State::epidermal_thickness] =
        relax(scalars[State::epidermal_thickness], stimulus + target / p_.tau_H, 1.0 / p_.tau_H, step);
    scalars[State::scar_load] += step * positive_part(papillary.Y - p_.scar_Y);
}

double Solver::error(std::span<const double> coarse, std::span<const double> fine) const {
    constexpr double smallest_scale = 0.05;  // fields below a twentieth of their half-effect need no more digits
    const std::size_t cells = layout_.cells();
    double worst = 0.0;
    for (std::size_t f = 0; f < field_count; ++f) {
        const std::span a = coarse.subspan(f * cells, cells), b = fine.subspan(f * cells, cells);
        double sum = 0.0, largest = smallest_scale;
        for (std::size_t i = 0; i < cells; ++i) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
            largest = std::max(largest, b[i]);
        }
        worst = std::max(worst, std::sqrt(sum / static_cast<double>(cells)) / largest);
    }
    const std::size_t scalars = field_count * cells;
    for (const auto scalar : {State::barrier, State::epidermal_thickness})
        worst = std::max(worst, std::abs(coarse[scalars + scalar] - fine[scalars + scalar]));
    return worst;
}

}  // namespace percuta::healing
