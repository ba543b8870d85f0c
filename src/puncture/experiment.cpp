#include "puncture/experiment.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "core/error.hpp"
#include "puncture/strike.hpp"

namespace percuta::puncture {

namespace {

struct Known {
    std::string_view name, unit;
};

constexpr std::array known{
    Known{"insertion-force", "N"}, Known{"drop-depth", "m"},        Known{"jump", "m"},  Known{"depth", "m"},
    Known{"depth-share", "1"},     Known{"residual-depth", "m"},    Known{"mouth", "m"}, Known{"pierced-share", "1"},
    Known{"injured-volume", "m3"}, Known{"interaction-range", "m"},
};

/// Depth of each needle once it has pierced.
std::vector<double> depths(const Contact& contact) {
    std::vector<double> out;
    for (std::size_t place = 0; place < contact.travel.size(); ++place)
        out.push_back(std::min(contact.at(contact.tissue, 1.0, place).depth, contact.needle.length));
    return out;
}

double mean(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double v : values) sum += v / static_cast<double>(values.size());
    return sum;
}

double range_of(const Tissue& tissue) {
    constexpr double felt = 0.1;
    const double under = Plate::compliance(tissue.dimple_tension);
    double near = 0.0, far = 40.0;  // in plate lengths
    for (int i = 0; i < 40; ++i) {
        const double middle = 0.5 * (near + far);
        (Plate::deflection(middle, tissue.dimple_tension) > felt * under ? near : far) = middle;
    }
    return near * tissue.dimple_length;
}

}  // namespace

std::string_view name(Observed observed) { return known[static_cast<std::size_t>(observed)].name; }
std::string_view unit(Observed observed) { return known[static_cast<std::size_t>(observed)].unit; }

std::vector<std::string> observed_names() {
    std::vector<std::string> out;
    for (const Known& one : known) out.emplace_back(one.name);
    return out;
}

Observed observed_named(std::string_view name) {
    const auto found = std::ranges::find(known, name, &Known::name);
    if (found == known.end()) throw core::InternalError(fmt::format("nothing called \"{}\" is observed", name));
    return static_cast<Observed>(found - known.begin());
}

double predict(const Parameters& p, const Experiment& experiment) {
    const Contact contact = meet(p, experiment.device, experiment.skin, experiment.technique);
    const device::Needle& needle = contact.needle;
    switch (experiment.observed) {
        case Observed::insertion_force: return last_breach(contact.tissue, needle).before.force;
        case Observed::drop_depth: return last_breach(contact.tissue, needle).before.depth;
        case Observed::jump: {
            const Breach drop = last_breach(contact.tissue, needle);
            return drop.after.depth - drop.before.depth;
        }
        case Observed::depth: return mean(depths(contact));
        case Observed::depth_share: return mean(depths(contact)) / needle.length;
        case Observed::residual_depth: return p.eta * mean(depths(contact));
        case Observed::mouth: {
            std::vector<double> mouths;
            for (const double depth : depths(contact))
                mouths.push_back(depth > 0.0 ? p.recoil * needle.width(depth) : 0.0);
            return mean(mouths);
        }
        case Observed::pierced_share: {
            std::vector<double> shares;
            for (std::size_t place = 0; place < contact.travel.size(); ++place)
                shares.push_back(contact.probability(p, place));
            return mean(shares);
        }
        case Observed::injured_volume: {
            std::vector<double> volumes;
            for (const double depth : depths(contact)) volumes.push_back(hole_volume(needle, depth));
            return mean(volumes);
        }
        case Observed::interaction_range: return range_of(contact.tissue);
    }
    return 0.0;
}

}  // namespace percuta::puncture
