#include "outcome/read.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace percuta::outcome {

namespace {

/// What stays the same for one virtual person through the whole course.
struct Person {
    double tissue;       ///< factor on the gain of collagen, mean 1
    double logit_shift;  ///< of the share lost: this person and this study
    double rater;        ///< this reader's habit, points
};

Person draw_person(const Parameters& p, Reader reader, core::RandomStream& random) {
    Person person{};
    person.tissue = std::exp(p.omega * random.normal() - 0.5 * p.omega * p.omega);
    person.logit_shift = p.sigma_f * random.normal() + p.tau * random.normal();
    const double raters = reader == Reader::blinded_photo ? p.blinded_raters : 1.0;
    person.rater = p.rater_sd / std::sqrt(raters) * random.normal();
    return person;
}

double shift_logit(double share, double shift) {
    if (share <= 0.0) return 0.0;
    if (share >= 1.0) return 1.0;
    return 1.0 / (1.0 + (1.0 - share) / share * std::exp(-shift));
}

/// A score as printed: whole points within the scale.
double printed(const Scale& scale, double score) { return std::clamp(std::round(score), 0.0, scale.most); }

/// Readings of one person at all times; the first entry is the baseline reading.
std::vector<double> readings(const Scale& scale, Reader reader, double baseline,
                             const std::map<std::string, double>& mix, const TissueDraw& draw,
                             core::RandomStream& random) {
    const Parameters& p = draw.parameters;
    const Person person = draw_person(p, reader, random);
    const double visit_sd = reader == Reader::blinded_photo ? p.visit_sd : 0.0;
    std::vector<double> out{printed(scale, baseline + person.rater + visit_sd * random.normal())};
    for (const double gain : draw.gain) {
        const double lost = shift_logit(scar_load_lost(p, mix, person.tissue * gain), person.logit_shift);
        // An open assessor sees a treated face: the bias is there as soon as there was something to expect.
        const double bias = reader == Reader::open_single_assessor && gain > 0.0 ? p.open_bias * baseline : 0.0;
        out.push_back(printed(scale, baseline * (1.0 - lost) - bias + person.rater + visit_sd * random.normal()));
    }
    return out;
}

/// Response of a type of scar relative to the ones that respond best.
double response_of(const Parameters& p, const std::string& type) {
    if (type == "rolling") return p.e_rolling;
    if (type == "boxcar") return p.e_boxcar;
    if (type == "ice-pick") return p.e_ice_pick;
    throw core::InternalError("no scar type \"" + type + "\"");
}

}  // namespace

Scale goodman_baron_quantitative(const Parameters& p) { return {"goodman-baron-quantitative", p.goodman_baron_most}; }

const std::vector<std::string>& scar_types() {
    static const std::vector<std::string> types = {"rolling", "boxcar", "ice-pick"};
    return types;
}

double scar_load_lost(const Parameters& p, const std::map<std::string, double>& mix, double gain) {
    const double response = gain > 0.0 ? -std::expm1(-gain / p.C_star) : 0.0;
    double lost = 0.0;
    for (const auto& [type, share] : mix) {
        const double e = response_of(p, type);
        lost += share * std::min(1.0, e * response);
    }
    return lost;
}

ScaleReading read_scars(const Scale& scale, Reader reader, double baseline, const std::map<std::string, double>& mix,
                        std::span<const double> times, const std::vector<TissueDraw>& draws, int people,
                        std::uint64_t seed) {
    ScaleReading reading;
    reading.scale = scale.name;
    const bool blinded = reader == Reader::blinded_photo;
    reading.reader = blinded ? "blinded-photo" : "open-single-assessor";
    reading.reader_title =
        blinded ? "two raters of photographs who do not know the treatment" : "one assessor who knows the treatment";
    reading.baseline = baseline;
    reading.time = times.back();

    std::vector<std::vector<double>> scores(times.size());
    std::vector<double> changes;
    for (int i = 0; i < people; ++i) {
        const TissueDraw& draw = draws[static_cast<std::size_t>(i) % draws.size()];
        // The same person, with the same chances of the readers, whose skin did not change.
        const TissueDraw unchanged{draw.parameters, std::vector<double>(times.size(), 0.0)};
        core::RandomStream random(seed, static_cast<std::uint64_t>(i), core::Stream::readers);
        core::RandomStream again = random;
        const std::vector<double> one = readings(scale, reader, baseline, mix, draw, random);
        const std::vector<double> untreated = readings(scale, reader, baseline, mix, unchanged, again);
        const double scatter = untreated.front() - untreated.back();
        reading.p_improved_untreated += scatter > 0.0 ? 1.0 : 0.0;
        reading.p_half_untreated += scatter >= 0.5 * baseline ? 1.0 : 0.0;
        for (std::size_t t = 0; t < times.size(); ++t) scores[t].push_back(one[t + 1]);
        changes.push_back(one.front() - one.back());
    }
    for (std::size_t t = 0; t < times.size(); ++t) reading.timeline.push_back({times[t], core::interval(scores[t])});
    reading.final = reading.timeline.back().value;
    double sum = 0.0, squares = 0.0;
    for (const double change : changes) {
        sum += change;
        squares += change * change;
        reading.p_improved += change > 0.0 ? 1.0 : 0.0;
        reading.p_half += change >= 0.5 * baseline ? 1.0 : 0.0;
    }
    const double n = static_cast<double>(people);
    reading.change_mean = sum / n;
    reading.change_sd = std::sqrt(std::max(0.0, squares / n - reading.change_mean * reading.change_mean));
    reading.change = core::interval(std::move(changes));
    for (double* share :
         {&reading.p_improved, &reading.p_half, &reading.p_improved_untreated, &reading.p_half_untreated})
        *share /= n;
    return reading;
}

}  // namespace percuta::outcome
