#include "healing/patch_solver.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "healing/reaction.hpp"
#include "numerics/elementary.hpp"

namespace percuta::healing {

namespace {

using numerics::Extent;
using numerics::Lanes;

/// γ of the two-stage method; with it the method is of third order where the stages are exact, and what stands still in
/// two directions at once is damped.
const double gamma_ = (3.0 + std::sqrt(3.0)) / 6.0;

/// Rows of one task: enough work to be worth handing out.
constexpr std::size_t rows_of_task = 8;

constexpr std::size_t index(Field f) { return static_cast<std::size_t>(f); }

/// out = scale · row + shift, as double.
PERCUTA_CLONES void widen(std::size_t n, const float* row, double shift, double* out) {
    for (std::size_t i = 0; i < n; ++i) out[i] = shift + static_cast<double>(row[i]);
}
PERCUTA_CLONES void widen_sum(std::size_t n, const float* row, const float* increment, double scale, double shift,
                              double* out) {
    for (std::size_t i = 0; i < n; ++i)
        out[i] = shift + static_cast<double>(row[i]) + scale * static_cast<double>(increment[i]);
}
PERCUTA_CLONES void narrow(std::size_t n, const double* row, float* out) {
    for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<float>(row[i]);
}

/// Weights of the seven-point stencil, and where it reads: rows of departures and, in the second stage, of increments.
struct Stencil {
    double x, y, below, above, own;
};
struct Neighbours {
    const float *here, *north, *south, *above, *below;
};

template <class Value>
[[gnu::always_inline]] inline void add_stencil_row(std::size_t n, const Stencil& s, const Neighbours& of, Value value,
                                                   double* out) {
    const auto add = [&](std::size_t i, std::size_t west, std::size_t east) __attribute__((always_inline)) {
        const double here = value(of.here, i);
        out[i] += s.x * (value(of.here, west) + value(of.here, east) - 2.0 * here) +
                  s.y * (value(of.north, i) + value(of.south, i) - 2.0 * here) +
                  (s.above * value(of.above, i) + s.below * value(of.below, i) - s.own * here);
    };
    if (n == 1) return add(0, 0, 0);
    add(0, 0, 1);
    for (std::size_t i = 1; i + 1 < n; ++i) add(i, i - 1, i + 1);
    add(n - 1, n - 2, n - 1);
}
PERCUTA_CLONES void add_stencil(std::size_t n, const Stencil& s, const Neighbours& of, double* __restrict out) {
    add_stencil_row(
        n, s, of,
        [](const float* row, std::size_t i) __attribute__((always_inline)) { return static_cast<double>(row[i]); },
        out);
}
/// The same of u + scale · increment; the increments stand `apart` behind the departures they belong to.
PERCUTA_CLONES void add_stencil_of_sum(std::size_t n, const Stencil& s, const Neighbours& of, std::ptrdiff_t apart,
                                       double scale, double* __restrict out) {
    add_stencil_row(
        n, s, of, [ apart, scale ](const float* row, std::size_t i) __attribute__((always_inline)) {
            return static_cast<double>(row[i]) +
                   scale * static_cast<double>(row[static_cast<std::ptrdiff_t>(i) + apart]);
        },
        out);
}

PERCUTA_CLONES void crawl_row(std::size_t n, const double* F, const double* P, double rest, double exponent,
                              float* resistance, float* ratio) {
    std::size_t i = 0;
    for (; i + numerics::lane_count <= n; i += numerics::lane_count) {
        Lanes f, pdgf;
        numerics::load(f, F + i);
        numerics::load(pdgf, P + i);
        const Lanes psi = rest * numerics::power_of_one_plus(numerics::positive_part(pdgf), exponent);
        const Lanes r = 1.0 / psi, v = f / psi;
        for (std::size_t l = 0; l < numerics::lane_count; ++l) {
            resistance[i + l] = static_cast<float>(r[l]);
            ratio[i + l] = static_cast<float>(v[l]);
        }
    }
    for (; i < n; ++i) {
        const double psi = rest * numerics::power_of_one_plus(numerics::positive_part(P[i]), exponent);
        resistance[i] = static_cast<float>(1.0 / psi);
        ratio[i] = static_cast<float>(F[i] / psi);
    }
}

/// Fluxes into a row of cells from a row beside it: scale (v' - v)/(r + r').
PERCUTA_CLONES void add_flux_from(std::size_t n, double scale, const float* resistance, const float* ratio,
                                  const float* other_resistance, const float* other_ratio, double* out) {
    for (std::size_t i = 0; i < n; ++i)
        out[i] += scale * static_cast<double>(other_ratio[i] - ratio[i]) /
                  static_cast<double>(other_resistance[i] + resistance[i]);
}

/// u + (1.5 U1 + 0.5 U2)/γ, nowhere below nothing.
PERCUTA_CLONES void update(std::size_t n, double rest, const float* first, const float* second, float* u) {
    const double one = 1.5 / gamma_, two = 0.5 / gamma_;
    const float least = static_cast<float>(-rest);
    for (std::size_t i = 0; i < n; ++i) {
        const float next = static_cast<float>(static_cast<double>(u[i]) + one * static_cast<double>(first[i]) +
                                              two * static_cast<double>(second[i]));
        u[i] = next < least ? least : next;
    }
}
PERCUTA_CLONES void update_local(std::size_t n, double rest, const double* first, const double* second, float* u) {
    const double one = 1.5 / gamma_, two = 0.5 / gamma_;
    const float least = static_cast<float>(-rest);
    for (std::size_t i = 0; i < n; ++i) {
        const float next = static_cast<float>(static_cast<double>(u[i]) + one * first[i] + two * second[i]);
        u[i] = next < least ? least : next;
    }
}

}  // namespace

/// Buffers of one row of cells.
struct PatchSolver::Row {
    std::vector<double> base, k, first, rest_F, rest_V;
    explicit Row(std::size_t n)
        : base(field_count * n), k(field_count * n), first(field_count * n), rest_F(n), rest_V(n) {}
};

std::unique_ptr<PatchSolver::Row> PatchSolver::Rows::take(std::size_t n) {
    const std::scoped_lock guard(lock);
    if (spare.empty()) return std::make_unique<Row>(n);
    std::unique_ptr<Row> row = std::move(spare.back());
    spare.pop_back();
    return row;
}

void PatchSolver::Rows::put_back(std::unique_ptr<Row> row) {
    const std::scoped_lock guard(lock);
    spare.push_back(std::move(row));
}

PatchSolver::~PatchSolver() = default;

std::size_t PatchSolver::bytes_per_cell() { return (field_count + 2 * spreading_count + 2) * sizeof(float); }

PatchSolver::PatchSolver(const Parameters& p, const Layout& layers, const numerics::BlockShape& shape, double dx,
                         double dy, core::Workers& workers)
    : p_(p),
      layers_(layers),
      shape_(shape),
      dx_(dx),
      dy_(dy),
      workers_(workers),
      across_x_(std::vector<double>(shape.nx, dx), std::vector<double>(shape.nx, 1.0)),
      across_y_(std::vector<double>(shape.ny, dy), std::vector<double>(shape.ny, 1.0)),
      damping_(p, 0.0),
      departures_(field_count * shape.size() + (field_count * shape.size()) % 2, 0.0F),
      first_(spreading_count * shape.size(), 0.0F),
      second_(spreading_count * shape.size(), 0.0F),
      resistance_(shape.size(), 0.0F),
      ratio_(shape.size(), 0.0F) {
    const State at_rest(layers);
    for (std::size_t f = 0; f < field_count; ++f) {
        const std::span values = at_rest.field(static_cast<Field>(f));
        rest_[f].assign(values.begin(), values.end());
    }
    const Extent all = layers.everywhere(), dermis = layers.dermis(), epidermis = layers.epidermis();
    const std::vector<double> one(shape.nz, 1.0);
    const auto spread = [&](Field field, double diffusivity, Extent extent, const std::vector<double>& profile) {
        const std::span along(profile.begin() + static_cast<std::ptrdiff_t>(extent.begin), extent.size());
        const numerics::Line line(layers.depth(), extent, along);
        depth_.push_back(line);
        Spreading s{field, diffusivity, extent, {}, {}, {}, {}, {}, {}};
        for (auto* weights : {&s.below, &s.own, &s.above}) weights->assign(shape.nz, 0.0);
        for (std::size_t i = 0; i < extent.size(); ++i) {
            const std::size_t layer = extent.begin + i;
            // u/ψ of the neighbours in terms of u
            s.above[layer] = i > 0 ? line.from_left[i] / along[i - 1] : 0.0;
            s.below[layer] = i + 1 < extent.size() ? line.from_right[i] / along[i + 1] : 0.0;
            s.own[layer] = (line.from_left[i] + line.from_right[i]) / along[i];
        }
        spreading_.push_back(std::move(s));
    };
    for (const auto& [field, diffusivity] : {std::pair{Field::I, p.D_I},
                                             {Field::Q, p.D_Q},
                                             {Field::P, p.D_P},
                                             {Field::T, p.D_T},
                                             {Field::T3, p.D_T},
                                             {Field::Vg, p.D_V},
                                             {Field::m, p.D_m}})
        spread(field, diffusivity, all, one);
    for (const auto& [field, diffusivity] :
         {std::pair{Field::N, p.D_N}, {Field::M1, p.D_M}, {Field::M2, p.D_M}, {Field::Y, p.D_F}})
        spread(field, diffusivity, dermis, one);
    spread(Field::V, p.D_VV, dermis, layers.vessels_at_rest());
    spread(Field::F, p.D_F, dermis, layers.fibroblasts_at_rest());
    spread(Field::K, p.D_K, epidermis, one);
}

void PatchSolver::prepare(double g) {
    g_ = g;
    damping_ = DampingOf<double>(p_, g);
    for (std::size_t i = 0; i < spreading_.size(); ++i) {
        Spreading& s = spreading_[i];
        s.x = numerics::BlockFactor(numerics::LineFactor(across_x_, g * s.diffusivity));
        s.y = numerics::BlockFactor(numerics::LineFactor(across_y_, g * s.diffusivity));
        s.z = numerics::BlockFactor(numerics::LineFactor(depth_[i], g * s.diffusivity));
    }
}

void PatchSolver::step(double length) {
    prepare(gamma_ * length);
    crawl(1);
    change(1);
    solve(first_, false);
    crawl(2);
    change(2);
    solve(second_, true);
}

/// 1/ψ and F/ψ of every place in the dermis, ψ = F* (1 + P)^(chi/D_F).
void PatchSolver::crawl(int stage) {
    const Extent dermis = layers_.dermis();
    const double exponent = p_.chi / p_.D_F;
    const auto slot = [&](Field f) {
        return static_cast<std::size_t>(std::ranges::find(spreading_, f, &Spreading::field) - spreading_.begin());
    };
    const float* dF = first_.data() + slot(Field::F) * shape_.size();
    const float* dP = first_.data() + slot(Field::P) * shape_.size();
    workers_.each(dermis.size(), [&](std::size_t i) {
        const std::size_t layer = dermis.begin + i, nx = shape_.nx;
        std::vector<double> F(nx), P(nx);
        for (std::size_t y = 0; y < shape_.ny; ++y) {
            const std::size_t at = layer * shape_.plane() + y * nx;
            if (stage == 1) {
                widen(nx, field(Field::F) + at, rest(Field::F, layer), F.data());
                widen(nx, field(Field::P) + at, 0.0, P.data());
            } else {
                widen_sum(nx, field(Field::F) + at, dF + at, 1.0 / gamma_, rest(Field::F, layer), F.data());
                widen_sum(nx, field(Field::P) + at, dP + at, 1.0 / gamma_, 0.0, P.data());
            }
            crawl_row(nx, F.data(), P.data(), rest(Field::F, layer), exponent, &resistance_[at], &ratio_[at]);
        }
    });
}

/// Rates, fluxes and reactions of one stage, row by row, into the increments.
void PatchSolver::change(int stage) {
    const std::size_t tasks_of_layer = (shape_.ny + rows_of_task - 1) / rows_of_task;
    workers_.each(shape_.nz * tasks_of_layer, [&](std::size_t task) {
        std::unique_ptr<Row> buffers = rows_.take(shape_.nx);
        const std::size_t layer = task / tasks_of_layer, begin = task % tasks_of_layer * rows_of_task;
        for (std::size_t y = begin; y < std::min(begin + rows_of_task, shape_.ny); ++y) row(stage, layer, y, *buffers);
        rows_.put_back(std::move(buffers));
    });
}

void PatchSolver::row(int stage, std::size_t layer, std::size_t y, Row& r) {
    const std::size_t nx = shape_.nx, at = layer * shape_.plane() + y * nx;
    const bool dermal = layer >= layers_.dermis().begin;
    std::ranges::fill(r.rest_F, layers_.fibroblasts_at_rest()[layer]);
    std::ranges::fill(r.rest_V, layers_.vessels_at_rest()[layer]);
    const auto react = [&](std::vector<double>& base, std::vector<double>& k) {
        const StageMemory<double> memory{base.data(), k.data(), nx};
        if (dermal)
            react_in_dermis(p_, damping_, layers_.matrix_at_rest(), {r.rest_F.data(), r.rest_V.data()}, memory, 0, nx);
        else react_in_epidermis(p_, damping_, memory, 0, nx);
    };
    for (std::size_t f = 0; f < field_count; ++f)
        widen(nx, departures_.data() + f * shape_.size() + at, rest_[f][layer], &r.base[f * nx]);
    std::ranges::fill(r.k, 0.0);
    if (stage == 2) {
        // Fields that do not spread have their first increment only here, anew.
        react(r.base, r.first = r.k);
        for (std::size_t f = 0; f < field_count; ++f)
            for (std::size_t i = 0; i < nx; ++i) {
                r.base[f * nx + i] += r.first[f * nx + i] / gamma_;
                r.k[f * nx + i] = -2.0 * r.first[f * nx + i];
            }
        for (std::size_t s = 0; s < spreading_.size(); ++s) {
            const std::size_t f = index(spreading_[s].field);
            const float* first = first_.data() + s * shape_.size() + at;
            widen_sum(nx, departures_.data() + f * shape_.size() + at, first, 1.0 / gamma_, rest_[f][layer],
                      &r.base[f * nx]);
            for (std::size_t i = 0; i < nx; ++i) r.k[f * nx + i] = -2.0 * static_cast<double>(first[i]);
        }
    }
    fluxes(stage, layer, y, r);
    react(r.base, r.k);
    const std::span<float> increments = stage == 1 ? first_ : second_;
    for (std::size_t s = 0; s < spreading_.size(); ++s)
        if (layer >= spreading_[s].layers.begin && layer < spreading_[s].layers.end)
            narrow(nx, &r.k[index(spreading_[s].field) * nx], increments.data() + s * shape_.size() + at);
    if (stage == 1) return;
    for (std::size_t f = 0; f < field_count; ++f) {
        if (std::ranges::find(spreading_, static_cast<Field>(f), &Spreading::field) != spreading_.end()) continue;
        update_local(nx, rest_[f][layer], &r.first[f * nx], &r.k[f * nx], departures_.data() + f * shape_.size() + at);
    }
}

void PatchSolver::fluxes(int stage, std::size_t layer, std::size_t y, Row& r) const {
    const std::size_t nx = shape_.nx, at = layer * shape_.plane() + y * nx;
    const std::size_t north = y > 0 ? at - nx : at, south = y + 1 < shape_.ny ? at + nx : at;
    const double x_weight = 1.0 / (dx_ * dx_), y_weight = 1.0 / (dy_ * dy_);
    for (std::size_t slot = 0; slot < spreading_.size(); ++slot) {
        const Spreading& s = spreading_[slot];
        if (layer < s.layers.begin || layer >= s.layers.end) continue;
        double* const out = &r.k[index(s.field) * nx];
        if (s.field == Field::F) {
            flux_of_fibroblasts(layer, y, out);
            continue;
        }
        const std::size_t above = layer > s.layers.begin ? at - shape_.plane() : at;
        const std::size_t below = layer + 1 < s.layers.end ? at + shape_.plane() : at;
        // Departures spread like the fields themselves: rest does not.
        const float* u = field(s.field);
        const float* first = first_.data() + slot * shape_.size();
        const double scale = g_ * s.diffusivity;
        const Stencil stencil{scale * x_weight, scale * y_weight, scale * s.below[layer], scale * s.above[layer],
                              scale * s.own[layer]};
        const Neighbours rows{u + at, u + north, u + south, u + above, u + below};
        if (stage == 1) add_stencil(nx, stencil, rows, out);
        else add_stencil_of_sum(nx, stencil, rows, first - u, 1.0 / gamma_, out);
    }
}

void PatchSolver::flux_of_fibroblasts(std::size_t layer, std::size_t y, double* out) const {
    const std::size_t nx = shape_.nx, at = layer * shape_.plane() + y * nx;
    const Extent dermis = layers_.dermis();
    // Between equal cells: D (v' - v)/(d (r/2 + r'/2)) / d.
    const double scale = 2.0 * g_ * p_.D_F, dz = layers_.depth().length(layer);
    const float *resistance = resistance_.data(), *ratio = ratio_.data();
    const auto from = [&](std::size_t other, double length, std::size_t begin, std::size_t count) {
        add_flux_from(count, scale / (length * length), resistance + at + begin, ratio + at + begin, resistance + other,
                      ratio + other, out + begin);
    };
    if (nx > 1) {
        from(at, dx_, 1, nx - 1);      // from the west
        from(at + 1, dx_, 0, nx - 1);  // from the east
    }
    if (y > 0) from(at - nx, dy_, 0, nx);
    if (y + 1 < shape_.ny) from(at + nx, dy_, 0, nx);
    if (layer > dermis.begin) from(at - shape_.plane(), dz, 0, nx);
    if (layer + 1 < dermis.end) from(at + shape_.plane(), dz, 0, nx);
}

/// Solves the diffusive factors; after the last stage also takes the step.
void PatchSolver::solve(std::span<float> increments, bool last) {
    const std::size_t n = shape_.size(), nx = shape_.nx;
    workers_.each(shape_.nz, [&](std::size_t layer) {
        for (std::size_t slot = 0; slot < spreading_.size(); ++slot) {
            const Spreading& s = spreading_[slot];
            if (layer < s.layers.begin || layer >= s.layers.end) continue;
            numerics::sweep_plane(shape_, s.x, s.y, increments.data() + slot * n + layer * shape_.plane());
        }
    });
    const std::size_t rows = numerics::rows_at_once(shape_, layers_.everywhere());
    workers_.each((shape_.ny + rows - 1) / rows, [&](std::size_t task) {
        const std::size_t y = task * rows, count = std::min(rows, shape_.ny - y);
        for (std::size_t slot = 0; slot < spreading_.size(); ++slot) {
            const Spreading& s = spreading_[slot];
            numerics::sweep_rows_depth(shape_, s.z, increments.data() + slot * n, s.layers, y, count);
            if (!last) continue;
            for (std::size_t layer = s.layers.begin; layer < s.layers.end; ++layer) {
                const std::size_t at = layer * shape_.plane() + y * nx;
                update(count * nx, rest(s.field, layer), first_.data() + slot * n + at, second_.data() + slot * n + at,
                       field(s.field) + at);
            }
        }
    });
}

void PatchSolver::average(std::span<double> state) const {
    const std::size_t plane = shape_.plane();
    workers_.each(shape_.nz, [&](std::size_t layer) {
        for (std::size_t f = 0; f < field_count; ++f) {
            const float* values = departures_.data() + f * shape_.size() + layer * plane;
            double& out = state[f * shape_.nz + layer];
            if (static_cast<Field>(f) == Field::K) {
                out = rest_[f][layer] + static_cast<double>(*std::min_element(values, values + plane));
                continue;
            }
            double sum = 0.0;
            for (std::size_t i = 0; i < plane; ++i) sum += static_cast<double>(values[i]);
            out = rest_[f][layer] + sum / static_cast<double>(plane);
        }
    });
}

void PatchSolver::each_place(
    std::size_t layer,
    const std::function<void(std::size_t cell, const std::array<double, field_count>& at)>& visit) const {
    std::array<double, field_count> at;
    for (std::size_t cell = layer * shape_.plane(); cell < (layer + 1) * shape_.plane(); ++cell) {
        for (std::size_t f = 0; f < field_count; ++f)
            at[f] = rest_[f][layer] + static_cast<double>(departures_[f * shape_.size() + cell]);
        visit(cell, at);
    }
}

}  // namespace percuta::healing
