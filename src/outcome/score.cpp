#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "outcome/catalogue.hpp"

namespace percuta::outcome {

namespace {

constexpr double per_square_centimetre = 1e4;  // 1/m2

/// Grade n lies between n - 1 and n steps; whole grades stand in the middle, 0 is no wrinkle.
double wrinkle_grade(double depth, double step) {
    const double steps = depth / step;
    return steps < 0.5 ? 2.0 * steps : steps + 0.5;
}

double wrinkle_depth(double grade, double step) { return step * (grade < 1.0 ? 0.5 * grade : grade - 0.5); }

/// Grades below an improvement, counted from the worst: k - 1/2 at cut k, linear between, its ends go on as they are.
/// Where no grade is worse than no change, that has none below.
double rank_of(const Scale& scale, double improvement) {
    const auto& cuts = scale.cuts;
    if (cuts[0] > 0.0 && improvement < cuts[0]) return 0.5 * improvement / cuts[0];
    std::size_t above = 1;
    while (above + 1 < scale.cut_count && improvement > cuts[above]) ++above;
    const double slope = 1.0 / (cuts[above] - cuts[above - 1]);
    return static_cast<double>(above) - 0.5 + slope * (improvement - cuts[above - 1]);
}

double change_grade(const Scale& scale, double improvement) {
    const double rank = rank_of(scale, improvement);
    return scale.lower_is_better ? scale.most - rank : scale.least + rank;
}

double items_score(const Scale& scale, const Surface& skin) {
    const double sum = scale.items[0] + scale.items[1] + scale.items[2];
    const double severity =
        (scale.items[0] * skin.scar_colour + scale.items[1] * skin.scar_stiffness + scale.items[2] * skin.scar_height) /
        sum;
    return scale.least + (scale.most - scale.least) * severity;
}

/// Not cut at the ends of the scale.
double uncut(const Scale& scale, const Parameters& p, const Surface& before, const Surface& now) {
    switch (scale.kind) {
        case ScaleKind::scar_points: return goodman_baron_points(scale.table, p, now);
        case ScaleKind::scar_grade: return goodman_baron_grade(p, now);
        case ScaleKind::ecca: return ecca_points(scale.table, p, now);
        case ScaleKind::wrinkle_grade: return wrinkle_grade(now.wrinkle_depth, scale.depth_step);
        case ScaleKind::scar_items: return items_score(scale, now);
        case ScaleKind::roughness: return now.roughness / core::micrometre;
        case ScaleKind::hair_density: return now.hair_density / per_square_centimetre;
        case ScaleKind::hair_diameter: return now.hair_diameter / core::micrometre;
        case ScaleKind::cut_change: return change_grade(scale, improvement(before, now));
        case ScaleKind::percent_change: return 100.0 * improvement(before, now);
    }
    throw core::InternalError("no such kind of scale");
}

bool reads_scars(ScaleKind kind) {
    return kind == ScaleKind::scar_points || kind == ScaleKind::scar_grade || kind == ScaleKind::ecca;
}

/// What the tissue of one visit and the draw of its hairs add to a reading, standard deviation in the unit of the
/// scale.
double visit_noise(const Scale& scale, double true_score) {
    if (scale.counted_area <= 0.0) return scale.visit_sd;
    // Binomial: of the follicles on the counted area, those that happen to show no hair.
    const double density = std::max(0.0, true_score) * per_square_centimetre;
    const double variance = density * scale.idle_share / scale.counted_area;
    return std::hypot(scale.visit_sd, std::sqrt(variance) / per_square_centimetre);
}

/// Faces are looked for from 3000 times milder to as much graver than usual.
constexpr double gravest = 8.0;

/// The face whose score this is, among those that differ in severity. `face` has a mix of types.
Surface face_scored(const Scale& scale, const Parameters& p, const Surface& face, double wanted) {
    if (wanted <= 0.0) return with_severity(p, face, 0.0);
    const auto off = [&](double log_severity) {
        const Surface trial = with_severity(p, face, std::exp(log_severity));
        return uncut(scale, p, trial, trial) - wanted;
    };
    double lo = -gravest, hi = gravest, below = off(lo), above = off(hi);
    if (above < 0.0)
        throw core::UsageError(
            fmt::format("{} of {:g} {} cannot be reached with atrophic scars of this mix, which score "
                        "{:.0f} at most: try a lower score or another mix",
                        scale.title, wanted, scale.unit, above + wanted));
    if (below > 0.0) return with_severity(p, face, std::exp(lo));
    // Illinois: the secant of a bracket; the value at an end that stays twice is halved.
    int stayed = 0;
    for (int round = 0; round < 200 && hi - lo > 1e-10; ++round) {
        const double at = (lo * above - hi * below) / (above - below);
        const double value = off(at);
        if (std::abs(value) <= 1e-9 * wanted) return with_severity(p, face, std::exp(at));
        if (value < 0.0) {
            lo = at;
            below = value;
            if (stayed == 1) above *= 0.5;
            stayed = 1;
        } else {
            hi = at;
            above = value;
            if (stayed == -1) below *= 0.5;
            stayed = -1;
        }
    }
    return with_severity(p, face, std::exp(0.5 * (lo + hi)));
}

/// Shares of the types of scar: those of a mix, or the usual ones.
std::array<double, scar_type_count> shares(const Parameters& p, const std::map<std::string, double>& mix) {
    if (mix.empty()) return {p.usual_rolling, 1.0 - p.usual_rolling, 0.0};
    std::array<double, scar_type_count> out{};
    const std::vector<std::string>& types = scar_types();
    for (const auto& [type, share] : mix) {
        const auto found = std::ranges::find(types, type);
        if (found == types.end())
            throw core::UsageError(
                fmt::format("there is no scar type {}: {}", core::as_written(type), core::suggest(type, types)));
        out[static_cast<std::size_t>(found - types.begin())] = share;
    }
    return out;
}

/// What is usual for a concern.
Surface usual(const Parameters& p, const Condition& condition) {
    Surface skin;
    const std::string& concern = condition.concern;
    if (concern == "acne-scar") {
        skin.scar_share = shares(p, condition.mix);
        skin = with_severity(p, skin, 1.0);
    }
    if (concern == "wrinkle" || concern == "rejuvenation") skin.wrinkle_depth = p.usual_wrinkle_depth;
    if (concern == "striae") skin.striae_load = 1.0;
    if (concern == "surgical-scar") skin.scar_height = skin.scar_stiffness = skin.scar_colour = p.usual_scar_severity;
    if (concern == "hair-loss") {
        if (!(condition.hair.density > 0.0 && condition.hair.diameter > 0.0))
            throw core::InternalError("the hair of the scalp is not given");
        skin.hair_density = condition.hair.density;
        skin.hair_diameter = condition.hair.diameter;
    } else skin.roughness = p.usual_roughness;
    return skin;
}

void check(const Catalogue& clinic, const Condition& condition) {
    if (!clinic.has_scale(condition.scale))
        throw core::UsageError(fmt::format("there is no scale {}: {}", core::as_written(condition.scale),
                                           core::suggest(condition.scale, clinic.scale_names())));
    const Scale& scale = clinic.scale(condition.scale);
    if (scale.of_change)
        throw core::UsageError(fmt::format("{} scores a change, so it has no score before treatment", scale.title));
    if (std::ranges::find(scale.concerns, condition.concern) == scale.concerns.end())
        throw core::UsageError(fmt::format("{} is not read for {}: it is read for {}", scale.title,
                                           core::as_written(condition.concern), fmt::join(scale.concerns, ", ")));
    if (!(condition.score >= scale.least && condition.score <= scale.most))
        throw core::UsageError(fmt::format("{} of {:g} is not on its scale, {:g} to {:g} {}", scale.title,
                                           condition.score, scale.least, scale.most, scale.unit));
}

}  // namespace

double most_score(const Catalogue& clinic, const Parameters& p, const Condition& condition) {
    const Scale& scale = clinic.scale(condition.scale);
    if (!reads_scars(scale.kind)) return scale.most;
    const Surface worst = with_severity(p, usual(p, condition), std::exp(gravest));
    return std::min(scale.most, uncut(scale, p, worst, worst));
}

double Scale::half(double before) const {
    if (kind == ScaleKind::cut_change) return improvement(before, change_grade(*this, 0.5));
    if (of_change) return 0.5 * (lower_is_better ? before - least : most - before);
    return half_of(before, least, lower_is_better);
}

double score(const Scale& scale, const Parameters& p, const Surface& before, const Surface& now) {
    return std::clamp(uncut(scale, p, before, now), scale.least, scale.most);
}

Surface before(const Catalogue& clinic, const Parameters& p, const Condition& condition) {
    Surface skin = usual(p, condition);
    if (condition.scale.empty()) return skin;
    check(clinic, condition);
    const Scale& scale = clinic.scale(condition.scale);
    if (reads_scars(scale.kind)) return face_scored(scale, p, skin, condition.score);
    switch (scale.kind) {
        case ScaleKind::wrinkle_grade: skin.wrinkle_depth = wrinkle_depth(condition.score, scale.depth_step); break;
        case ScaleKind::scar_items:
            skin.scar_height = skin.scar_stiffness = skin.scar_colour =
                (condition.score - scale.least) / (scale.most - scale.least);
            break;
        case ScaleKind::roughness: skin.roughness = condition.score * core::micrometre; break;
        case ScaleKind::hair_density: skin.hair_density = condition.score * per_square_centimetre; break;
        case ScaleKind::hair_diameter: skin.hair_diameter = condition.score * core::micrometre; break;
        default: throw core::InternalError(scale.name + " has no score before treatment");
    }
    return skin;
}

Reader Reader::in(const Parameters& p) const {
    Reader out = *this;
    if (bias_of != nullptr) out.bias = p.*bias_of;
    return out;
}

Eye draw_eye(const Reader& reader, core::RandomStream& random) {
    const double habit = random.normal(), bias = random.normal();
    return {reader.raters > 0.0 ? habit / std::sqrt(reader.raters) : 0.0, reader.bias + reader.bias_sd * bias};
}

double print(const Scale& scale, const Reader& reader, const Eye& eye, double true_before, double true_now,
             bool treated, core::RandomStream& visit, double count_drift) {
    double reading = true_now;
    if (scale.kind == ScaleKind::hair_density) reading += count_drift / per_square_centimetre;
    const bool judged = !scale.by_instrument();
    if (judged) reading += eye.habit * scale.rater_sd;
    if (judged && treated) {
        const double best = scale.lower_is_better ? scale.least : scale.most;
        reading += eye.bias * (best - true_before);
    }
    const double noise = visit.normal();
    if (reader.sees_visits || !judged) reading += visit_noise(scale, true_now) * noise;
    if (scale.step > 0.0) reading = scale.step * std::round(reading / scale.step);
    return std::clamp(reading, scale.least, scale.most);
}

}  // namespace percuta::outcome
