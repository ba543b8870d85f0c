#include "healing/solver.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "healing/reaction.hpp"
#include "numerics/power.hpp"

namespace percuta::healing {

namespace {

using numerics::Dual;
using numerics::Extent;
using numerics::Lanes;

template <class Number>
using P = ParametersOf<Number>;

/// Index of the first place of a field.
std::size_t offset(Field f, std::size_t places) { return static_cast<std::size_t>(f) * places; }

enum DomainOfField : std::size_t { everywhere, dermis, dermis_of_vessels, dermis_of_fibroblasts, epidermis };

bool same(double a, double b) { return a == b; }
bool same(const Lanes& a, const Lanes& b) {
    for (std::size_t l = 0; l < numerics::lane_count; ++l)
        if (a[l] != b[l]) return false;
    return true;
}
bool same(const Dual& a, const Dual& b) { return a.value == b.value && same(a.slope, b.slope); }

template <class Number>
Number square_root(const Number& x) {
    Number out = {};
    for (std::size_t l = 0; l < numerics::lanes_of<Number>; ++l)
        numerics::set_lane(out, l, std::sqrt(numerics::lane(x, l)));
    return out;
}

// Kernels over rows of places. Each text stands once; double and lanes run it in the variants of PERCUTA_CLONES.

/// Sum of squares and largest value over the places of a field.
template <class Number>
struct Size {
    Number squares = {}, largest = {};
};
template <class Value, class Number>
[[gnu::always_inline]] inline Size<Value> size_of_row(std::size_t n, const Number* error, const Number* state) {
    Size<Value> size;
    for (std::size_t i = 0; i < n; ++i) {
        const Value e = error[i], u = state[i];
        size.squares = size.squares + e * e;
        size.largest = numerics::larger(size.largest, u);
    }
    return size;
}
Size<Dual> size_of(std::size_t n, const Dual* error, const Dual* state) { return size_of_row<Dual>(n, error, state); }
/// Layers that only fill up a shallower column do not count: a skin must not depend on its neighbours.
PERCUTA_CLONES Size<Lanes> size_of_real(std::size_t n, const Lanes* real, const Lanes* error, const Lanes* state) {
    Size<Lanes> size;
    for (std::size_t i = 0; i < n; ++i) {
        const Lanes e = real[i] * error[i];
        size.squares = size.squares + e * e;
        size.largest = numerics::larger(size.largest, real[i] * state[i]);
    }
    return size;
}
PERCUTA_CLONES Size<double> size_of(std::size_t n, const double* error, const double* state) {
    // Eight sums side by side, added up at the end.
    const std::size_t rows = n / numerics::lane_count, done = rows * numerics::lane_count;
    const Size<Lanes> lanes =
        size_of_row<Lanes>(rows, reinterpret_cast<const Lanes*>(error), reinterpret_cast<const Lanes*>(state));
    Size<double> size = size_of_row<double>(n - done, error + done, state + done);
    for (std::size_t l = 0; l < numerics::lane_count; ++l) {
        size.squares += lanes.squares[l];
        size.largest = std::max(size.largest, lanes.largest[l]);
    }
    return size;
}

template <class Number>
[[gnu::always_inline]] inline void divide_row(std::size_t n, const Number* values, const Number& by, Number* out) {
    for (std::size_t i = 0; i < n; ++i) out[i] = values[i] / by;
}
void divide(std::size_t n, const Dual* values, const Dual& by, Dual* out) { divide_row(n, values, by, out); }
PERCUTA_CLONES void divide(std::size_t n, const Lanes* values, const Lanes& by, Lanes* out) {
    divide_row(n, values, by, out);
}
PERCUTA_CLONES void divide(std::size_t n, const double* values, const double& by, double* out) {
    divide_row(n, values, by, out);
}

/// 1/ψ and F/ψ of crawling fibroblasts, ψ = F* (1 + P)^(chi/D_F), at the places of one layer.
template <class Value, class Number>
[[gnu::always_inline]] inline void crawl(const Number* F, const Number* P, const Number& rest, const Number& exponent,
                                         Number* resistance, Number* ratio) {
    Value f, p;
    numerics::load(f, F);
    numerics::load(p, P);
    const Value psi = rest * numerics::power_of_one_plus(numerics::positive_part(p), exponent);
    const Value r = 1.0 / psi, v = f / psi;
    numerics::store(resistance, r);
    numerics::store(ratio, v);
}
void crawl_row(std::size_t n, const Dual* F, const Dual* P, const Dual& rest, const Dual& exponent, Dual* resistance,
               Dual* ratio) {
    for (std::size_t i = 0; i < n; ++i) crawl<Dual>(F + i, P + i, rest, exponent, resistance + i, ratio + i);
}
PERCUTA_CLONES void crawl_row(std::size_t n, const Lanes* F, const Lanes* P, const Lanes& rest, const Lanes& exponent,
                              Lanes* resistance, Lanes* ratio) {
    for (std::size_t i = 0; i < n; ++i) crawl<Lanes>(F + i, P + i, rest, exponent, resistance + i, ratio + i);
}
PERCUTA_CLONES void crawl_row(std::size_t n, const double* F, const double* P, const double& rest,
                              const double& exponent, double* resistance, double* ratio) {
    std::size_t i = 0;
    for (; i + numerics::lane_count <= n; i += numerics::lane_count)
        crawl<Lanes>(F + i, P + i, rest, exponent, resistance + i, ratio + i);
    for (; i < n; ++i) crawl<double>(F + i, P + i, rest, exponent, resistance + i, ratio + i);
}

/// The face between two rows of places: half lengths and measures of the cells, conductance where ψ = 1.
template <class Number>
struct Face {
    Number scale, half_here, half_next, measure_here, measure_next;
};
/// What flows through the faces between two rows, added to both.
template <class Number>
[[gnu::always_inline]] inline void flow_row(std::size_t n, const Face<Number>& face, const Number* resistance_here,
                                            const Number* resistance_next, const Number* ratio_here,
                                            const Number* ratio_next, Number* out_here, Number* out_next) {
    for (std::size_t i = 0; i < n; ++i) {
        const Number flux = face.scale * (ratio_next[i] - ratio_here[i]) /
                            (face.half_here * resistance_here[i] + face.half_next * resistance_next[i]);
        out_here[i] = out_here[i] + flux / face.measure_here;
        out_next[i] = out_next[i] - flux / face.measure_next;
    }
}
void flow(std::size_t n, const Face<Dual>& face, const Dual* r0, const Dual* r1, const Dual* v0, const Dual* v1,
          Dual* out0, Dual* out1) {
    flow_row(n, face, r0, r1, v0, v1, out0, out1);
}
PERCUTA_CLONES void flow(std::size_t n, const Face<Lanes>& face, const Lanes* r0, const Lanes* r1, const Lanes* v0,
                         const Lanes* v1, Lanes* out0, Lanes* out1) {
    flow_row(n, face, r0, r1, v0, v1, out0, out1);
}
PERCUTA_CLONES void flow(std::size_t n, const Face<double>& face, const double* r0, const double* r1, const double* v0,
                         const double* v1, double* out0, double* out1) {
    flow_row(n, face, r0, r1, v0, v1, out0, out1);
}

template <class Number>
std::vector<Number> part(const std::vector<Number>& all, Extent layers) {
    return {all.begin() + static_cast<std::ptrdiff_t>(layers.begin),
            all.begin() + static_cast<std::ptrdiff_t>(layers.end)};
}

}  // namespace

template <class Number>
Solver<Number>::Solver(SkinOf<Number> of) : skin_(std::move(of)) {
    const SkinOf<Number>& skin = skin_;
    const Extent all{0, skin.layers}, cover{0, skin.epidermis_end}, below{skin.epidermis_end, skin.layers};
    const std::vector<Number> one(skin.layers, Number{} + 1.0);
    const auto line = [&](Extent layers, const std::vector<Number>& profile) {
        const std::vector<Number> lengths = part(skin.lengths, layers), along = part(profile, layers);
        numerics::LineOf<Number> out{std::span<const Number>(lengths), std::span<const Number>(along)};
        for (std::size_t i = 0; i + 1 < out.size(); ++i) {
            const Number open = skin.real[layers.begin + i + 1];
            out.conductance[i] = open * out.conductance[i];
            out.from_right[i] = open * out.from_right[i];
            out.from_left[i + 1] = open * out.from_left[i + 1];
        }
        return out;
    };
    domains_ = {{all, line(all, one)},
                {below, line(below, one)},
                {below, line(below, skin.V), true},
                {below, line(below, skin.F), true},
                {cover, line(cover, one)}};
    spreading_ = {{Field::I, &P<Number>::D_I, everywhere},
                  {Field::Q, &P<Number>::D_Q, everywhere},
                  {Field::P, &P<Number>::D_P, everywhere},
                  {Field::T, &P<Number>::D_T, everywhere},
                  {Field::T3, &P<Number>::D_T, everywhere},
                  {Field::Vg, &P<Number>::D_V, everywhere},
                  {Field::m, &P<Number>::D_m, everywhere},
                  {Field::N, &P<Number>::D_N, dermis},
                  {Field::M1, &P<Number>::D_M, dermis},
                  {Field::M2, &P<Number>::D_M, dermis},
                  {Field::Y, &P<Number>::D_F, dermis},
                  {Field::V, &P<Number>::D_VV, dermis_of_vessels},
                  {Field::F, &P<Number>::D_F, dermis_of_fibroblasts},
                  {Field::K, &P<Number>::D_K, epidermis}};
    for (Spreading& s : spreading_) {
        const Number diffusivity = skin.p.*s.diffusivity;
        const auto found = std::ranges::find_if(
            factors_, [&](const Factor& f) { return f.domain == s.domain && same(f.diffusivity, diffusivity); });
        s.factor = static_cast<std::size_t>(found - factors_.begin());
        if (found == factors_.end()) factors_.push_back({s.domain, diffusivity, {}, {}});
    }
    if constexpr (std::same_as<Number, double>)
        if (skin.r) {
            std::vector<double> faces{0.0};
            for (const double length : skin.lengths) faces.push_back(faces.back() + length);
            grid_.emplace(std::vector{*skin.r, numerics::Axis(numerics::Metric::cartesian, std::move(faces))});
            across_.emplace(*skin.r, Extent{0, skin.r->size()});
        }
    ratio_.resize(places());
    resistance_.resize(places());
    flux_.resize(skin.across);
}

template <class Number>
void Solver<Number>::prepare(Number g) {
    g_ = g;
    for (Factor& factor : factors_) {
        factor.depth.assign(domains_[factor.domain].depth, Number(g * factor.diffusivity));
        if constexpr (std::same_as<Number, double>)
            if (across_) factor.r.assign(*across_, g * factor.diffusivity);
    }
}

template <class Number>
void Solver<Number>::stage(std::span<const Number> base, std::span<Number> k) {
    add_fluxes(base, k);
    add_flux_of_fibroblasts(base, k);
    react(base, k);
    change_surface(base, k);
    solve(k);
}

template <class Number>
void Solver<Number>::add_fluxes(std::span<const Number> base, std::span<Number> k) {
    const std::size_t n = places(), across = skin_.across;
    for (const Spreading& s : spreading_) {
        if (s.field == Field::F) continue;
        const Domain& domain = domains_[s.domain];
        std::span<const Number> ratio = base.subspan(offset(s.field, n), n);
        const std::span<Number> out = k.subspan(offset(s.field, n), n);
        if (domain.layered) {
            for (std::size_t layer = domain.layers.begin; layer < domain.layers.end; ++layer)
                divide(across, &ratio[layer * across], domain.depth.profile[layer - domain.layers.begin],
                       &ratio_[layer * across]);
            ratio = ratio_;
        }
        const Number scale = g_ * (skin_.p.*s.diffusivity);
        if constexpr (std::same_as<Number, double>)
            if (grid_) {
                // Along r the profile does not change: u itself spreads.
                numerics::add_flux(*grid_, 0, *across_, scale, base.subspan(offset(s.field, n), n), out, domain.layers);
                numerics::add_flux(*grid_, 1, domain.depth, scale, ratio, out, domain.layers);
                continue;
            }
        numerics::add_flux(domain.depth, scale, ratio.data() + domain.layers.begin, out.data() + domain.layers.begin);
    }
}

/// div(D_F F* grad(F/F*) - chi F grad P/(1 + P)) = div(D_F ψ grad(F/ψ)) with ψ = F* (1 + P)^(chi/D_F).
template <class Number>
void Solver<Number>::add_flux_of_fibroblasts(std::span<const Number> base, std::span<Number> k) {
    const std::size_t n = places(), across = skin_.across;
    const Extent layers = domains_[dermis].layers;
    const Number* F = base.data() + offset(Field::F, n);
    const Number* pdgf = base.data() + offset(Field::P, n);
    Number* out = k.data() + offset(Field::F, n);
    const Number exponent = skin_.p.chi / skin_.p.D_F, scale = g_ * skin_.p.D_F;
    for (std::size_t layer = layers.begin; layer < layers.end; ++layer) {
        const std::size_t at = layer * across;
        crawl_row(across, F + at, pdgf + at, skin_.F[layer], exponent, &resistance_[at], &ratio_[at]);
    }
    for (std::size_t layer = layers.begin; layer + 1 < layers.end; ++layer) {
        const std::size_t here = layer * across, next = here + across;
        const Face<Number> face{scale * skin_.real[layer + 1], 0.5 * skin_.lengths[layer],
                                0.5 * skin_.lengths[layer + 1], skin_.lengths[layer], skin_.lengths[layer + 1]};
        flow(across, face, &resistance_[here], &resistance_[next], &ratio_[here], &ratio_[next], out + here,
             out + next);
    }
    if constexpr (std::same_as<Number, double>)
        if (skin_.r)
            for (std::size_t i = 0; i + 1 < across; ++i) {
                const numerics::Axis& r = *skin_.r;
                const double half_here = 0.5 * r.length(i), half_next = 0.5 * r.length(i + 1);
                const double face = scale * r.face_measure(i + 1), here = r.measure(i), next = r.measure(i + 1);
                for (std::size_t layer = layers.begin; layer < layers.end; ++layer) {
                    const std::size_t at = layer * across + i;
                    const double flux = face * (ratio_[at + 1] - ratio_[at]) /
                                        (half_here * resistance_[at] + half_next * resistance_[at + 1]);
                    out[at] += flux / here;
                    out[at + 1] -= flux / next;
                }
            }
}

template <class Number>
void Solver<Number>::react(std::span<const Number> base, std::span<Number> k) const {
    const StageMemory<Number> memory{base.data(), k.data(), places()};
    const DampingOf<Number> damping(skin_.p, g_);
    const std::size_t across = skin_.across;
    react_in_epidermis(skin_.p, damping, memory, 0, skin_.epidermis_end * across);
    RestOf<Number> rest = skin_.matrix;
    // Neighbouring layers with the same rest levels go through the kernel together.
    for (std::size_t begin = skin_.epidermis_end, end = begin; begin < skin_.layers; begin = end) {
        while (end < skin_.layers && same(skin_.F[end], skin_.F[begin]) && same(skin_.V[end], skin_.V[begin])) ++end;
        rest.F = skin_.F[begin];
        rest.V = skin_.V[begin];
        react_in_dermis(skin_.p, damping, rest, memory, begin * across, end * across);
    }
}

template <class Number>
Number Solver<Number>::papillary_average(std::span<const Number> values, Field f) const {
    const Number* field = values.data() + offset(f, places());
    Number sum = {};
    for (std::size_t layer = 0; layer < skin_.layers; ++layer) {
        Number average = field[layer * skin_.across];
        if constexpr (std::same_as<Number, double>) {
            average = 0.0;
            for (std::size_t i = 0; i < skin_.across; ++i) average += skin_.ring[i] * field[layer * skin_.across + i];
        }
        sum = sum + skin_.papillary[layer] * average;
    }
    return sum;
}

template <class Number>
void Solver<Number>::change_surface(std::span<const Number> base, std::span<Number> k) const {
    const std::size_t n = places();
    const Number* scalars = base.data() + field_count * n;
    Number* out = k.data() + field_count * n;
    const P<Number>& p = skin_.p;
    const Number one = Number{} + 1.0;
    const Number* K = base.data() + offset(Field::K, n);
    Number cover = K[0];
    for (std::size_t i = 1; i < skin_.epidermis_end * skin_.across; ++i) cover = numerics::smaller(cover, K[i]);
    // Where nothing is open, the gap is 0 and its share of it counts as closed.
    const Number gap = numerics::larger(scalars[State::gap], Number(Number{} + 1e-300));
    const Number closed = numerics::positive_part(Number(one - numerics::positive_part(Number(one - cover)) / gap));
    const auto relax = [&](State::Scalar s, const Number& target, const Number& rate) {
        out[s] = (g_ * rate * (target - scalars[s]) + out[s]) / (one + g_ * rate);
    };
    relax(State::barrier, closed, Number(1.0 / p.tau_B));
    const Number rest = skin_.matrix.C3 + skin_.matrix.C1 + skin_.matrix.X;
    const Number collagen =
        (papillary_average(base, Field::C3) + papillary_average(base, Field::C1) + papillary_average(base, Field::X)) /
        rest;
    const Number pdgf = papillary_average(base, Field::P), tgf = papillary_average(base, Field::T);
    const Number stimulus = p.g_H * (half_effect(pdgf) + half_effect(tgf));
    relax(State::epidermal_thickness,
          Number(one + p.b_H * numerics::positive_part(Number(collagen - one)) + stimulus * p.tau_H),
          Number(1.0 / p.tau_H));
    out[State::scar_load] =
        g_ * numerics::positive_part(Number(papillary_average(base, Field::Y) - p.scar_Y)) + out[State::scar_load];
    out[State::gap] = Number{};
}

template <class Number>
void Solver<Number>::solve(std::span<Number> k) const {
    const std::size_t n = places();
    for (const Spreading& s : spreading_) {
        const Factor& factor = factors_[s.factor];
        const Extent layers = domains_[s.domain].layers;
        const std::span<Number> field = k.subspan(offset(s.field, n), n);
        if constexpr (std::same_as<Number, double>)
            if (grid_) {
                numerics::sweep(*grid_, 0, factor.r, field, layers);
                numerics::sweep(*grid_, 1, factor.depth, field, layers);
                continue;
            }
        factor.depth.solve(field.data() + layers.begin, 1);
    }
}

template <class Number>
Number Solver<Number>::norm(std::span<const Number> error, std::span<const Number> state) const {
    constexpr double smallest_scale = 0.05;  // fields below a twentieth of their half-effect need no more digits
    const std::size_t n = places();
    Number worst = {}, spoiled = {};  // `spoiled` stays 0 unless something is not a number: comparisons alone drop that
    for (std::size_t f = 0; f < field_count; ++f) {
        Size<Number> size;
        if constexpr (std::same_as<Number, Lanes>)
            size = size_of_real(n, skin_.real.data(), &error[f * n], &state[f * n]);
        else size = size_of(n, &error[f * n], &state[f * n]);
        const Number largest = numerics::larger(size.largest, Number(Number{} + smallest_scale));
        worst = numerics::larger(worst, Number(size.squares / (skin_.cells * (largest * largest))));
        spoiled = spoiled + 0.0 * size.squares;
    }
    worst = square_root(worst) + spoiled;
    const std::size_t scalars = field_count * n;
    for (const auto scalar : {State::barrier, State::epidermal_thickness}) {
        const Number e = error[scalars + scalar];
        worst = numerics::larger(worst, numerics::larger(e, Number(-e)));
    }
    return worst + spoiled;
}

template class Solver<double>;
template class Solver<numerics::Lanes>;
template class Solver<numerics::Dual>;

SkinOf<double> skin(const Parameters& p, const Layout& layout) {
    SkinOf<double> out;
    out.p = p;
    out.layers = layout.depth().size();
    out.epidermis_end = layout.epidermis().end;
    out.across = layout.first_cell(1);
    out.F = layout.fibroblasts_at_rest();
    out.V = layout.vessels_at_rest();
    out.matrix = layout.matrix_at_rest();
    for (std::size_t i = 0; i < out.layers; ++i) {
        out.lengths.push_back(layout.depth().length(i));
        if (i < out.epidermis_end) out.F[i] = out.V[i] = 1.0;
    }
    out.real.assign(out.layers, 1.0);
    out.papillary.assign(out.layers, 0.0);
    double thickness = 0.0;
    for (std::size_t i = layout.papillary().begin; i < layout.papillary().end; ++i) thickness += out.lengths[i];
    for (std::size_t i = layout.papillary().begin; i < layout.papillary().end; ++i)
        out.papillary[i] = out.lengths[i] / thickness;
    out.ring.assign(out.across, 1.0);
    if (layout.grid().dimensions() > 1) {
        out.r = layout.grid().axis(0);
        double area = 0.0;
        for (std::size_t i = 0; i < out.across; ++i) area += out.r->measure(i);
        for (std::size_t i = 0; i < out.across; ++i) out.ring[i] = out.r->measure(i) / area;
    }
    out.cells = static_cast<double>(layout.cells());
    return out;
}

SkinOf<Lanes> side_by_side(std::span<const Parameters* const> p, std::span<const Layout* const> layouts) {
    SkinOf<Lanes> out;
    out.epidermis_end = layouts.front()->epidermis().end;
    for (const Layout* layout : layouts) out.layers = std::max(out.layers, layout->depth().size());
    for (auto* column : {&out.lengths, &out.F, &out.V, &out.real, &out.papillary}) column->assign(out.layers, Lanes{});
    out.ring = {1.0};
    for (std::size_t l = 0; l < numerics::lane_count; ++l) {
        const std::size_t from = std::min(l, layouts.size() - 1);  // lanes left over repeat the last skin
        const SkinOf<double> one = healing::skin(*p[from], *layouts[from]);
        Parameters copy = one.p;
        for (std::size_t i = 0; i < bindings.size(); ++i) numbers(out.p)[i].set(l, numbers(copy)[i]);
        for (std::size_t i = 0; i < out.layers; ++i) {
            const bool real = i < one.layers;
            out.lengths[i].set(l, real ? one.lengths[i] : 1.0);
            out.F[i].set(l, real ? one.F[i] : one.F.back());
            out.V[i].set(l, real ? one.V[i] : one.V.back());
            out.real[i].set(l, real ? 1.0 : 0.0);
            out.papillary[i].set(l, real ? one.papillary[i] : 0.0);
        }
        out.matrix.C3.set(l, one.matrix.C3);
        out.matrix.C1.set(l, one.matrix.C1);
        out.matrix.X.set(l, one.matrix.X);
        out.matrix.Te.set(l, one.matrix.Te);
        out.matrix.E.set(l, one.matrix.E);
        out.cells.set(l, one.cells);
    }
    return out;
}

SkinOf<Dual> with_derivatives(const ParametersOf<Dual>& p, const Layout& layout) {
    ParametersOf<Dual> copy = p;
    Parameters values;
    for (std::size_t i = 0; i < bindings.size(); ++i) numbers(values)[i] = numbers(copy)[i].value;
    const SkinOf<double> one = healing::skin(values, layout);
    SkinOf<Dual> out;
    out.p = p;
    out.layers = one.layers;
    out.epidermis_end = one.epidermis_end;
    out.lengths.assign(one.lengths.begin(), one.lengths.end());
    out.F.assign(one.F.begin(), one.F.end());
    out.V.assign(one.V.begin(), one.V.end());
    out.real.assign(one.real.begin(), one.real.end());
    out.papillary.assign(one.papillary.begin(), one.papillary.end());
    out.ring = one.ring;
    out.matrix = rest_matrix(p, Dual(one.matrix.C3 + one.matrix.C1 + one.matrix.X));
    out.cells = one.cells;
    return out;
}

}  // namespace percuta::healing
