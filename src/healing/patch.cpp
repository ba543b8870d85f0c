#include "healing/patch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "healing/field_view.hpp"
#include "healing/observe.hpp"
#include "healing/patch_solver.hpp"
#include "numerics/elementary.hpp"

namespace percuta::healing {

namespace {

/// Each step of the run around one hole is taken as this many here, because the method is of lower order.
constexpr int substeps = 2;
constexpr std::size_t fewest_cells = 4, most_cells = 4096;
/// Beyond this many ranges of exp(-distance/range) nothing is left of a hole's damage.
constexpr double farthest = 12.0;
/// Points per cell and direction at which a hole's shape is sampled.
constexpr int samples = 4;

double deepest_of(const std::vector<PatchSession>& sessions) {
    double deepest = 0.0;
    for (const PatchSession& session : sessions)
        for (const PlacedHole& hole : session.holes) deepest = std::max(deepest, hole.hole.depth);
    return deepest;
}

/// Share of each cell of a layer that is hole, and what is left beside the nearest hole of exp(-distance/range).
struct LayerInjury {
    std::vector<double> w, g;
};

LayerInjury injure_layer(const PatchSession& session, const PatchGrid& grid, std::size_t layer, double range) {
    const std::size_t nx = grid.shape.nx, ny = grid.shape.ny;
    LayerInjury out{std::vector<double>(nx * ny, 0.0), std::vector<double>(nx * ny, 0.0)};
    std::vector<std::uint64_t> inside(nx * ny, 0);  // one bit a sample point: overlapping holes count once
    static_assert(samples * samples * samples == 64);
    const double top = static_cast<double>(layer) * grid.dz, middle = top + 0.5 * grid.dz;
    const auto first = [](double from, double cell) {
        return static_cast<std::size_t>(std::max(0.0, std::floor(from / cell)));
    };
    const auto last = [](double to, double cell, std::size_t n) {
        return std::min(n, static_cast<std::size_t>(std::max(0.0, std::ceil(to / cell))));
    };
    for (const PlacedHole& placed : session.holes) {
        const Hole& hole = placed.hole;
        const bool reached = middle < hole.depth;
        const double wall = hole.radius(reached ? middle : hole.depth), below = reached ? 0.0 : middle - hole.depth;
        const double aside =
            std::hypot(placed.tilt_x, placed.tilt_y) * hole.depth + 0.5 * std::hypot(placed.slot_x, placed.slot_y);
        const double reach = std::max(hole.mouth_radius, wall + farthest * range) + aside;
        if (below > farthest * range) continue;
        for (std::size_t j = first(placed.y - reach, grid.dy); j < last(placed.y + reach, grid.dy, ny); ++j)
            for (std::size_t i = first(placed.x - reach, grid.dx); i < last(placed.x + reach, grid.dx, nx); ++i) {
                const double x = (static_cast<double>(i) + 0.5) * grid.dx, y = (static_cast<double>(j) + 0.5) * grid.dy;
                const double r = placed.from_middle(x, y, middle);
                const double distance = std::hypot(std::max(0.0, r - wall), below);
                double& g = out.g[j * nx + i];
                if (distance < farthest * range) g = std::max(g, numerics::exponential(-distance / range));
                if (r > hole.mouth_radius + grid.dx + grid.dy || top >= hole.depth) continue;
                for (int bit = 0; bit < 64; ++bit) {
                    const auto offset = [](int k) { return (k + 0.5) / samples - 0.5; };
                    const double z = top + (bit / 16 + 0.5) / samples * grid.dz;
                    const double sx = x + offset(bit % 4) * grid.dx, sy = y + offset(bit / 4 % 4) * grid.dy;
                    if (z < hole.depth && placed.from_middle(sx, sy, z) < hole.radius(z))
                        inside[j * nx + i] |= 1ULL << bit;
                }
            }
    }
    for (std::size_t cell = 0; cell < nx * ny; ++cell) {
        out.w[cell] = static_cast<double>(std::popcount(inside[cell])) / 64.0;
        out.g[cell] *= 1.0 - out.w[cell];
    }
    return out;
}

/// A step to a time, or a session at it.
struct Move {
    double time = 0.0;
    const PatchSession* session = nullptr;
};

/// The steps of a run around one hole of the same density, cut where frames are wanted.
std::vector<Move> moves_of(const Parameters& p, const Tissue& tissue, const std::vector<PatchSession>& sessions,
                           double end, const std::vector<double>& frame_times, const core::Watch& watch,
                           const Accuracy& accuracy) {
    std::vector<Session> around_one_hole;
    for (const PatchSession& session : sessions)
        around_one_hole.push_back({session.time, session.wound, session.platelets});
    const Course course = heal(p, tissue, around_one_hole, end, Fidelity::cell, {{}, watch.stop}, accuracy);
    std::vector<double> times = course.curves.times();
    times.insert(times.end(), frame_times.begin(), frame_times.end());
    std::ranges::sort(times);
    std::vector<Move> moves;
    std::size_t next = 0;
    double reached = 0.0;
    const auto strike_until = [&](double time) {
        for (; next < sessions.size() && sessions[next].time <= time; ++next) moves.push_back({time, &sessions[next]});
    };
    strike_until(0.0);
    for (const double time : times) {
        if (time <= reached || time > end) continue;
        moves.push_back({reached = time, nullptr});
        strike_until(time);
    }
    return moves;
}

/// u' = (target - u)/tau over a step in which the target moves evenly from one value to another.
double follow_target(double u, double from, double to, double tau, double step) {
    const double lag = (to - from) * tau / step, left = std::exp(-step / tau);
    return to - lag + (u - from + lag) * left;
}

class Patch {
public:
    Patch(const Parameters& p, const Layout& layers, const PatchGrid& grid, const PatchHelp& help,
          core::Workers& workers)
        : p_(p),
          layers_(layers),
          grid_(grid),
          help_(help),
          workers_(workers),
          solver_(p, layers, grid.shape, grid.dx, grid.dy, workers),
          mean_(layers),
          course_{empty_curves(layers), 0, 0} {
        look();
    }

    void run(const std::vector<Move>& moves, const core::Watch& watch) {
        if (help_.frames.sink) help_.frames.sink->begin(field_grid());
        std::size_t done = restore();
        if (done == 0) {
            record(0.0);
            show(0.0, moves.empty() ? nullptr : moves.front().session);
        }
        double time = done == 0 ? 0.0 : moves[done - 1].time;
        for (; done < moves.size(); ++done) {
            const Move& move = moves[done];
            // What is kept must stand after all that happens at its time, so that no frame comes twice.
            const bool between = !(move.session && move.time <= time);
            try {
                watch.tick(static_cast<double>(done) / static_cast<double>(moves.size()), "healing the patch");
            } catch (const core::Interrupted&) {
                if (help_.keeper && between && done > 0) keep(done, time);
                throw;
            }
            if (help_.keeper && between && done > 0 && help_.keeper->due()) keep(done, time);
            if (move.session) {
                if (!move.session->holes.empty()) strike(*move.session);
            } else {
                step(move.time - time);
            }
            time = move.time;
            record(time);
            const bool struck_next = done + 1 < moves.size() && moves[done + 1].session;
            show(time, struck_next ? moves[done + 1].session : nullptr);
        }
        watch.tick(1.0, "healing the patch");
    }

    Course take() { return std::move(course_); }

private:
    double* scalars() { return mean_.values.data() + field_count * layers_.cells(); }

    /// Reads the averages that curves and surface need.
    void look() { solver_.average(std::span(mean_.values).first(field_count * layers_.cells())); }

    void step(double length) {
        const PapillaryState before = papillary_state(layers_, mean_.values);
        const double closed_before = closure(layers_, mean_.values);
        for (int i = 0; i < substeps; ++i) solver_.step(length / substeps);
        look();
        const PapillaryState after = papillary_state(layers_, mean_.values);
        double* s = scalars();
        const double closed = closure(layers_, mean_.values);
        s[State::barrier] = std::min(closed, follow_target(s[State::barrier], closed_before, closed, p_.tau_B, length));
        const auto target = [&](const PapillaryState& papillary) {
            return 1.0 + p_.b_H * std::max(0.0, papillary.collagen - 1.0) +
                   p_.tau_H * p_.g_H * (half_effect(papillary.P) + half_effect(papillary.T));
        };
        s[State::epidermal_thickness] =
            follow_target(s[State::epidermal_thickness], target(before), target(after), p_.tau_H, length);
        s[State::scar_load] +=
            0.5 * length * (std::max(0.0, before.Y - p_.scar_Y) + std::max(0.0, after.Y - p_.scar_Y));
        ++course_.steps;
    }

    void strike(const PatchSession& session) {
        const double range = p_.g_range * session.wound.widest();
        const std::span<float> departures = solver_.departures();
        const std::size_t plane = grid_.shape.plane(), cells = grid_.shape.size();
        workers_.each(grid_.shape.nz, [&](std::size_t layer) {
            const LayerInjury injury = injure_layer(session, grid_, layer, range);
            std::array<double, field_count> u;
            for (std::size_t i = 0; i < plane; ++i) {
                if (injury.w[i] == 0.0 && injury.g[i] == 0.0) continue;
                const std::size_t cell = layer * plane + i;
                for (std::size_t f = 0; f < field_count; ++f)
                    u[f] =
                        solver_.rest(static_cast<Field>(f), layer) + static_cast<double>(departures[f * cells + cell]);
                jump(p_, layers_.vessels_at_rest()[layer], injury.w[i], injury.g[i], session.platelets,
                     [&](Field f) -> double& { return u[static_cast<std::size_t>(f)]; });
                for (std::size_t f = 0; f < field_count; ++f)
                    departures[f * cells + cell] =
                        static_cast<float>(u[f] - solver_.rest(static_cast<Field>(f), layer));
            }
        });
        look();
        open_surface(layers_, mean_);
    }

    void record(double time) {
        observe(layers_, mean_.values, row_);
        if (!std::ranges::all_of(row_, [](double value) { return std::isfinite(value); }))
            throw core::NotConverged(
                fmt::format("a field grew beyond all bounds on day {:g}; a parameter is absurd", time / core::day));
        course_.curves.append(time, row_);
        rows_.push_back(time);
        rows_.insert(rows_.end(), row_.begin(), row_.end());
    }

    /// A frame where one is wanted; of the two states at a session, the one after it.
    void show(double time, const PatchSession* next) {
        if (!help_.frames.sink || !std::ranges::binary_search(help_.frames.times, time)) return;
        if (next && next->time <= time) return;
        help_.frames.sink->frame(time, [&](std::size_t field, std::span<float> values) {
            const FieldView& view = field_view(help_.frames.fields[field]);
            workers_.each(grid_.shape.nz, [&](std::size_t layer) {
                solver_.each_place(layer, [&](std::size_t cell, const std::array<double, field_count>& at) {
                    values[cell] = static_cast<float>(view.read(at, layers_.matrix_at_rest(), layers_.elastosis()));
                });
            });
        });
    }

    core::FieldGrid field_grid() const {
        const auto faces = [](std::size_t n, double cell) {
            std::vector<double> out;
            for (std::size_t i = 0; i <= n; ++i) out.push_back(cell * static_cast<double>(i));
            return out;
        };
        const numerics::BlockShape& shape = grid_.shape;
        return {{{"x", faces(shape.nx, grid_.dx)}, {"y", faces(shape.ny, grid_.dy)}, {"z", faces(shape.nz, grid_.dz)}},
                field_infos(help_.frames.fields)};
    }

    /// The state to keep is the departures, two to a double, bit by bit.
    std::span<double> kept_state() {
        const std::span<float> all = solver_.departures();
        return {reinterpret_cast<double*>(all.data()), all.size() / 2};
    }
    void keep(std::size_t done, double time) {
        std::vector<double> rows(scalars(), scalars() + State::scalar_count);
        rows.push_back(static_cast<double>(course_.steps));
        rows.insert(rows.end(), rows_.begin(), rows_.end());
        help_.keeper->keep({done, time}, kept_state(), rows);
    }
    std::size_t restore() {
        core::Milestone at;
        std::vector<double> rows;
        if (!help_.keeper || !help_.keeper->restore(at, kept_state(), rows)) return 0;
        std::ranges::copy(std::span(rows).first(State::scalar_count), scalars());
        course_.steps = static_cast<std::size_t>(rows[State::scalar_count]);
        rows_.assign(rows.begin() + State::scalar_count + 1, rows.end());
        const std::size_t width = course_.curves.columns().size() + 1;
        for (std::size_t row = 0; row + width <= rows_.size(); row += width)
            course_.curves.append(rows_[row], std::span(rows_).subspan(row + 1, width - 1));
        look();
        return at.steps;
    }

    const Parameters& p_;
    const Layout& layers_;
    PatchGrid grid_;
    const PatchHelp& help_;
    core::Workers& workers_;
    PatchSolver solver_;
    State mean_;  ///< averages over the layers, and the surface
    Course course_;
    std::vector<double> row_, rows_;
};

}  // namespace

double PlacedHole::from_middle(double at_x, double at_y, double z) const {
    const double down = std::min(z, hole.depth), left = hole.depth > 0.0 ? 1.0 - down / hole.depth : 0.0;
    const double px = at_x - x - tilt_x * down, py = at_y - y - tilt_y * down;
    // The slot of a rolling needle narrows to its tip as the cycloid on which the tip moves.
    const double share = left * std::sqrt(left), ax = 0.5 * share * slot_x, ay = 0.5 * share * slot_y;
    const double length2 = ax * ax + ay * ay;
    const double along = length2 > 0.0 ? std::clamp((px * ax + py * ay) / length2, -1.0, 1.0) : 0.0;
    return std::hypot(px - along * ax, py - along * ay);
}

std::uint64_t PatchGrid::memory() const { return shape.size() * PatchSolver::bytes_per_cell(); }

double side_that_fits(const PatchGrid& grid, std::uint64_t memory) {
    const double cells = static_cast<double>(memory) /
                         static_cast<double>(PatchSolver::bytes_per_cell() * std::max<std::size_t>(1, grid.shape.nz));
    return std::floor(std::sqrt(cells)) * grid.dx;
}

PatchGrid patch_grid(const Parameters& p, const Tissue& tissue, const std::vector<PatchSession>& sessions,
                     const PatchRequest& request) {
    const auto positive = [](double value) { return std::isfinite(value) && value > 0.0; };
    if (!positive(request.cell))
        throw core::UsageError(fmt::format(
            "the cells of a patch must be longer than nothing, not {:g} um; 25 um is usual", 1e6 * request.cell));
    if (!positive(request.side_x) || !positive(request.side_y))
        throw core::UsageError(
            fmt::format("the side of a patch must be longer than nothing, not {:g} mm; 3 mm is usual",
                        1e3 * std::min(request.side_x, request.side_y)));
    // The wall stands where it does around one hole of the same sessions, but below every hole of the block.
    double usual = 0.0;
    for (const PatchSession& session : sessions) usual = std::max(usual, session.wound.deepest());
    const double bottom = std::max(bottom_of(p, tissue, usual, request.cell), deepest_of(sessions) + request.cell);
    PatchGrid grid;
    grid.dz = tissue.epidermis / std::max(1.0, std::round(tissue.epidermis / request.cell));
    const auto count = [&](double length, const char* what) {
        const double cells = std::ceil(length / request.cell - 1e-9);
        if (cells < static_cast<double>(fewest_cells) || cells > static_cast<double>(most_cells))
            throw core::UsageError(
                fmt::format("{} of {:g} mm in cells of {:g} um makes {:g} cells; from {} to {} will do", what,
                            1e3 * length, 1e6 * request.cell, cells, fewest_cells, most_cells));
        return static_cast<std::size_t>(cells);
    };
    grid.shape = {count(request.side_x, "a side"), count(request.side_y, "a side"), 0};
    grid.dx = request.side_x / static_cast<double>(grid.shape.nx);
    grid.dy = request.side_y / static_cast<double>(grid.shape.ny);
    count(bottom, "a depth");
    grid.shape.nz = static_cast<std::size_t>(std::ceil(bottom / grid.dz - 1e-9));
    return grid;
}

Course heal_patch(const Parameters& p, const Tissue& tissue, const std::vector<PatchSession>& sessions, double end,
                  const PatchRequest& request, const PatchHelp& help, const core::Watch& watch,
                  const Accuracy& accuracy) {
    const PatchGrid grid = patch_grid(p, tissue, sessions, request);
    for (const std::string& name : help.frames.fields) field_view(name);
    const std::vector<Move> moves = moves_of(p, tissue, sessions, end, help.frames.times, watch, accuracy);
    const numerics::Axis depth = numerics::Axis::uniform(numerics::Metric::cartesian, 0.0,
                                                         grid.dz * static_cast<double>(grid.shape.nz), grid.shape.nz);
    const Layout layers(p, tissue, numerics::Grid({depth}));
    core::Alone alone;
    Patch patch(p, layers, grid, help, help.workers ? *help.workers : alone);
    patch.run(moves, watch);
    return patch.take();
}

}  // namespace percuta::healing
