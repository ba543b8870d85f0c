#include "healing/solver.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "healing/reaction.hpp"
#include "numerics/elementary.hpp"

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

using numerics::square_root;
Dual square_root(const Dual& x) { return std::sqrt(x.value); }  // of a norm, whose slope nobody asks for

// Kernels over rows of places. Each text stands once; double and lanes run it in the variants of PERCUTA_CLONES.

/// Sum of squares and largest value over the places of a field.
template <class Number>
struct Size {
    Number squares = {}, largest = {};
};
template <class Value, class Number>
[[gnu::always_inline]] inline Size<Value> size_of_row(std::size_t n, const Number* error, const Number* state) {
    Size<Value> size;
    for (std::size_t i = 0; i < n; i += sizeof(Value) / sizeof(Number)) {
        Value e, u;
        numerics::load(e, error + i);
        numerics::load(u, state + i);
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
    const std::size_t done = n / numerics::lane_count * numerics::lane_count;
    const Size<Lanes> lanes = size_of_row<Lanes>(done, error, state);
    Size<double> size = size_of_row<double>(n - done, error + done, state + done);
    for (std::size_t l = 0; l < numerics::lane_count; ++l) {
        size.squares += lanes.squares[l];
        size.largest = std::max(size.largest, lanes.largest[l]);
    }
    return size;
}

template <class Number>
[[gnu::always_inline]] inline void divide_each(std::size_t n, const Number* values, const Number* by, Number* out) {
    for (std::size_t i = 0; i < n; ++i) out[i] = values[i] / by[i];
}
void divide(std::size_t n, const Dual* values, const Dual* by, Dual* out) { divide_each(n, values, by, out); }
PERCUTA_CLONES void divide(std::size_t n, const Lanes* values, const Lanes* by, Lanes* out) {
    divide_each(n, values, by, out);
}
PERCUTA_CLONES void divide(std::size_t n, const double* values, const double* by, double* __restrict out) {
    divide_each(n, values, by, out);
}

/// 1/ψ and F/ψ of crawling fibroblasts, ψ = F* (1 + P)^(chi/D_F), at some places.
template <class Value, class Number>
[[gnu::always_inline]] inline void crawl_at(const Number* F, const Number* P, const Number* rest,
                                            const Number& exponent, Number* resistance, Number* ratio) {
    Value f, p, r;
    numerics::load(f, F);
    numerics::load(p, P);
    numerics::load(r, rest);
    const Value psi = r * numerics::power_of_one_plus(numerics::positive_part(p), exponent);
    numerics::store(resistance, Value(1.0 / psi));
    numerics::store(ratio, Value(f / psi));
}
void crawl(std::size_t n, const Dual* F, const Dual* P, const Dual* rest, const Dual& exponent, Dual* resistance,
           Dual* ratio) {
    for (std::size_t i = 0; i < n; ++i) crawl_at<Dual>(F + i, P + i, rest + i, exponent, resistance + i, ratio + i);
}
PERCUTA_CLONES void crawl(std::size_t n, const Lanes* F, const Lanes* P, const Lanes* rest, const Lanes& exponent,
                          Lanes* resistance, Lanes* ratio) {
    for (std::size_t i = 0; i < n; ++i) crawl_at<Lanes>(F + i, P + i, rest + i, exponent, resistance + i, ratio + i);
}
PERCUTA_CLONES void crawl(std::size_t n, const double* F, const double* P, const double* rest, const double& exponent,
                          double* resistance, double* ratio) {
    std::size_t i = 0;
    for (; i + numerics::lane_count <= n; i += numerics::lane_count)
        crawl_at<Lanes>(F + i, P + i, rest + i, exponent, resistance + i, ratio + i);
    for (; i < n; ++i) crawl_at<double>(F + i, P + i, rest + i, exponent, resistance + i, ratio + i);
}

/// Faces in memory, and what stands on both sides of them: 1/ψ and F/ψ.
template <class Number>
struct Crawling {
    const Number *open, *half_here, *half_next, *measure_here, *measure_next;
    const Number *resistance_here, *resistance_next, *ratio_here, *ratio_next;
};
/// What flows through each face, added to the places on both sides of it, `apart` from each other.
template <class Number>
[[gnu::always_inline]] inline void flow_through(std::size_t n, const Number& scale, const Crawling<Number>& of,
                                                Number* __restrict flux, Number* out, std::size_t apart) {
    for (std::size_t i = 0; i < n; ++i)
        flux[i] = scale * of.open[i] * (of.ratio_next[i] - of.ratio_here[i]) /
                  (of.half_here[i] * of.resistance_here[i] + of.half_next[i] * of.resistance_next[i]);
    for (std::size_t i = 0; i < n; ++i) out[i] = out[i] + flux[i] / of.measure_here[i];
    for (std::size_t i = 0; i < n; ++i) out[i + apart] = out[i + apart] - flux[i] / of.measure_next[i];
}
void flow(std::size_t n, const Dual& scale, const Crawling<Dual>& of, Dual* flux, Dual* out, std::size_t apart) {
    flow_through(n, scale, of, flux, out, apart);
}
PERCUTA_CLONES void flow(std::size_t n, const Lanes& scale, const Crawling<Lanes>& of, Lanes* flux, Lanes* out,
                         std::size_t apart) {
    flow_through(n, scale, of, flux, out, apart);
}
PERCUTA_CLONES void flow(std::size_t n, const double& scale, const Crawling<double>& of, double* flux, double* out,
                         std::size_t apart) {
    flow_through(n, scale, of, flux, out, apart);
}

/// A value of each layer at each of its places, and at the room left over that of the last layer.
template <class Number>
std::vector<Number> spread(const std::vector<Number>& layers, std::size_t across, std::size_t places) {
    std::vector<Number> out;
    for (const Number& layer : layers) out.insert(out.end(), across, layer);
    out.resize(places, layers.back());
    return out;
}

template <class Number>
std::vector<Number> part(const std::vector<Number>& all, Extent layers) {
    return {all.begin() + static_cast<std::ptrdiff_t>(layers.begin),
            all.begin() + static_cast<std::ptrdiff_t>(layers.end)};
}

}  // namespace

template <class Number>
Solver<Number>::Solver(SkinOf<Number> of) : skin_(std::move(of)), places_(skin_.layers * skin_.across) {
    const SkinOf<Number>& skin = skin_;
    if constexpr (std::same_as<Number, double>) {
        const std::size_t above = skin.epidermis_end * skin.across, beyond = (places_ - above) % numerics::lane_count;
        if (beyond > 0) places_ += numerics::lane_count - beyond;
    }
    rest_F_ = spread(skin.F, skin.across, places_);
    rest_V_ = spread(skin.V, skin.across, places_);
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
                {below, line(below, skin.V), &rest_V_},
                {below, line(below, skin.F), &rest_F_},
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
    std::vector<Number> open(skin.layers), next(skin.lengths.begin() + 1, skin.lengths.end());
    for (std::size_t i = 0; i + 1 < skin.layers; ++i) open[i] = skin.real[i + 1];
    next.push_back(skin.lengths.back());
    const auto halves = [](std::vector<Number> lengths) {
        for (Number& length : lengths) length = 0.5 * length;
        return lengths;
    };
    const auto at_places = [&](const std::vector<Number>& layers) { return spread(layers, skin.across, places_); };
    below_ = {at_places(open), at_places(halves(skin.lengths)), at_places(halves(next)), at_places(skin.lengths),
              at_places(next)};
    for (auto* memory : {&ratio_, &resistance_, &flux_}) memory->resize(places_);
    papillary_ = {skin.layers, 0};
    for (std::size_t i = 0; i < skin.layers; ++i)
        if (!same(skin.papillary[i], Number{})) papillary_ = {std::min(papillary_.begin, i), i + 1};
    wanted_.reserve(2 * factors_.size());
    lines_.reserve(spreading_.size());
}

template <class Number>
void Solver<Number>::prepare(Number g) {
    g_ = g;
    wanted_.clear();
    for (Factor& factor : factors_)
        wanted_.push_back({&domains_[factor.domain].depth, Number(g * factor.diffusivity), &factor.depth});
    if constexpr (std::same_as<Number, double>)
        if (across_)
            for (Factor& factor : factors_) wanted_.push_back({&*across_, g * factor.diffusivity, &factor.r});
    numerics::LineFactorOf<Number>::assign_together(wanted_);
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
        if (domain.profile != nullptr) {
            const std::size_t first = domain.layers.begin * across;
            divide(domain.layers.size() * across, &ratio[first], &(*domain.profile)[first], &ratio_[first]);
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
    const std::size_t first = layers.begin * across, faces = (layers.size() - 1) * across, below = first + across;
    crawl(layers.size() * across, F + first, pdgf + first, &rest_F_[first], exponent, &resistance_[first],
          &ratio_[first]);
    flow(faces, scale,
         {&below_.open[first], &below_.half_here[first], &below_.half_next[first], &below_.measure_here[first],
          &below_.measure_next[first], &resistance_[first], &resistance_[below], &ratio_[first], &ratio_[below]},
         &flux_[first], out + first, across);
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
    react_in_dermis(skin_.p, damping, skin_.matrix, {rest_F_.data(), rest_V_.data()}, memory,
                    skin_.epidermis_end * across, places());
}

template <class Number>
Number Solver<Number>::papillary_average(std::span<const Number> values, Field f) const {
    const Number* field = values.data() + offset(f, places());
    Number sum = {};
    for (std::size_t layer = papillary_.begin; layer < papillary_.end; ++layer) {
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
void Solver<Number>::solve(std::span<Number> k) {
    const std::size_t n = places();
    lines_.clear();
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
        lines_.push_back({&factor.depth, field.data() + layers.begin});
    }
    numerics::LineFactorOf<Number>::solve_together(lines_);
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
        else size = size_of(skin_.layers * skin_.across, &error[f * n], &state[f * n]);
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
