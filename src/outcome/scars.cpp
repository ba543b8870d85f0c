#include "outcome/scars.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace percuta::outcome {

namespace {

double below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

/// A depth with its logarithm, which all types of scar are held against.
struct Anchor {
    double depth, log_depth;
    explicit Anchor(double at) : depth(at), log_depth(std::log(at)) {}
};

/// Depths of the scars of one type: log-normal.
struct Depths {
    double mean, log_median, sigma;

    double share_above(const Anchor& least) const { return below((log_median - least.log_depth) / sigma); }
    /// Mean of the depth, or of the cap where it is deeper.
    double capped(const Anchor& cap) const {
        const double z = (cap.log_depth - log_median) / sigma;
        return mean * below(z - sigma) + cap.depth * below(-z);
    }
};

double log_spread(const Parameters& p) { return std::sqrt(std::log1p(p.scar_depth_cv * p.scar_depth_cv)); }

Depths depths(double mean, double sigma) { return {mean, std::log(mean) - 0.5 * sigma * sigma, sigma}; }

/// Mean class points of scars of these depths.
double mean_points(const ScarTable& table, const std::array<Anchor, 3>& classes, const Depths& scars) {
    double points = 0.0, last_points = 0.0, last_depth = 0.0, last_capped = 0.0;
    for (std::size_t c = 0; c < classes.size(); ++c) {
        const double capped = scars.capped(classes[c]);
        points += (table.points[c] - last_points) * (capped - last_capped) / (classes[c].depth - last_depth);
        last_points = table.points[c];
        last_depth = classes[c].depth;
        last_capped = capped;
    }
    return points;
}

/// Class of a number, interpolated between the geometric middles of classes 1 and 2 and the least of class 3, above
/// which it is flat: expected numbers are no whole ones, and a face must not jump because one scar vanished.
double number_class(const std::array<double, 3>& from, double number) {
    const double first = std::sqrt(from[0] * (from[1] - 1.0)), second = std::sqrt(from[1] * (from[2] - 1.0));
    const double third = from[2];
    if (number <= first) return number / first;
    if (number <= second) return 1.0 + (number - first) / (second - first);
    return std::min(3.0, 2.0 + (number - second) / (third - second));
}

}  // namespace

double goodman_baron_atrophic(const ScarTable& table) {
    double most = 0.0;
    for (std::size_t c = 0; c < table.points.size(); ++c) most += 3.0 * table.points[c] * table.rows[c];
    return most;
}

double goodman_baron_points(const ScarTable& table, const Parameters& p, const Surface& face) {
    if (face.scar_count <= 0.0) return 0.0;
    const double sigma = log_spread(p);
    const std::array<Anchor, 3> classes{Anchor(p.mild_depth), Anchor(p.moderate_depth), Anchor(p.severe_depth)};
    double points = 0.0, last_depth = 0.0, of_type = 0.0;
    for (std::size_t type = 0; type < scar_type_count; ++type) {
        if (face.scar_share[type] <= 0.0 || face.scar_depth[type] <= 0.0) continue;
        if (face.scar_depth[type] != last_depth) {  // types are often alike
            last_depth = face.scar_depth[type];
            of_type = mean_points(table, classes, depths(last_depth, sigma));
        }
        points += face.scar_share[type] * of_type;
    }
    const double rows = table.rows[0] + table.rows[1] + table.rows[2];
    const double number = number_class(table.number_from, face.scar_count / rows);
    // Of what the table gives to a face full of the deepest scars.
    return goodman_baron_atrophic(table) * points / table.points[2] * number / 3.0;
}

double goodman_baron_grade(const Parameters& p, const Surface& face) {
    if (face.scar_count <= 0.0) return 0.0;
    const double sigma = log_spread(p);
    const double deeper = std::exp(p.grading_scars * sigma - 0.5 * sigma * sigma);
    const std::array<double, scar_type_count> visibility{1.0, 1.0, p.ice_pick_visibility};
    double depth = 0.0;
    for (std::size_t type = 0; type < scar_type_count; ++type)
        depth += face.scar_share[type] * visibility[type] * deeper * face.scar_depth[type];
    // A dish of width w and depth d has 8 d^2 / (3 w^2) more arc than width: stretched by that strain it is flat.
    const double flattens = p.scar_width * std::sqrt(3.0 * p.stretch_strain / 8.0);
    const std::array<double, 3> anchors{p.seen_depth, p.obvious_depth, std::max(flattens, 1.001 * p.obvious_depth)};
    if (depth <= anchors[0]) return 1.5 * depth / anchors[0];
    if (depth <= anchors[1]) return 1.5 + (depth - anchors[0]) / (anchors[1] - anchors[0]);
    if (depth <= anchors[2]) return 2.5 + (depth - anchors[1]) / (anchors[2] - anchors[1]);
    return 3.5 * depth / anchors[2];
}

double ecca_points(const ScarTable& table, const Parameters& p, const Surface& face) {
    const double sigma = log_spread(p);
    const Anchor seen(p.visible_depth);
    double score = 0.0;
    for (std::size_t type = 0; type < scar_type_count; ++type) {
        const double number = face.scar_count * face.scar_share[type];
        if (number <= 0.0 || face.scar_depth[type] <= 0.0) continue;
        const double visible = depths(face.scar_depth[type], sigma).share_above(seen);
        score += table.points[type] * number_class(table.number_from, number * visible);
    }
    return score;
}

Surface with_severity(const Parameters& p, Surface face, double severity) {
    face.scar_count = p.usual_scar_count * severity;
    const double factor = std::pow(severity, p.depth_of_severity);
    const std::array<double, scar_type_count> usual{p.usual_rolling_depth, p.usual_boxcar_depth,
                                                    p.usual_ice_pick_depth};
    for (std::size_t type = 0; type < scar_type_count; ++type) face.scar_depth[type] = factor * usual[type];
    return face;
}

}  // namespace percuta::outcome
