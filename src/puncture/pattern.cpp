#include "puncture/pattern.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace percuta::puncture {

namespace {

using std::numbers::pi;

/// A lattice of strikes in the frame of one pass: `along` the way of the hand, `across` it.
struct Lattice {
    double along = 0.0, across = 0.0;
    double shear = 0.0;  ///< shift along the way from one row to the next
};

double rolling_circumference(const device::Device& device) { return pi * device.drum_diameter; }

Lattice lattice(const device::Device& device) {
    switch (device.kind) {
        case device::Kind::roller: {
            // Needles per row and per turn from the pitch of neighbouring needles being alike in both directions.
            const double area = rolling_circumference(device) * device.drum_width / device.needles;
            const double rows = std::max(1.0, std::round(device.drum_width / std::sqrt(area)));
            const double across = device.drum_width / rows;
            return {area / across, across, 0.5 * area / across};
        }
        // Every needle of the plate draws a line of its own: N lines across the plate, a strike on each every v/f.
        case device::Kind::pen:
            return {device.glide_speed / device.frequency, device.plate_width / device.needles, 0.0};
        case device::Kind::stamp: return {device.pitch, device.pitch, 0.0};
    }
    return {};
}

}  // namespace

double strikes_per_pass(const device::Device& device) {
    switch (device.kind) {
        case device::Kind::roller: return device.needles / (rolling_circumference(device) * device.drum_width);
        case device::Kind::pen: return device.needles * device.frequency / (device.glide_speed * device.plate_width);
        case device::Kind::stamp: return 1.0 / (device.pitch * device.pitch);
    }
    return 0.0;
}

double widest_gap(const device::Device& device) {
    const Lattice cell = lattice(device);
    return std::max(cell.along, cell.across);
}

std::vector<Point> strikes(const Parameters& p, const device::Device& device, int passes, double side, int thinning,
                           core::RandomStream& random) {
    Lattice cell = lattice(device);
    cell.along *= thinning;
    std::vector<Point> points;
    for (int pass = 0; pass < passes; ++pass) {
        const bool stamp = device.kind == device::Kind::stamp;
        // No pass is exactly straight; a stamp lands as it lands.
        const double turn = pi / p.hand_directions * std::fmod(pass, p.hand_directions);
        const double direction = stamp ? 2.0 * pi * random.uniform() : turn + p.hand_scatter * random.normal();
        const double c = std::cos(direction), s = std::sin(direction);
        const double shift_along = cell.along * random.uniform(), shift_across = cell.across * random.uniform();
        const auto reach_along = static_cast<long>(side / cell.along) + 2,
                   reach_across = static_cast<long>(side / cell.across) + 2;
        for (long row = -reach_across; row <= reach_across; ++row)
            for (long column = -reach_along; column <= reach_along; ++column) {
                const double stagger = row % 2 == 0 ? 0.0 : cell.shear;
                const double u = shift_along + stagger + cell.along * static_cast<double>(column);
                const double v = shift_across + cell.across * static_cast<double>(row);
                const Point point{0.5 * side + c * u - s * v, 0.5 * side + s * u + c * v};
                if (point.x >= 0.0 && point.x < side && point.y >= 0.0 && point.y < side) points.push_back(point);
            }
    }
    return points;
}

}  // namespace percuta::puncture
