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
            const double along = rolling_circumference(device) * device.rows / device.needles;
            return {along, device.drum_width / device.rows, 0.5 * along};
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

std::size_t places(const device::Device& device) {
    return static_cast<std::size_t>(device.kind == device::Kind::roller ? device.rows : device.needles);
}

std::vector<Point> plate_layout(const device::Device& device) {
    std::vector<Point> out;
    const int n = device.needles;
    const double radius = n > 1 ? 0.5 * device.pitch / std::sin(pi / n) : 0.0;
    // So many needles that a ring of them would not fit the plate fill it instead.
    if (device.kind == device::Kind::pen && radius <= 0.75 * device.plate_width) {
        for (int i = 0; i < n; ++i)
            out.push_back({radius * std::cos(2.0 * pi * i / n), radius * std::sin(2.0 * pi * i / n)});
        return out;
    }
    const int columns = static_cast<int>(std::ceil(std::sqrt(n))), rows = (n + columns - 1) / columns;
    for (int i = 0; i < n; ++i)
        out.push_back(
            {device.pitch * (i % columns - 0.5 * (columns - 1)), device.pitch * (i / columns - 0.5 * (rows - 1))});
    return out;
}

namespace {

/// The place on the device that made strike (column, row) of a lattice.
std::size_t place_of(const device::Device& device, long column, long row, core::RandomStream& random) {
    const auto count = static_cast<long>(places(device));
    const auto within = [](long i, long n) { return static_cast<std::size_t>(((i % n) + n) % n); };
    if (device.kind != device::Kind::stamp) return within(row, count);
    // Presses of the plate lie side by side; where the last row is not full, its gaps are met by any needle.
    const auto columns = static_cast<long>(std::ceil(std::sqrt(device.needles))),
               rows = (count + columns - 1) / columns;
    const std::size_t place = within(row, rows) * static_cast<std::size_t>(columns) + within(column, columns);
    return place < static_cast<std::size_t>(count)
               ? place
               : static_cast<std::size_t>(random.uniform() * static_cast<double>(count));
}

}  // namespace

std::vector<Strike> strikes(const Parameters& p, const device::Device& device, int passes, double side, int thinning,
                            core::RandomStream& random) {
    Lattice cell = lattice(device);
    cell.along *= thinning;
    std::vector<Strike> found;
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
                if (point.x >= 0.0 && point.x < side && point.y >= 0.0 && point.y < side)
                    found.push_back({point, {c, s}, place_of(device, column, row, random)});
            }
    }
    return found;
}

double rolling_slot(double drum_radius, double depth) {
    if (depth <= 0.0) return 0.0;
    const double entry = std::acos(drum_radius / (drum_radius + depth));
    return 2.0 * ((drum_radius + depth) * std::sin(entry) - drum_radius * entry);
}

}  // namespace percuta::puncture
