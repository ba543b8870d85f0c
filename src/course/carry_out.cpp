#include "course/carry_out.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/explain.hpp"
#include "course/summarise.hpp"
#include "outcome/read.hpp"

namespace percuta::course {

namespace {

/// Calls `work(i)` for i in [0, count) on `threads` threads. The first exception stops the rest and is thrown here.
template <class Work>
void in_parallel(int count, int threads, Work work) {
    std::atomic<int> next = 0;
    std::exception_ptr failure;
    std::mutex lock;
    const auto loop = [&] {
        for (int i = next++; i < count; i = next++) try {
                work(i);
            } catch (...) {
                const std::scoped_lock guard(lock);
                if (!failure) failure = std::current_exception();
                next = count;
            }
    };
    {
        std::vector<std::jthread> pool;
        for (int i = 1; i < std::min(threads, count); ++i) pool.emplace_back(loop);
        loop();
    }
    if (failure) std::rethrow_exception(failure);
}

std::vector<Run> run_samples(const plan::Plan& plan, const std::vector<Draw>& draws, const skin::Skin& skin,
                             const device::Device& device, const Options& options, const core::Watch& watch) {
    std::vector<Run> runs(draws.size());
    int done = 0;
    std::mutex lock;
    const core::Watch quiet{{}, watch.stop};
    in_parallel(static_cast<int>(draws.size()), options.threads, [&](int i) {
        const auto at = static_cast<std::size_t>(i);
        runs[at] = run_once(plan, draws[at], skin, device, options.fidelity, options.seed, quiet);
        const std::scoped_lock guard(lock);
        watch.tick(static_cast<double>(++done) / static_cast<double>(draws.size()), "sampling what is uncertain");
    });
    return runs;
}

std::vector<ScaleReading> read_outcome(const plan::Plan& plan, const std::vector<Draw>& draws, const Run& central,
                                       const Draw& central_draw, const std::vector<Run>& runs, const Options& options) {
    if (plan.concern.kind != "acne-scar" || !plan.concern.baseline) return {};
    const double last = session_times(plan.schedule).back(), end = end_of_course(plan.schedule);
    std::vector<double> times{0.0};
    for (double time = 4 * core::week; time < end - core::week; time += 4 * core::week)
        if (time <= last || time > last + core::week) times.push_back(time);
    times.push_back(end);

    const auto tissue = [&](const Draw& draw, const Run& run) {
        outcome::TissueDraw out{draw.outcome, {}};
        for (const double time : times) out.gain.push_back(run.healing.curves.at("collagen_total", time) - 1.0);
        return out;
    };
    std::vector<outcome::TissueDraw> tissues;
    for (std::size_t i = 0; i < runs.size(); ++i) tissues.push_back(tissue(draws[i], runs[i]));
    if (tissues.empty()) tissues.push_back(tissue(central_draw, central));

    const double rolling = central_draw.outcome.usual_rolling;
    const std::map<std::string, double> usual{{"rolling", rolling}, {"boxcar", 1.0 - rolling}};
    const auto& mix = plan.concern.mix.empty() ? usual : plan.concern.mix;
    std::vector<ScaleReading> out;
    for (const auto reader : {outcome::Reader::blinded_photo, outcome::Reader::open_single_assessor})
        out.push_back(outcome::read_scars(outcome::goodman_baron_quantitative(central_draw.outcome), reader,
                                          plan.concern.baseline->value, mix, times, tissues, options.people,
                                          options.seed));
    return out;
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

}  // namespace

const Curve* Result::curve(std::string_view name) const {
    const auto found = std::ranges::find(curves, name, &Curve::name);
    return found == curves.end() ? nullptr : &*found;
}

Result carry_out(const plan::Plan& plan, const Knowledge& known, const Options& options, const core::Watch& watch) {
    Result result;
    result.plan = plan;
    result.skin = skin_of(known, plan);
    result.device = device_of(known, plan);

    const Draw usual = central(known, plan);
    const Run run = run_once(plan, usual, result.skin, result.device, options.fidelity, options.seed,
                             options.samples > 0 ? core::Watch{{}, watch.stop} : watch);
    std::vector<Draw> draws;
    for (int i = 0; i < options.samples; ++i) {
        watch.check();
        draws.push_back(sampled(known, plan, options.seed, static_cast<std::uint64_t>(i)));
    }
    const std::vector<Run> runs = run_samples(plan, draws, result.skin, result.device, options, watch);

    const std::vector<double> sessions = session_times(plan.schedule);
    for (std::size_t i = 0; i < sessions.size(); ++i)
        result.sessions.push_back(summarise_session(i, sessions[i], run, runs, usual.puncture.blood_access));
    result.collagen_baseline = usual.collagen;
    result.times = report_times(plan.schedule);
    result.curves = summarise_curves(run, runs, result.times, result.skin.epidermis());
    result.assays = summarise_assays(run, runs, assay_times(plan.schedule));
    result.outcome = read_outcome(plan, draws, run, usual, runs, options);

    result.provenance.plan_hash = hash(plan::write(plan));
    result.provenance.data_hash = known.hash;
    result.provenance.fidelity = options.fidelity == healing::Fidelity::cell ? "cell" : "column";
    result.provenance.seed = options.seed;
    result.provenance.samples = options.samples;
    explain(known, result);
    return result;
}

}  // namespace percuta::course
