#include "course/carry_out.hpp"

#include <algorithm>
#include <mutex>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/calendar.hpp"
#include "course/clinic.hpp"
#include "course/closure.hpp"
#include "course/deliveries.hpp"
#include "course/explain.hpp"
#include "course/safety.hpp"
#include "course/screening.hpp"
#include "course/summarise.hpp"
#include "course/team.hpp"

namespace percuta::course {

namespace {

/// Damage beyond this distance from a hole is nothing: holes so far outside a patch do not matter to it.
constexpr double farthest_damage = 1e-3;

const char* name(healing::Fidelity fidelity) {
    switch (fidelity) {
        case healing::Fidelity::column: return "column";
        case healing::Fidelity::cell: return "cell";
        case healing::Fidelity::patch: return "patch";
    }
    return "";
}

void refuse_too_large(const healing::PatchGrid& grid, std::uint64_t most) {
    if (most == 0 || grid.memory() <= most) return;
    const auto gigabytes = [](std::uint64_t bytes) { return static_cast<double>(bytes) / 1e9; };
    throw core::UsageError(
        fmt::format("a patch of {} x {} x {} cells needs {:.2f} GB of memory and {:.2f} GB are free; a square of "
                    "{:.1f} mm would fit "
                    "with these cells, or larger cells (--patch-side, --patch-cell)",
                    grid.shape.nx, grid.shape.ny, grid.shape.nz, gigabytes(grid.memory()), gigabytes(most),
                    1e3 * healing::side_that_fits(grid, most)));
}

/// The run with central values, at the fidelity asked for.
Run central_run(const plan::Plan& plan, const Draw& draw, Result& result, const Options& options, Team& team,
                const core::Watch& watch) {
    const double end = end_of_course(plan.schedule);
    const bool patch = options.fidelity == healing::Fidelity::patch;
    const double side = std::max(options.patch.side_x, options.patch.side_y);
    Prepared prepared = prepare(plan, draw, options.seed, patch ? side + 2.0 * farthest_damage : 0.0);
    const healing::Case& one = prepared.skin;
    if (!patch)
        return {draw.skin, std::move(prepared.contact), std::move(prepared.patterns),
                healing::heal(one.p, one.tissue, one.sessions, end, options.fidelity, watch, {}, options.frames)};
    std::vector<healing::PatchSession> sessions;
    for (std::size_t i = 0; i < one.sessions.size(); ++i)
        sessions.push_back({one.sessions[i].time, one.sessions[i].wound,
                            placed_holes(prepared.patterns[i], side, farthest_damage), one.sessions[i].platelets});
    const healing::PatchGrid grid = healing::patch_grid(one.p, one.tissue, sessions, options.patch);
    refuse_too_large(grid, options.most_memory);
    result.block = {grid.shape.nx, grid.shape.ny, grid.shape.nz, grid.dx, grid.dy, grid.dz};
    return {draw.skin, std::move(prepared.contact), std::move(prepared.patterns),
            healing::heal_patch(one.p, one.tissue, sessions, end, options.patch,
                                {&team, options.keeper, options.frames}, watch)};
}

/// Runs with the draws: columns go through eight at a time, and a block is too much for each, so that they run around
/// one hole.
std::vector<Run> run_samples(const plan::Plan& plan, const std::vector<Draw>& draws, const Options& options, Team& team,
                             const core::Watch& watch) {
    const double end = end_of_course(plan.schedule);
    const bool columns = options.fidelity == healing::Fidelity::column;
    const std::size_t together = columns ? numerics::lane_count : 1;
    std::vector<Run> runs(draws.size());
    std::size_t done = 0;
    std::mutex lock;
    const core::Watch quiet{{}, watch.stop};
    team.each((draws.size() + together - 1) / together, [&](std::size_t group) {
        const std::size_t begin = group * together, count = std::min(together, draws.size() - begin);
        std::vector<healing::Case> cases;
        for (std::size_t i = begin; i < begin + count; ++i) {
            watch.check();
            Prepared prepared = prepare(plan, draws[i], options.seed);
            runs[i].skin = draws[i].skin;
            runs[i].contact = std::move(prepared.contact);
            runs[i].patterns = std::move(prepared.patterns);
            cases.push_back(std::move(prepared.skin));
        }
        if (columns) {
            std::vector<healing::Course> courses = healing::heal_columns(cases, end, quiet);
            for (std::size_t i = 0; i < count; ++i) runs[begin + i].healing = std::move(courses[i]);
        } else {
            const healing::Case& one = cases.front();
            runs[begin].healing = healing::heal(one.p, one.tissue, one.sessions, end, healing::Fidelity::cell, quiet);
        }
        const std::scoped_lock guard(lock);
        done += count;
        watch.tick(static_cast<double>(done) / static_cast<double>(draws.size()), "sampling what is uncertain");
    });
    return runs;
}

/// When biopsies are usually taken, four, eight and twelve weeks after the last session, and the end of the course.
std::vector<double> assay_times(const plan::Schedule& schedule) {
    const double last = session_times(schedule).back(), end = end_of_course(schedule);
    std::vector<double> times;
    for (const double weeks : {4.0, 8.0, 12.0})
        if (last + weeks * core::week < end) times.push_back(last + weeks * core::week);
    times.push_back(end);
    return times;
}

void refuse_stopped(const Result& result, const Options& options) {
    const std::vector<std::string> reasons = stops(result);
    if (reasons.empty() || !options.overridden.empty()) return;
    throw core::Contraindicated(
        fmt::format("the plan is contraindicated by what came out of it: {}", fmt::join(reasons, " ")));
}

}  // namespace

const Curve* Result::curve(std::string_view name) const {
    const auto found = std::ranges::find(curves, name, &Curve::name);
    return found == curves.end() ? nullptr : &*found;
}

Result carry_out(const plan::Plan& plan, const Knowledge& known, const Options& options, const core::Watch& watch) {
    Result result;
    result.plan = plan;
    result.screening = screen(known, plan, options.policy.value_or(known.rules.default_policy));
    refuse_barred(result.screening, options.overridden);
    refuse_contraindicated(known, std::span(&plan, 1), options.overridden);
    const Draw usual = central(known, plan);
    result.skin = usual.skin;
    result.device = usual.device;
    Team team(options.threads);
    const bool quick = options.samples > 0 && options.fidelity != healing::Fidelity::patch;
    const Run run = central_run(plan, usual, result, options, team, quick ? core::Watch{{}, watch.stop} : watch);
    std::vector<Draw> draws(static_cast<std::size_t>(std::max(options.samples, 0)));
    team.each(draws.size(), [&](std::size_t i) {
        watch.check();
        draws[i] = sampled(known, plan, options.seed, i);
    });
    const std::vector<Run> runs = run_samples(plan, draws, options, team, watch);

    const std::vector<double> sessions = session_times(plan.schedule);
    const Setting setting{usual.puncture, result.device, plan.technique.passes,
                          plan.technique.area.value_or(usual.puncture.usual_area)};
    for (std::size_t i = 0; i < sessions.size(); ++i)
        result.sessions.push_back(summarise_session(i, sessions[i], run, runs, setting));
    result.collagen_baseline = usual.collagen;
    result.times = report_times(plan.schedule);
    result.curves = summarise_curves(run, runs, result.times);
    for (Curve& curve : closure_curves(plan, usual, run, draws, runs, result.times))
        result.curves.push_back(std::move(curve));
    result.assays = summarise_assays(usual, run, draws, runs, assay_times(plan.schedule));
    result.closure = summarise_closure(plan, usual, run, draws, runs);
    result.delivery = summarise_deliveries(plan, usual, run, draws, runs, team, watch);
    Appearance appearance = read_outcome(known, plan, usual, run, draws, runs, {options.people, options.seed});
    result.outcome = std::move(appearance.readings);
    result.quantities = std::move(appearance.quantities);
    for (Curve& curve : clinical_curves(plan, usual, run, draws, runs, result.times, options.seed))
        result.curves.push_back(std::move(curve));
    result.burden = burden_of(known, plan, usual, run, draws, runs, options.seed);
    result.adjuncts = adjunct_notes(known, plan);

    result.provenance.plan_hash = hash(plan::write(plan));
    result.provenance.data_hash = known.hash;
    result.provenance.fidelity = name(options.fidelity);
    result.provenance.seed = options.seed;
    result.provenance.samples = options.samples;
    result.provenance.overridden = options.overridden;
    result.calendar = calendar_of(known, result, options.zone);
    warn_of_products(known, usual, result);
    explain(known, result);
    refuse_stopped(result, options);
    return result;
}

}  // namespace percuta::course
