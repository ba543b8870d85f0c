#include "puncture/contact.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "puncture/pattern.hpp"

namespace percuta::puncture {

namespace {

using std::numbers::pi;

double travel_share(const Parameters& p, Pressure pressure) {
    switch (pressure) {
        case Pressure::light: return p.pressure_light;
        case Pressure::moderate: return p.pressure_moderate;
        case Pressure::firm: return p.pressure_firm;
    }
    return p.pressure_firm;
}

double tip_speed(const Parameters& p, const device::Device& device) {
    if (device.kind == device::Kind::pen) return Crank{0.0, device.stroke, device.frequency}.peak_speed();
    return device.impact_speed > 0.0 ? device.impact_speed : p.hand_speed;
}

Press pressed(const Contact& contact, std::span<const Placed> array, const Technique& technique, double travel) {
    if (technique.force > 0.0) return press_with(contact.tissue, contact.needle, array, technique.force);
    return press(contact.tissue, contact.needle, array, travel);
}

/// How far a needle that is not behind moves against the skin around it; nothing where its neighbours take the skin
/// away.
double own_travel(const Press& down, const Pressed& one) { return std::max(0.0, down.travel - one.shared); }

/// Needles on a drum that touch while those of the rows with this parity stand at its lowest point; those come first,
/// row by row. Neighbouring rows are half a station apart.
std::vector<Placed> on_drum(const device::Device& device, int parity) {
    const int stations = device.needles / device.rows;
    const double radius = 0.5 * device.drum_diameter + device.needle.length, turn = 2.0 * pi / stations;
    std::vector<Placed> out;
    for (const bool lowest : {true, false})
        for (int row = 0; row < device.rows; ++row) {
            const double across = (row - 0.5 * (device.rows - 1)) * device.drum_width / device.rows;
            const bool in_step = row % 2 == parity;
            if (lowest) {
                if (in_step) out.push_back({{0.0, across}, 0.0, 1.0});
                continue;
            }
            for (int k = -stations / 2; k <= stations / 2; ++k) {
                const double angle = (k + (in_step ? 0.0 : 0.5)) * turn;
                const double behind = radius * (1.0 - std::cos(angle));
                if ((in_step && k == 0) || behind >= device.needle.length) continue;
                out.push_back({{radius * std::sin(angle), across}, behind, 1.0});
            }
        }
    return out;
}

void roll(const device::Device& device, const Technique& technique, double travel, Contact& contact) {
    contact.travel.assign(static_cast<std::size_t>(device.rows), 0.0);
    // With an even number of rows the other half of them is a mirror image of the first.
    const bool mirrored = device.rows % 2 == 0;
    const int parities = mirrored || device.rows == 1 ? 1 : 2;
    for (int parity = 0; parity < parities; ++parity) {
        const std::vector<Placed> array = on_drum(device, parity);
        const Press down = pressed(contact, array, technique, travel);
        std::size_t lowest = 0;
        for (int row = parity; row < device.rows; row += 2, ++lowest) {
            const double travel_here = own_travel(down, down.needles[lowest]);
            contact.travel[static_cast<std::size_t>(row)] = travel_here;
            if (mirrored) contact.travel[static_cast<std::size_t>(device.rows - 1 - row)] = travel_here;
        }
        contact.lowest = std::max(contact.lowest, down.travel);
        contact.force += down.force / parities;
        contact.based = contact.based || down.based;
        contact.touching = static_cast<std::size_t>(
            std::ranges::count_if(down.needles, [](const Pressed& one) { return one.force > 0.0; }));
    }
}

/// The mean over needles of the skin's dimple over that which each makes itself.
double sharing(const Press& down) {
    double all = 0.0, own = 0.0;
    for (const Pressed& one : down.needles) {
        all += one.dimple;
        own += one.dimple - one.shared;
    }
    return own > 0.0 ? std::max(all / own, 1.0) : 1.0;
}

/// Needles driven by a motor or a spring: the skin's inertia decides. Skin that cannot follow does not carry a dimple
/// to its neighbours in time, so that all needles find it alike, softer by what they share.
Fast fast(const Parameters& p, const device::Device& device, const Contact& contact, double travel, double together) {
    const auto driven = [&](const Tissue& tissue) {
        return device.kind == device::Kind::pen
                   ? beat(tissue, contact.needle, {travel, device.stroke, device.frequency}, together)
                   : blow(tissue, contact.needle, device.impact_speed, travel, together);
    };
    const auto pierces = [&](double log_tougher) {
        Tissue tissue = contact.tissue;
        tissue.surface = std::exp(log_tougher) * tissue.surface;
        return driven(tissue).pierced;
    };
    // Beyond these no strike in a million pierces, or fails to.
    double low = -5.0 * p.sigma_F, high = 5.0 * p.sigma_F;
    constexpr int bisections = 6;
    if (pierces(high)) low = high;
    else if (!pierces(low)) high = low;
    for (int i = 0; i < bisections && low < high; ++i) {
        const double middle = 0.5 * (low + high);
        (pierces(middle) ? low : high) = middle;
    }
    Fast out;
    out.to_spare = std::exp(0.5 * (low + high));
    out.step = std::max(p.local_sigma, 1e-3);
    for (std::size_t i = 0; i < out.plunges.size(); ++i) {
        Tissue tissue = contact.tissue.at_place(1.0, std::exp((static_cast<double>(i) - 2.0) * out.step));
        tissue.surface = std::min(1.0, std::exp(low)) * tissue.surface;  // those that pierce
        out.plunges[i] = driven(tissue);
    }
    return out;
}

/// Needles on a plate, or a single one.
void plate(const Parameters& p, const device::Device& device, const Technique& technique, double travel,
           Contact& contact) {
    std::vector<Placed> array;
    for (const Point& at : plate_layout(device)) array.push_back({at, 0.0, 1.0});
    const Press down = pressed(contact, array, technique, travel);
    for (const Pressed& one : down.needles) contact.travel.push_back(own_travel(down, one));
    contact.lowest = down.travel;
    contact.force = down.force;
    contact.touching = down.needles.size();
    contact.based = down.based;
    if (device.kind != device::Kind::pen && device.impact_speed <= 0.0) return;
    contact.lowest = travel;
    contact.travel.assign(array.size(), travel);
    contact.fast = fast(p, device, contact, travel, sharing(down));
    contact.time_in_skin = contact.fast->plunges[contact.fast->plunges.size() / 2].time;
}

}  // namespace

Pressure pressure_named(std::string_view word) {
    if (word == "light") return Pressure::light;
    return word == "moderate" ? Pressure::moderate : Pressure::firm;
}

double Fast::between(double tougher, double Plunge::*value) const {
    const double last = static_cast<double>(plunges.size() - 1);
    const double at = std::clamp(std::log(tougher) / step + 0.5 * last, 0.0, last);
    const auto i = std::min(static_cast<std::size_t>(at), plunges.size() - 2);
    const double share = at - static_cast<double>(i);
    return (1.0 - share) * (plunges[i].*value) + share * (plunges[i + 1].*value);
}

double Contact::probability(const Parameters& p, std::size_t place) const {
    const double median = surface_force(tissue, needle.tip_diameter);
    const double available = fast ? fast->to_spare * median : tissue.foundation.force(travel[place]);
    return puncture_probability(available, median, p.sigma_F);
}

Equilibrium Contact::at(const Tissue& here, double tougher, std::size_t place) const {
    if (!fast) return settle(here, needle, travel[place]);
    const double depth = fast->depth(tougher);
    return {depth, std::max(0.0, lowest - depth), fast->force(tougher)};
}

Contact meet(const Parameters& p, const device::Device& device, const skin::Skin& skin, const Technique& technique) {
    Contact contact;
    contact.needle = device.needle;
    contact.needle.tip_diameter =
        std::min(device.needle.tip_diameter + p.wear_per_use * technique.uses, device.needle.shaft_diameter);
    contact.speed = tip_speed(p, device);
    contact.tissue = tissue(p, skin, technique.stretch, contact.speed);
    const double travel = travel_share(p, technique.pressure) * device.needle.length;
    if (device.kind == device::Kind::roller) roll(device, technique, travel, contact);
    else plate(p, device, technique, travel, contact);
    return contact;
}

}  // namespace percuta::puncture
