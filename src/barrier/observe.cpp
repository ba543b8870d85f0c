#include "barrier/observe.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "core/error.hpp"

namespace percuta::barrier {

namespace {

void require(bool holds, const char* what) {
    if (!holds) throw core::UsageError(what);
}

double free_water(const Parameters& p) { return p.vapour_deficit / p.head_resistance; }

void check(const Parameters& p, std::span<const Mouth> mouths, double base) {
    for (const Mouth& mouth : mouths)
        require(mouth.radius >= 0.0 && std::isfinite(mouth.radius) && mouth.per_area >= 0.0 &&
                    std::isfinite(mouth.per_area),
                "water loss: mouths and how many there are cannot be below zero");
    require(base > 0.0 && base < free_water(p), "water loss of skin lies between nothing and that of a free surface");
}

/// Vapour that an area of mouths lets through for a difference of concentration, m/s: docs/science/barrier.md, (5).
double conductance(const Parameters& p, std::span<const Mouth> mouths, double open) {
    double sum = 0.0;
    for (const Mouth& mouth : mouths)
        sum += mouth.per_area * 4.0 * p.vapour_diffusivity * p.wet_share * open * mouth.radius;
    return sum;
}

/// Of skin and mouths side by side, below the still air of the head.
double loss_through(const Parameters& p, double base, double mouths) {
    const double skin = 1.0 / (p.vapour_deficit / base - p.head_resistance);
    return p.vapour_deficit / (1.0 / (skin + mouths) + p.head_resistance);
}

/// When the rise of water loss is down to the share that counts as closed; it only ever falls.
double tewl_time(const Parameters& p, const Closure& closure, std::span<const Mouth> mouths, double base) {
    const auto rise = [&](double time) { return water_loss(p, closure, mouths, base, time) - base; };
    const double closed = p.closed_share * rise(0.0), longest = std::numeric_limits<double>::max();
    require(closed > 0.0, "water loss does not rise without holes, and so does not recover");
    if (rise(longest) > closed) return std::numeric_limits<double>::infinity();
    double before = 0.0, after = p.tau_e;
    while (rise(after) > closed) after *= 2.0;
    while (after - before > 1e-12 * after) {
        const double middle = std::midpoint(before, after);
        (rise(middle) > closed ? before : after) = middle;
    }
    return after;
}

}  // namespace

std::span<const std::string_view> region_names() {
    static constexpr std::array<std::string_view, 2> names{"body", "face"};
    return names;
}

std::span<const std::string_view> observed_names() {
    static constexpr std::array<std::string_view, 4> names{"tewl", "impedance", "impedance-half-life", "dye"};
    return names;
}

std::string_view name(Observed observed) { return observed_names()[static_cast<std::size_t>(observed)]; }

double base_water_loss(const Parameters& p, Species species, Region region) {
    if (species != Species::human) return p.loss_animal;
    return region == Region::face ? p.loss_face : p.loss_body;
}

double water_loss(const Parameters& p, const Closure& closure, std::span<const Mouth> mouths, double base,
                  double time) {
    check(p, mouths, base);
    return loss_through(p, base, conductance(p, mouths, closure.water(time)));
}

double excess_admittance(const Closure& closure, double time) { return std::pow(closure.water_left(time), 2); }

double closing_time(const Parameters& p, const Closure& closure, Observed observed, std::span<const Mouth> mouths,
                    double base) {
    switch (observed) {
        case Observed::tewl: return tewl_time(p, closure, mouths, base);
        case Observed::impedance: return closure.water_time(std::sqrt(p.admittance_threshold));
        case Observed::impedance_half_life: return closure.water_time(std::numbers::sqrt2 / 2.0);
        case Observed::dye: return closure.lumen_time(p.closed_share);
    }
    throw core::InternalError("nothing of that kind is observed");
}

}  // namespace percuta::barrier
