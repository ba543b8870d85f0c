#include "outcome/read.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "outcome/worlds.hpp"

namespace percuta::outcome {

namespace {

constexpr int quantile_count = 20;

/// What all people of one draw share.
struct World {
    const TissueDraw* draw;
    Surface before;
    double true_before;
    double study_shift;
    Reader reader;
};

World world_of(const Catalogue& clinic, const Scale& scale, const Reader& reader, const Condition& condition,
               const TissueDraw& draw, std::uint64_t seed, std::size_t index) {
    World world{&draw, before(clinic, draw.parameters, condition), 0.0, draw.study_shift(seed, index),
                reader.in(draw.parameters)};
    world.true_before = score(scale, draw.parameters, world.before, world.before);
    return world;
}

void describe(ScaleReading& reading, const Scale& scale, const Reader& reader) {
    reading.scale = scale.name;
    reading.scale_title = scale.title;
    reading.unit = scale.unit;
    reading.lower_is_better = scale.lower_is_better;
    reading.of_change = scale.of_change;
    reading.counts = scale.counts;
    reading.reader = reader.name;
    reading.reader_title = reader.title;
}

void summarise_change(ScaleReading& reading, std::vector<double> changes) {
    double sum = 0.0, squares = 0.0;
    for (const double change : changes) sum += change;
    const double n = static_cast<double>(changes.size());
    reading.change_mean = sum / n;
    for (const double change : changes) squares += (change - reading.change_mean) * (change - reading.change_mean);
    reading.change_sd = std::sqrt(squares / n);
    reading.change = core::interval(std::move(changes));
}

/// `untreated`: improvements of the same people in skin that did not change.
void summarise_shares(ScaleReading& reading, const std::vector<double>& untreated) {
    const auto share = [&](Counted what, double& probability, core::Interval& between, double& of_untreated) {
        const MeanOfWorlds treated = mean_of_worlds(counted(reading, what), reading.worlds);
        probability = treated.mean;
        between = treated.between;
        of_untreated = mean_of_worlds(counted(untreated, reading.halves, reading.counts, what), reading.worlds).mean;
    };
    share(Counted::improved, reading.p_improved, reading.improved_between, reading.p_improved_untreated);
    share(Counted::one_grade, reading.p_one_grade, reading.one_grade_between, reading.p_one_grade_untreated);
    share(Counted::half, reading.p_half, reading.half_between, reading.p_half_untreated);
}

std::vector<double> equally_probable(std::vector<double> sample) {
    std::ranges::sort(sample);
    std::vector<double> out;
    for (int k = 0; k < quantile_count; ++k) out.push_back(core::quantile(sample, (k + 0.5) / quantile_count));
    return out;
}

}  // namespace

Tissue TissueDraw::at(std::size_t time, double hair_response) const {
    return hair.empty() ? tissue[time] : with_hair(tissue[time], hair[time], hair_response);
}

double TissueDraw::study_shift(std::uint64_t seed, std::size_t world) const {
    return parameters.tau * core::RandomStream(seed, world, core::Stream::studies).normal();
}

double hair_response_of(std::uint64_t seed, std::uint64_t person) {
    return core::RandomStream(seed, person, core::Stream::hair).normal();
}

std::vector<double> counted(const ScaleReading& reading, Counted what) {
    return counted(reading.improvements, reading.halves, reading.counts, what);
}

ScaleReading read_course(const Catalogue& clinic, const Scale& scale, const Reader& reader, const Condition& condition,
                         std::span<const double> times, const std::vector<TissueDraw>& draws, int people,
                         std::uint64_t seed) {
    ScaleReading reading;
    describe(reading, scale, reader);
    reading.time = times.back();

    std::vector<World> worlds;
    for (std::size_t w = 0; w < draws.size(); ++w)
        worlds.push_back(world_of(clinic, scale, reader, condition, draws[w], seed, w));
    std::vector<std::vector<double>> scores(times.size());
    std::vector<double> untreated;
    for (int i = 0; i < people; ++i) {
        const World& world = worlds[static_cast<std::size_t>(i) % worlds.size()];
        const Parameters& p = world.draw->parameters;
        core::RandomStream random(seed, static_cast<std::uint64_t>(i), core::Stream::readers);
        const Responder who = draw_responder(p, random);
        const Eye eye = draw_eye(world.reader, random);
        const double hair_response = hair_response_of(seed, static_cast<std::uint64_t>(i));
        const auto printed = [&](double true_now, bool treated, double count_drift, core::RandomStream& visit) {
            return print(scale, world.reader, eye, world.true_before, true_now, treated, visit, count_drift);
        };
        // A change is scored against no change itself: there is no reading before.
        const double first = scale.of_change ? world.true_before : printed(world.true_before, false, 0.0, random);
        double last = first, unchanged = first;
        for (std::size_t t = 0; t < times.size(); ++t) {
            const Surface now = after(p, world.before, world.draw->at(t, hair_response), who, world.study_shift);
            core::RandomStream again = random;
            const bool later = times[t] > 0.0;
            const double count_drift = later ? world.draw->count_drift : 0.0;
            // Who knows the treatment expects something as soon as there was one.
            last = printed(score(scale, p, world.before, now), later, count_drift, random);
            scores[t].push_back(last);
            // The same person, reader and chances of the visit, but skin that did not change.
            unchanged = printed(world.true_before, false, count_drift, again);
        }
        reading.improvements.push_back(scale.improvement(first, last));
        reading.halves.push_back(scale.half(first));
        untreated.push_back(scale.improvement(first, unchanged));
    }
    reading.baseline = worlds.front().true_before;
    for (std::size_t t = 0; t < times.size(); ++t) reading.timeline.push_back({times[t], core::interval(scores[t])});
    reading.final = reading.timeline.back().value;
    reading.quantiles = equally_probable(scores.back());
    reading.worlds = worlds.size();
    summarise_change(reading, reading.improvements);
    summarise_shares(reading, untreated);
    reading.finals = std::move(scores.back());
    return reading;
}

}  // namespace percuta::outcome
