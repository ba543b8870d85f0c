#include "delivery/unit_cell.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

#include "core/error.hpp"
#include "numerics/grid.hpp"

namespace percuta::delivery {

namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::SparseMatrix<double>;
using Factor = Eigen::SimplicialLDLT<Matrix>;

constexpr int outside = -1;

double depth_of(const CellGeometry& geometry) {
    double depth = 0.0;
    for (const CellLayer& layer : geometry.layers) depth += layer.tissue.thickness;
    return depth;
}

/// Cells as long as `resolution` wishes at `distance` from the well's wall.
double wish(const Resolution& resolution, double distance) {
    return std::min(resolution.finest + resolution.growth * distance, resolution.coarsest);
}

/// An axis with faces at `places`, fine at those of them in `fine`.
numerics::Axis axis(numerics::Metric metric, std::vector<double> places, const std::vector<double>& fine,
                    const Resolution& resolution) {
    for (std::size_t i = fine.size(); i-- > 1;) places.push_back(0.5 * (fine[i] + fine[i - 1]));
    places.insert(places.end(), fine.begin(), fine.end());
    std::ranges::sort(places);
    const double extent = places.back();
    const auto same = [&](double a, double b) { return b - a < 1e-9 * extent; };
    places.erase(std::unique(places.begin(), places.end(), same), places.end());
    std::vector<numerics::GradingPoint> points;
    for (const double place : places) {
        double distance = std::numeric_limits<double>::infinity();
        for (const double wall : fine) distance = std::min(distance, std::abs(place - wall));
        points.push_back({place, wish(resolution, distance)});
    }
    return numerics::Axis::graded(metric, points);
}

numerics::Grid grid_of(const CellGeometry& g, const Resolution& resolution) {
    const double depth = depth_of(g);
    std::vector<double> across{0.0, g.radius}, down{0.0}, walls{g.well.radius}, ends;
    double z = 0.0;
    for (const CellLayer& layer : g.layers) down.push_back(z += layer.tissue.thickness);
    if (g.well.tip_radius > 0.0 && g.well.tip_radius < g.well.radius) walls.insert(walls.begin(), g.well.tip_radius);
    const numerics::Axis radial = axis(numerics::Metric::radial, across, walls, resolution);
    const bool through = g.well.depth > depth * (1.0 - 1e-9), even = g.surface_permeability == 0.0 && !g.sink_below;
    // Along a channel without end nothing changes with depth within a layer.
    if (through && even) return numerics::Grid({radial, numerics::Axis(numerics::Metric::cartesian, down)});
    if (g.surface_permeability > 0.0 || through) ends.push_back(0.0);
    ends.push_back(g.well.depth);
    return numerics::Grid({radial, axis(numerics::Metric::cartesian, down, ends, resolution)});
}

}  // namespace

struct UnitCell::Mesh {
    Mesh(CellGeometry g, const Resolution& r) : geometry(std::move(g)), grid(grid_of(geometry, r)) {
        number_cells();
        connect_cells();
    }

    struct Face {
        int one, other;
        double conductance;
    };

    CellGeometry geometry;
    numerics::Grid grid;
    std::vector<int> unknown;                   // of a grid cell; outside for the well
    std::vector<double> conductivity;           // K D of grid cells
    std::vector<double> capacity, clearance;    // K V, m3, and K V k, m3/s, of unknowns
    std::vector<Face> faces;                    // between unknowns
    std::vector<double> wall, surface, bottom;  // conductances of unknowns to lumen, film and sink
    double lumen = 0.0;                         // its volume
    double fastest = 0.0;                       // the shortest time of diffusion across a cell

    const CellLayer& layer_at(double z) const {
        double below = 0.0;
        for (const CellLayer& layer : geometry.layers)
            if (z < (below += layer.tissue.thickness)) return layer;
        return geometry.layers.back();
    }

    bool in_well(double r, double z) const {
        const Well& well = geometry.well;
        return z < well.depth && r < well.radius + (well.tip_radius - well.radius) * z / well.depth;
    }

    void number_cells() {
        fastest = std::numeric_limits<double>::infinity();
        for (std::size_t j = 0; j < grid.count(1); ++j)
            for (std::size_t i = 0; i < grid.count(0); ++i) {
                const std::size_t cell = grid.index(i, j);
                const double z = grid.axis(1).centre(j), volume = grid.volumes()[cell];
                const bool well = in_well(grid.axis(0).centre(i), z);
                conductivity.push_back(0.0);
                if (well && geometry.well.diffusivity == 0.0) {
                    unknown.push_back(outside);
                    lumen += volume;
                    continue;
                }
                const CellLayer layer = well ? CellLayer{{0.0, 1.0, geometry.well.diffusivity}, 0.0} : layer_at(z);
                conductivity.back() = layer.tissue.partition * layer.tissue.diffusivity;
                unknown.push_back(static_cast<int>(capacity.size()));
                capacity.push_back(layer.tissue.partition * volume);
                clearance.push_back(layer.tissue.partition * volume * layer.clearance);
                const double length = std::min(grid.axis(0).length(i), grid.axis(1).length(j));
                fastest = std::min(fastest, length * length / layer.tissue.diffusivity);
            }
        wall.assign(capacity.size(), 0.0);
        surface = bottom = wall;
    }

    /// Conductance between two cells, or from a cell to its own face where the other is outside of the tissue.
    void join(int one, double one_half, int other, double other_half) {
        if (one == outside && other == outside) return;
        if (one != outside && other != outside) faces.push_back({one, other, 1.0 / (one_half + other_half)});
        else if (one != outside) wall[static_cast<std::size_t>(one)] += 1.0 / one_half;
        else wall[static_cast<std::size_t>(other)] += 1.0 / other_half;
    }

    void connect_cells() {
        const numerics::Axis &radial = grid.axis(0), &axial = grid.axis(1);
        const std::size_t columns = grid.count(0), rows = grid.count(1);
        for (std::size_t j = 0; j < rows; ++j) {
            // Along r a logarithm: exact for what flows steadily between rings. Cells of a stirred well conduct nothing
            // themselves, and `join` does not ask them.
            const double round = 2.0 * std::numbers::pi * axial.length(j);
            for (std::size_t i = 0; i + 1 < columns; ++i) {
                const double face = radial.faces()[i + 1];
                const std::size_t one = grid.index(i, j), other = grid.index(i + 1, j);
                join(unknown[one], std::log(face / radial.centre(i)) / (round * conductivity[one]), unknown[other],
                     std::log(radial.centre(i + 1) / face) / (round * conductivity[other]));
            }
            for (std::size_t i = 0; i < columns; ++i) {
                const auto half = [&](std::size_t row) {
                    return 0.5 * axial.length(row) / (conductivity[grid.index(i, row)] * radial.measure(i));
                };
                const int cell = unknown[grid.index(i, j)];
                if (j + 1 < rows) join(cell, half(j), unknown[grid.index(i, j + 1)], half(j + 1));
                if (cell == outside) continue;
                const auto c = static_cast<std::size_t>(cell);
                if (j == 0) surface[c] = into_surface(radial.centre(i), half(j), radial.measure(i));
                if (j + 1 == rows && geometry.sink_below) bottom[c] = 1.0 / half(j);
            }
        }
    }

    /// Conductance from the film to a cell of the first row.
    double into_surface(double r, double half, double area) const {
        if (in_well(r, 0.0)) return 1.0 / half;  // an open lumen that is not stirred
        return geometry.surface_permeability > 0.0 ? 1.0 / (half + 1.0 / (geometry.surface_permeability * area)) : 0.0;
    }
};

namespace {

/// M u' = f - G u, with what is stirred as further unknowns.
struct System {
    std::vector<double> mass;
    Matrix loss;      // G, symmetric
    Vector feed;      // f
    int film, lumen;  // unknowns, or outside where held at 1
};

System assemble(const UnitCell::Mesh& mesh, const Donor& donor) {
    System out{mesh.capacity, {}, {}, outside, outside};
    const bool one = std::isinf(donor.mouth) || mesh.lumen == 0.0;
    const auto pool = [&](double volume) {
        out.mass.push_back(volume);
        return static_cast<int>(out.mass.size()) - 1;
    };
    if (donor.film) out.film = pool(*donor.film + (one ? mesh.lumen : 0.0));
    out.lumen = one ? out.film : pool(mesh.lumen);

    const auto size = static_cast<Eigen::Index>(out.mass.size());
    std::vector<Eigen::Triplet<double>> entries;
    out.feed = Vector::Zero(size);
    const auto join = [&](int a, int b, double g) {
        if (g == 0.0 || a == b) return;
        if (a != outside) entries.emplace_back(a, a, g);
        if (b != outside) entries.emplace_back(b, b, g);
        if (a != outside && b != outside) {
            entries.emplace_back(a, b, -g);
            entries.emplace_back(b, a, -g);
        } else {
            out.feed[a == outside ? b : a] += g;
        }
    };
    for (const auto& face : mesh.faces) join(face.one, face.other, face.conductance);
    for (std::size_t i = 0; i < mesh.capacity.size(); ++i) {
        const int cell = static_cast<int>(i);
        join(cell, out.lumen, mesh.wall[i]);
        join(cell, out.film, mesh.surface[i]);
        entries.emplace_back(cell, cell, mesh.bottom[i] + mesh.clearance[i]);
    }
    if (!one) join(out.film, out.lumen, donor.mouth);
    out.loss.resize(size, size);
    out.loss.setFromTriplets(entries.begin(), entries.end());
    return out;
}

Vector as_vector(const std::vector<double>& values) {
    return Eigen::Map<const Vector>(values.data(), static_cast<Eigen::Index>(values.size()));
}

/// Amounts that leave or enter, and their rates.
using Counts = std::array<double, 3>;  // cleared, below, supplied

/// One row and its slopes, for what lies between two steps.
struct Moment {
    CellRow row;
    double film = 0.0, lumen = 0.0, tissue = 0.0;
    Counts rates{};
};

double between(double x, double step, double from, double from_slope, double to, double to_slope) {
    const double y = 1.0 - x;
    return y * y * (1.0 + 2.0 * x) * from + x * x * (1.0 + 2.0 * y) * to +
           x * y * step * (y * from_slope - x * to_slope);
}

CellRow interpolate(const Moment& from, const Moment& to, double time) {
    const double step = to.row.time - from.row.time, x = (time - from.row.time) / step;
    const auto at = [&](double a, double da, double b, double db) { return between(x, step, a, da, b, db); };
    CellRow out;
    out.time = time;
    out.film = at(from.row.film, from.film, to.row.film, to.film);
    out.lumen = at(from.row.lumen, from.lumen, to.row.lumen, to.lumen);
    out.tissue = at(from.row.tissue, from.tissue, to.row.tissue, to.tissue);
    out.cleared = at(from.row.cleared, from.rates[0], to.row.cleared, to.rates[0]);
    out.below = at(from.row.below, from.rates[1], to.row.below, to.rates[1]);
    out.supplied = at(from.row.supplied, from.rates[2], to.row.supplied, to.rates[2]);
    return out;
}

/// TR-BDF2 with both stages of one matrix, M + d h G. Counts take the same steps as the state, so that what is there
/// plus what left is kept to round-off.
class Stepper {
public:
    Stepper(const UnitCell::Mesh& mesh, const Donor& donor)
        : system_(assemble(mesh, donor)),
          tissue_(static_cast<Eigen::Index>(mesh.capacity.size())),
          mass_(as_vector(system_.mass)),
          clearance_(as_vector(mesh.clearance)),
          bottom_(as_vector(mesh.bottom)),
          state_(Vector::Zero(mass_.size())) {
        if (system_.film != outside) state_[system_.film] = 1.0;
        if (system_.lumen != outside && system_.lumen != system_.film) state_[system_.lumen] = donor.lumen;
        rates_ = rates(state_);
    }

    void step(double length) {
        constexpr double root = std::numbers::sqrt2, gamma = 2.0 - root, d = 0.5 * gamma;
        constexpr double newer = 1.0 / (gamma * (2.0 - gamma)), older = (1.0 - gamma) * (1.0 - gamma) * newer;
        const Factor& factor = this->factor(length);
        const double h = d * length;
        const Vector moved = system_.feed - system_.loss * state_;
        // Increments, not states, are solved for: rest stays at rest.
        const Vector middle = state_ + factor.solve(2.0 * h * moved);
        const Counts at_middle = rates(middle);
        const Vector before = newer * middle - older * state_;
        const Vector residual = h * (system_.feed - system_.loss * before);
        state_ = before + factor.solve(residual);
        const Counts after = rates(state_);
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            const double half_way = counts_[i] + h * (rates_[i] + at_middle[i]);
            counts_[i] = newer * half_way - older * counts_[i] + h * after[i];
        }
        rates_ = after;
        time_ += length;
    }

    Moment moment() const {
        const Vector slope = (system_.feed - system_.loss * state_).cwiseQuotient(mass_);
        const auto pool = [](const Vector& of, int which, double held) { return which == outside ? held : of[which]; };
        Moment out;
        out.row = {time_,
                   pool(state_, system_.film, 1.0),
                   pool(state_, system_.lumen, 1.0),
                   mass_.head(tissue_).dot(state_.head(tissue_)),
                   counts_[0],
                   counts_[1],
                   counts_[2]};
        out.film = pool(slope, system_.film, 0.0);
        out.lumen = pool(slope, system_.lumen, 0.0);
        out.tissue = mass_.head(tissue_).dot(slope.head(tissue_));
        out.rates = rates_;
        return out;
    }

private:
    Counts rates(const Vector& u) const {
        return {clearance_.dot(u.head(tissue_)), bottom_.dot(u.head(tissue_)),
                (system_.feed.array() * (1.0 - u.array())).sum()};
    }

    const Factor& factor(double length) {
        std::unique_ptr<Factor>& out = factors_[length];
        if (out) return *out;
        constexpr double d = 0.5 * (2.0 - std::numbers::sqrt2);
        Matrix matrix = d * length * system_.loss;
        matrix.diagonal() += mass_;
        out = std::make_unique<Factor>(matrix);
        if (out->info() != Eigen::Success) throw core::InternalError("the matrix of a unit cell has no factors");
        return *out;
    }

    System system_;
    Eigen::Index tissue_;
    Vector mass_, clearance_, bottom_, state_;
    Counts counts_{}, rates_{};
    double time_ = 0.0;
    std::map<double, std::unique_ptr<Factor>> factors_;
};

/// Step lengths from about `first` to last/steps, doubling after every four; they add up to `last`.
std::vector<double> ladder(double first, double last, int steps) {
    constexpr int alike = 4;
    const double longest = last / std::max(steps, 2 * alike);
    const int doublings = std::max(0, static_cast<int>(std::ceil(std::log2(longest / first))));
    std::vector<double> out;
    double length = std::ldexp(longest, -doublings);
    if (doublings > 0) out.insert(out.end(), alike, length);
    for (int level = 0; level < doublings; ++level, length *= 2.0) out.insert(out.end(), alike, length);
    out.insert(out.end(), static_cast<std::size_t>(std::max(steps, 2 * alike) - (doublings > 0 ? alike : 0)), longest);
    return out;
}

Vector steady_state(const System& system) {
    const Factor factor(system.loss);
    if (factor.info() != Eigen::Success)
        throw core::InternalError("nothing leaves this unit cell: it has no steady state");
    return factor.solve(system.feed);
}

}  // namespace

UnitCell::UnitCell(CellGeometry geometry, Resolution resolution) {
    const Well& well = geometry.well;
    const bool sound = !geometry.layers.empty() && well.radius > 0.0 && well.tip_radius >= 0.0 && well.depth > 0.0 &&
                       well.tip_radius <= well.radius && well.radius < geometry.radius &&
                       well.depth <= depth_of(geometry) * (1.0 + 1e-9) && resolution.finest > 0.0;
    if (!sound) throw core::InternalError("a unit cell needs layers and a well that lies within it");
    mesh_ = std::make_unique<Mesh>(std::move(geometry), resolution);
}

UnitCell::~UnitCell() = default;
UnitCell::UnitCell(UnitCell&&) noexcept = default;
UnitCell& UnitCell::operator=(UnitCell&&) noexcept = default;

std::size_t UnitCell::cells() const { return mesh_->capacity.size(); }
double UnitCell::lumen_volume() const { return mesh_->lumen; }

double UnitCell::conductance() const {
    const System system = assemble(*mesh_, {});
    return system.feed.sum() - system.feed.dot(steady_state(system));
}

double UnitCell::steady(double r, double z) const {
    const auto holds = [](const numerics::Axis& axis, double x) {
        const auto above = std::ranges::upper_bound(axis.faces(), x);
        return std::min<std::size_t>(
            static_cast<std::size_t>(std::max<std::ptrdiff_t>(above - axis.faces().begin() - 1, 0)), axis.size() - 1);
    };
    const int cell = mesh_->unknown[mesh_->grid.index(holds(mesh_->grid.axis(0), r), holds(mesh_->grid.axis(1), z))];
    return cell == outside ? 1.0 : steady_state(assemble(*mesh_, {}))[cell];
}

std::vector<CellRow> UnitCell::course(const Donor& donor, std::span<const double> times, int steps,
                                      double first) const {
    std::vector<CellRow> out;
    if (times.empty()) return out;
    Stepper stepper(*mesh_, donor);
    Moment last = stepper.moment();
    const std::vector<double> lengths = ladder(first > 0.0 ? first : mesh_->fastest, times.back(), steps);
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        stepper.step(lengths[i]);
        Moment now = stepper.moment();
        if (i + 1 == lengths.size()) now.row.time = times.back();
        while (out.size() < times.size() && times[out.size()] <= now.row.time)
            out.push_back(interpolate(last, now, times[out.size()]));
        last = now;
    }
    return out;
}

}  // namespace percuta::delivery
