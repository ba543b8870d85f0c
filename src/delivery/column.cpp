#include "delivery/column.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "delivery/conductance.hpp"

namespace percuta::delivery {

namespace {

/// A channel that solute gets down for a length l exchanges as a slender spheroid alone, 2 pi K D/ln(2 l/a), when that
/// is more than Krogh's: his of a cell of this many lengths.
/// No length is less than the radius.
constexpr double alone = 4.2340;
constexpr double same_depth = 1e-9;   // metres
constexpr double shallowest = 1e-11;  // less than an atom: what gets no deeper into a layer does not get in

/// Where the layers end, from the surface down: entry l and l + 1 bound layer l.
std::array<double, layer_count + 1> bounds(const Coefficients& coefficients) {
    std::array<double, layer_count + 1> out{};
    for (std::size_t l = 0; l < layer_count; ++l) out[l + 1] = out[l] + coefficients.layers[l].thickness;
    return out;
}

LayerIndex layer_at(std::span<const double> bounds, double depth) {
    std::size_t l = 0;
    while (l + 1 < layer_count && depth >= bounds[l + 1]) ++l;
    return static_cast<LayerIndex>(l);
}

/// Where elements of stratum corneum end. What hardly gets into it keeps to its faces, and would be held back there by
/// the first nodes of a long element.
void cut_stratum_corneum(const Layer& layer, double duration, std::vector<double>& breaks) {
    const double h = layer.thickness, reach = std::max(shallowest, std::sqrt(layer.diffusivity * duration));
    if (20.0 * reach < h) breaks.insert(breaks.end(), {2.5 * reach, 10.0 * reach, h - 5.0 * reach});
    else if (h > 0.0) breaks.insert(breaks.end(), {h / 8.0, h / 2.0});
    std::ranges::sort(breaks);
}

/// Cuts a stretch of one layer: living epidermis in halves, the dermis in pieces that grow from the top of the
/// living skin, because concentrations change near the surface.
void cut(double top, double bottom, LayerIndex layer, double surface_of_dermis, std::vector<double>& breaks) {
    constexpr double finest = 100e-6, growth = 1.0;  // of a piece; its length over its distance from the top
    if (layer == junction || layer == stratum_corneum) return;
    if (layer == viable_epidermis) {
        breaks.push_back(0.5 * (top + bottom));
        return;
    }
    for (double at = top;;) {
        const double length = std::max(finest, growth * (at - surface_of_dermis));
        if (at + 1.5 * length >= bottom) return;
        breaks.push_back(at += length);
    }
}

/// Exchange of a channel with the skin that it has to itself. Holes that overlap have none between them.
double krogh_within(double radius, double cell) {
    constexpr double widest = 0.9;
    return krogh_exchange(std::min(radius, widest * cell), cell);
}

void sort_apart(std::vector<double>& depths) {
    std::ranges::sort(depths);
    const auto same = [](double a, double b) { return b - a < same_depth; };
    depths.erase(std::unique(depths.begin(), depths.end(), same), depths.end());
}

}  // namespace

Column::Column(const Coefficients& coefficients, std::span<const ChannelBin> channels, double lumen, double duration,
               std::size_t degree) {
    const auto bound = bounds(coefficients);
    std::vector<double> ends;  // of the channels
    for (const ChannelBin& bin : channels) ends.push_back(std::min(bin.depth + bin.radius, bound.back()));
    std::vector<double> breaks(bound.begin(), bound.end());
    breaks.insert(breaks.end(), ends.begin(), ends.end());
    sort_apart(breaks);
    const std::size_t stretches = breaks.size() - 1;
    for (std::size_t i = 0; i < stretches; ++i) {
        const LayerIndex layer = layer_at(bound, 0.5 * (breaks[i] + breaks[i + 1]));
        const bool whole = breaks[i + 1] - breaks[i] > 0.75 * coefficients.layers[layer].thickness;
        if (whole || layer >= papillary) cut(breaks[i], breaks[i + 1], layer, bound[papillary], breaks);
    }
    sort_apart(breaks);
    cut_stratum_corneum(coefficients.layers[stratum_corneum], duration, breaks);
    for (std::size_t l = 0; l < layer_count; ++l) partition_[l] = coefficients.layers[l].partition;
    const numerics::GaussLobatto rule(degree);
    lay(coefficients, breaks, duration, rule);
    add_exchanges(channels, ends, lumen, rule);
}

void Column::lay(const Coefficients& coefficients, std::span<const double> breaks, double duration,
                 const numerics::GaussLobatto& rule) {
    const std::size_t degree = rule.degree;
    const auto bound = bounds(coefficients);
    const std::size_t nodes = (breaks.size() - 1) * degree + 1;
    depth_.resize(nodes);
    capacity_.assign(nodes, 0.0);
    dermis_.assign(nodes, 0.0);
    living_.assign(nodes, 0.0);
    first_.assign(nodes, 0);
    for (std::size_t e = 0; e + 1 < breaks.size(); ++e) {
        const double top = breaks[e], length = breaks[e + 1] - top;
        const LayerIndex layer = layer_at(bound, top + 0.5 * length);
        const Layer& of = coefficients.layers[layer];
        const bool shut = of.diffusivity * duration < shallowest * shallowest;
        const double conductivity = shut ? 0.0 : of.partition * of.diffusivity;
        elements_.push_back({top, top + length, conductivity});
        Part& part = of_layer_[layer];
        if (part.capacity.empty()) part.begin = e * degree;
        part.capacity.resize(e * degree + degree + 1 - part.begin, 0.0);
        for (std::size_t i = 0; i <= degree; ++i) {
            const std::size_t node = e * degree + i;
            depth_[node] = top + 0.5 * length * (1.0 + rule.points[i]);
            const double capacity = of.partition * rule.weights[i] * 0.5 * length;
            capacity_[node] += capacity;
            part.capacity[node - part.begin] += capacity;
            if (layer == papillary || layer == reticular) dermis_[node] += capacity;
            if (layer != stratum_corneum) living_[node] += capacity;
            if (i > 0) first_[node] = e * degree;
            for (std::size_t j = i + 1; j <= degree; ++j)
                links_.push_back(
                    {node, e * degree + j, -conductivity * rule.stiffness[i * (degree + 1) + j] * 2.0 / length});
        }
    }
}

double Column::conductivity(const Element& element, double top, double bottom) {
    const double middle = 0.5 * (element.top + element.bottom);
    return middle > top && middle < bottom ? element.conductivity * (element.bottom - element.top) : 0.0;
}

double Column::reach(const ChannelBin& bin, double top, double end, double lumen) const {
    double tissue = 0.0;  // K D, mean along the channel
    for (const Element& element : elements_) tissue += conductivity(element, top, end) / (end - top);
    if (!(tissue > 0.0)) return std::numeric_limits<double>::infinity();
    double out = end - top;
    constexpr int enough = 20;  // what is reached and how well it exchanges depend on each other; a few per cent a turn
    for (int i = 0; i < enough; ++i) {
        const double cell = std::min(cell_radius(bin.per_area), alone * std::max(std::min(out, end - top), bin.radius));
        out = bin.radius * std::sqrt(std::numbers::pi * lumen / (krogh_within(bin.radius, cell) * tissue));
    }
    return out;
}

void Column::add_exchanges(std::span<const ChannelBin> channels, std::span<const double> ends, double lumen,
                           const numerics::GaussLobatto& rule) {
    std::vector<double> steps(ends.begin(), ends.end());
    steps.push_back(depth_[below_stratum_corneum()]);  // what passes sideways through that is the mouth's matter
    sort_apart(steps);
    for (std::size_t bin = 0; bin < channels.size(); ++bin) {
        // And so is the way down through it.
        const double end = ends[bin], top = std::min(depth_[below_stratum_corneum()], end);
        const double depth = end - top, length = depth > 0.0 ? reach(channels[bin], top, end, lumen) : 1.0;
        // Of a fin whose end takes up nothing: cosh((end - z) / length) / cosh(depth / length).
        const auto share = [&](double z) {
            const double below = std::max(z - top, 0.0);
            return (std::exp(-below / length) + std::exp((below - 2.0 * depth) / length)) /
                   (1.0 + std::exp(-2.0 * depth / length));
        };
        filled_.push_back(std::isfinite(length) ? (top + length * std::tanh(depth / length)) / end : 1.0);
        const double widest = depth > 0.0 ? alone * std::max(std::min(length, depth), channels[bin].radius)
                                          : std::numeric_limits<double>::infinity();
        for (std::size_t s = 0; s + 1 < steps.size() && steps[s + 1] <= end + same_depth; ++s) {
            double reaching = 0.0;
            for (std::size_t other = 0; other < channels.size(); ++other)
                if (ends[other] > steps[s + 1] - same_depth) reaching += channels[other].per_area;
            const double cell = std::min(cell_radius(reaching), widest);
            Exchange exchange{bin, krogh_within(channels[bin].radius, cell), 0, {}};
            for (std::size_t e = 0; e < elements_.size(); ++e) {
                const double each = channels[bin].per_area * conductivity(elements_[e], steps[s], steps[s + 1]);
                if (each == 0.0) continue;
                if (exchange.weight.empty()) exchange.begin = e * rule.degree;
                exchange.weight.resize((e + 1) * rule.degree + 1 - exchange.begin, 0.0);
                for (std::size_t i = 0; i <= rule.degree; ++i) {
                    const std::size_t node = e * rule.degree + i;
                    exchange.weight[node - exchange.begin] += each * 0.5 * rule.weights[i] * share(depth_[node]);
                }
            }
            if (!exchange.weight.empty()) exchanges_.push_back(std::move(exchange));
        }
    }
}

}  // namespace percuta::delivery
