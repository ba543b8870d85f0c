#include "delivery/screen.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <vector>

#include "delivery/conductance.hpp"

namespace percuta::delivery {

namespace {

/// A stretch of depth in which nothing changes but u:  K D u'' = (K k + γ) u - γ, with 1 in the lumens.
struct Stretch {
    double thickness, conductivity, loss, exchange;  // m, K D, K k, γ
};

/// Exchange per length of a lumen in which solute also has to come down: a fin of `length` that loses `side` per
/// length.
double along_lumen(double side, double length, double radius, double lumen) {
    const double x = length * std::sqrt(side / (std::numbers::pi * radius * radius * lumen));
    return x > 0.0 ? side * std::tanh(x) / x : side;
}

double way_in(double radius, double lumen, const Opening& opening) {
    if (opening.plug <= 0.0 && opening.narrowing >= 1.0) return 0.0;
    return mouth_resistance({opening.plug, radius * opening.narrowing, radius, lumen, lumen});
}

/// What all channels that reach z exchange with a volume of tissue.
double exchange(const Coefficients& c, std::span<const ChannelBin> bins, double share, const Exposure& exposure,
                double z, double conductivity) {
    const auto reaches = [&](const ChannelBin& bin) {
        return share > 0.0 && bin.per_area > 0.0 && z < bin.depth + bin.radius * share;
    };
    double per_area = 0.0, out = 0.0;
    for (const ChannelBin& bin : bins)
        if (reaches(bin)) per_area += bin.per_area;
    for (const ChannelBin& bin : bins) {
        if (!reaches(bin)) continue;
        const double radius = bin.radius * share, length = bin.depth + radius;
        const double side = conductivity * krogh_exchange(radius, cell_radius(per_area));
        const double lumen = c.lumen * exposure.opening.hindrance;
        out += bin.per_area /
               (1.0 / along_lumen(side, length, radius, lumen) + length * way_in(radius, lumen, exposure.opening));
    }
    return out;
}

std::vector<Stretch> stretches(const Coefficients& c, std::span<const ChannelBin> bins, double share,
                               const Exposure& exposure) {
    std::vector<double> cuts{0.0};
    double bottom = 0.0;
    for (std::size_t l = viable_epidermis; l < layer_count; ++l) cuts.push_back(bottom += c.layers[l].thickness);
    for (const ChannelBin& bin : bins)
        if (bin.depth + bin.radius * share < bottom) cuts.push_back(bin.depth + bin.radius * share);
    std::ranges::sort(cuts);

    const double cleared = exposure.sink_below ? 0.0 : c.clearance.rate(exposure.perfusion, exposure.leakiness);
    std::vector<Stretch> out;
    std::size_t l = viable_epidermis;
    double end = c.layers[l].thickness;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        const double thickness = cuts[i + 1] - cuts[i], middle = 0.5 * (cuts[i] + cuts[i + 1]);
        if (thickness <= 0.0) continue;
        while (middle > end && l + 1 < layer_count) end += c.layers[++l].thickness;
        const Layer& layer = c.layers[l];
        const double rate = c.metabolism + (l >= papillary ? cleared : 0.0);
        const double conductivity = layer.partition * layer.diffusivity;
        out.push_back({thickness, conductivity, layer.partition * rate,
                       exchange(c, bins, share, exposure, middle, conductivity)});
    }
    return out;
}

/// Flux down out of the upper end of a stretch is admittance · u - source.
struct Below {
    double admittance = 0.0, source = 0.0;
};

/// A stretch on what is below it, as hyperbolic functions over m: see docs/science/delivery.md, 3.1.
struct Line {
    Line(const Stretch& s, Below end) : below(end) {
        // Where nothing is lost, as good as nothing: profiles are straight to round-off.
        const double rate = std::max(s.loss + s.exchange, 1e-14 * s.conductivity / (s.thickness * s.thickness));
        const double m = std::sqrt(rate / s.conductivity);
        kappa = s.conductivity * m;
        tanh = std::tanh(m * s.thickness);
        over_cosh = 1.0 / std::cosh(m * s.thickness);
        rest = s.exchange / rate;
        sum_rate = rate;
        imbalance = below.admittance * rest - below.source;
    }
    Below upper() const {
        const double admittance = kappa * (below.admittance + kappa * tanh) / (kappa + below.admittance * tanh);
        return {admittance, admittance * rest - imbalance * over_cosh / (1.0 + below.admittance * tanh / kappa)};
    }
    /// u at the lower end from that at the upper.
    double lower(double u) const {
        return rest + ((u - rest) * over_cosh - imbalance * tanh / kappa) / (1.0 + below.admittance * tanh / kappa);
    }

    Below below;
    double kappa, tanh, over_cosh, rest, sum_rate, imbalance;
};

double covered(std::span<const ChannelBin> bins, double share) {
    double out = 0.0;
    for (const ChannelBin& bin : bins) out += bin.per_area * std::numbers::pi * bin.radius * bin.radius * share * share;
    return out;
}

double horny_permeability(const Coefficients& c) {
    const Layer& layer = c.layers[stratum_corneum];
    return layer.partition * layer.diffusivity / layer.thickness + c.polar;
}

/// ∫ of a piecewise linear function.
double integral(std::span<const double> times, std::span<const double> values) {
    double out = 0.0;
    for (std::size_t i = 0; i + 1 < times.size(); ++i)
        out += 0.5 * (times[i + 1] - times[i]) * (values[i] + values[i + 1]);
    return out;
}

/// Of a film that loses what enters.
double entered(double film, double transported) {
    return std::isinf(film) ? transported : -film * std::expm1(-transported / film);
}

}  // namespace

Conductances conductances(const Coefficients& c, std::span<const ChannelBin> bins, double share,
                          const Exposure& exposure) {
    const std::vector<Stretch> parts = stretches(c, bins, share, exposure);
    Below below;
    if (exposure.sink_below) below.admittance = 1e9 * parts.back().conductivity / parts.back().thickness;
    std::vector<Line> lines;
    for (std::size_t i = parts.size(); i-- > 0; below = lines.back().upper()) lines.emplace_back(parts[i], below);

    const double horny = horny_permeability(c) * (1.0 - covered(bins, share));
    double u = (horny + below.source) / (horny + below.admittance);
    Conductances out;
    out.stratum_corneum = horny * (below.admittance - below.source) / (horny + below.admittance);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        // ∫ (1 - u) from what the flux changes by: J_upper - J_lower = ∫ (K k + γ) (u - rest).
        const Line& line = lines[lines.size() - 1 - i];
        const Below upper = line.upper();
        const double next = line.lower(u);
        const double flux = upper.admittance * u - upper.source;
        const double flux_below = line.below.admittance * next - line.below.source;
        const double excess = (flux - flux_below) / line.sum_rate;
        out.channels += parts[i].exchange * ((1.0 - line.rest) * parts[i].thickness - excess);
        u = next;
    }
    return out;
}

Screening screen(const Coefficients& c, std::span<const ChannelBin> bins, const Exposure& exposure) {
    assert(exposure.times.size() == exposure.shares.size() && exposure.times.size() > 1);
    Screening out;
    out.intact = conductances(c, {}, 0.0, exposure).stratum_corneum;
    std::vector<double> flux;
    for (const double share : exposure.shares) {
        const Conductances found = conductances(c, bins, share, exposure);
        flux.push_back(found.stratum_corneum + found.channels);
        if (flux.size() == 1 && flux[0] > 0.0) {
            out.fresh = flux[0];
            out.through_channels = found.channels / flux[0];
        }
    }
    const double duration = exposure.times.back() - exposure.times.front();
    out.amount = entered(exposure.film, integral(exposure.times, flux));
    out.amount_intact = entered(exposure.film, out.intact * duration);
    if (out.amount_intact > 0.0) out.enhancement = out.amount / out.amount_intact;
    return out;
}

}  // namespace percuta::delivery
