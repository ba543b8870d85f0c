#include "outcome/read.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"

namespace percuta::outcome {

namespace {

constexpr int quantile_count = 20;

/// Two readings count as equal when they differ by round-off only.
constexpr double round_off = 1e-9;

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
    core::RandomStream study(seed, index, core::Stream::studies);
    World world{&draw, before(clinic, draw.parameters, condition), 0.0, draw.parameters.tau * study.normal(),
                reader.in(draw.parameters)};
    world.true_before = score(scale, draw.parameters, world.before, world.before);
    return world;
}

/// Improvements in one world, counted.
struct Tally {
    double people = 0.0, improved = 0.0, one_grade = 0.0, half = 0.0;

    void add(const Scale& scale, double true_before, double improvement) {
        people += 1.0;
        improved += improvement > round_off ? 1.0 : 0.0;
        one_grade += improvement >= std::max(scale.counts, round_off) - round_off ? 1.0 : 0.0;
        half += improvement >= scale.half(true_before) - round_off ? 1.0 : 0.0;
    }
};

/// Spread of a share between worlds. Of each world only some people were read: that scatter is taken out, as the
/// variance of all shares less the mean variance that counting so few people adds.
core::Interval between(const std::vector<Tally>& worlds, double Tally::*count) {
    std::vector<double> shares;
    double sum = 0.0, people = 0.0, counting = 0.0, squares = 0.0;
    for (const Tally& world : worlds) {
        if (world.people < 1.0) continue;
        const double share = world.*count / world.people;
        shares.push_back(share);
        sum += world.*count;
        people += world.people;
    }
    const double mean = sum / people;
    for (const Tally& world : worlds) {
        if (world.people < 1.0) continue;
        const double share = world.*count / world.people;
        counting += share * (1.0 - share) / std::max(1.0, world.people - 1.0);
        squares += (share - mean) * (share - mean);
    }
    const double kept = squares > 0.0 ? std::sqrt(std::max(0.0, 1.0 - counting / squares)) : 0.0;
    const core::Interval raw = core::interval(std::move(shares));
    return {mean + kept * (raw.median - mean), mean + kept * (raw.lo - mean), mean + kept * (raw.hi - mean)};
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

void summarise_shares(ScaleReading& reading, const std::vector<Tally>& worlds, const Tally& untreated) {
    Tally all;
    for (const Tally& world : worlds) {
        all.people += world.people;
        all.improved += world.improved;
        all.one_grade += world.one_grade;
        all.half += world.half;
    }
    reading.p_improved = all.improved / all.people;
    reading.p_one_grade = all.one_grade / all.people;
    reading.p_half = all.half / all.people;
    reading.p_improved_untreated = untreated.improved / untreated.people;
    reading.p_one_grade_untreated = untreated.one_grade / untreated.people;
    reading.p_half_untreated = untreated.half / untreated.people;
    reading.improved_between = between(worlds, &Tally::improved);
    reading.one_grade_between = between(worlds, &Tally::one_grade);
    reading.half_between = between(worlds, &Tally::half);
}

std::vector<double> equally_probable(std::vector<double> sample) {
    std::ranges::sort(sample);
    std::vector<double> out;
    for (int k = 0; k < quantile_count; ++k) out.push_back(core::quantile(sample, (k + 0.5) / quantile_count));
    return out;
}

}  // namespace

ScaleReading read_course(const Catalogue& clinic, const Scale& scale, const Reader& reader, const Condition& condition,
                         std::span<const double> times, const std::vector<TissueDraw>& draws, int people,
                         std::uint64_t seed) {
    ScaleReading reading;
    describe(reading, scale, reader);
    reading.time = times.back();

    std::vector<World> worlds;
    for (std::size_t w = 0; w < draws.size(); ++w)
        worlds.push_back(world_of(clinic, scale, reader, condition, draws[w], seed, w));
    std::vector<Tally> tallies(draws.size());
    Tally untreated;
    std::vector<std::vector<double>> scores(times.size());
    std::vector<double> changes;
    for (int i = 0; i < people; ++i) {
        const std::size_t w = static_cast<std::size_t>(i) % worlds.size();
        const World& world = worlds[w];
        const Parameters& p = world.draw->parameters;
        core::RandomStream random(seed, static_cast<std::uint64_t>(i), core::Stream::readers);
        const Responder who = draw_responder(p, random);
        const Eye eye = draw_eye(world.reader, random);
        const auto printed = [&](double true_now, bool treated) {
            return print(scale, world.reader, eye, world.true_before, true_now, treated, random);
        };
        // A change is scored against no change itself: there is no reading before.
        const double first = scale.of_change ? world.true_before : printed(world.true_before, false);
        double last = first, unchanged = first;
        for (std::size_t t = 0; t < times.size(); ++t) {
            const Surface now = after(p, world.before, world.draw->tissue[t], who, world.study_shift);
            core::RandomStream again = random;
            // Who knows the treatment expects something as soon as there was one.
            last = printed(score(scale, p, world.before, now), times[t] > 0.0);
            scores[t].push_back(last);
            // The same person, reader and chances of the visit, but skin that did not change.
            unchanged = print(scale, world.reader, eye, world.true_before, world.true_before, false, again);
        }
        changes.push_back(scale.improvement(first, last));
        tallies[w].add(scale, world.true_before, changes.back());
        untreated.add(scale, world.true_before, scale.improvement(first, unchanged));
    }
    reading.baseline = worlds.front().true_before;
    for (std::size_t t = 0; t < times.size(); ++t) reading.timeline.push_back({times[t], core::interval(scores[t])});
    reading.final = reading.timeline.back().value;
    reading.quantiles = equally_probable(scores.back());
    summarise_change(reading, changes);
    summarise_shares(reading, tallies, untreated);
    reading.finals = std::move(scores.back());
    reading.improvements = std::move(changes);
    for (const World& world : worlds) reading.half_gone.push_back(scale.half(world.true_before));
    return reading;
}

}  // namespace percuta::outcome
