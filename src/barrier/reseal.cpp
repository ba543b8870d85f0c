#include "barrier/reseal.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::barrier {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

double patency(const Parameters& p, Species species, Punch punch) {
    constexpr double unknown = 0.0;
    const auto of = [&](double roller, double pen, double stamp) {
        return punch == Punch::roller ? roller : punch == Punch::pen ? pen : stamp;
    };
    const double kept = [&] {
        switch (species) {
            case Species::human: return of(p.patency_human_roller, p.patency_human_pen, p.patency_human_stamp);
            case Species::pig: return of(p.patency_pig_roller, p.patency_pig_pen, p.patency_pig_stamp);
            case Species::rat: return of(p.patency_rat_roller, unknown, p.patency_rat_stamp);
            case Species::rabbit: return of(p.patency_rabbit_roller, unknown, unknown);
            case Species::guinea_pig: return of(p.patency_guinea_pig_roller, unknown, p.patency_guinea_pig_stamp);
        }
        return unknown;
    }();
    if (kept == unknown)
        throw core::UsageError(fmt::format("nothing is known of how channels of a {} in the skin of a {} stay open",
                                           name(punch), name(species)));
    return kept;
}

/// By what the half-times of the lumen and of the way of water differ from those of human skin.
struct Factors {
    double lumen = 1.0, water = 1.0;
};

Factors of_species(const Parameters& p, Species species) {
    switch (species) {
        case Species::human: return {};
        case Species::pig: return {p.pig, p.pig};
        case Species::rat: return {p.t_lumen_rat / p.t_lumen, p.t_water_rat / p.t_water};
        case Species::rabbit: return {p.rabbit, p.rabbit};
        case Species::guinea_pig: return {p.guinea_pig, p.guinea_pig};
    }
    return {};
}

/// By what a person's half-times differ from those of a person of the reference: docs/science/barrier.md, (3).
double of_person(const Parameters& p, const Conditions& who) {
    double factor = std::exp(p.omega * who.person) * (who.nsaid ? p.nsaid : 1.0);
    if (who.species == Species::human)
        factor *= std::exp(p.age_slope * (who.age - p.reference_age)) *
                  std::exp(p.L_slope * (p.reference_L - lightness(p, who.phototype)));
    return factor;
}

void require(bool holds, std::string_view what) {
    if (!holds) throw core::UsageError(fmt::format("closure of channels: {}", what));
}

/// Half-times passed until `time`: those in the open, and those under cover in their place.
double half_times(const std::vector<Span>& occluded, double time, double in_the_open, double under_cover) {
    double covered = 0.0;
    for (const Span& span : occluded) covered += std::max(0.0, std::min(span.end, time) - std::min(span.begin, time));
    return (time - covered) / in_the_open + covered / under_cover;
}

/// When `wanted` half-times have passed: the inverse of the above.
double when(const std::vector<Span>& occluded, double wanted, double in_the_open, double under_cover) {
    double from = 0.0;
    for (const Span& span : occluded) {
        const double free = (span.begin - from) / in_the_open;
        if (wanted <= free) break;
        wanted -= free;
        const double covered = (span.end - span.begin) / under_cover;
        if (wanted <= covered) return span.begin + wanted * under_cover;
        wanted -= covered;
        from = span.end;
    }
    return from + wanted * in_the_open;
}

/// How many half-times leave this share.
double half_times_for(double share, double m) { return std::pow(-std::log2(share), 1.0 / m); }

}  // namespace

std::string_view name(Species species) { return species_names()[static_cast<std::size_t>(species)]; }

std::string_view name(Punch punch) { return punch_names()[static_cast<std::size_t>(punch)]; }

std::span<const std::string_view> species_names() {
    static constexpr std::array<std::string_view, 5> names{"human", "pig", "rat", "rabbit", "guinea-pig"};
    return names;
}

std::span<const std::string_view> punch_names() {
    static constexpr std::array<std::string_view, 3> names{"roller", "pen", "stamp"};
    return names;
}

double lightness(const Parameters& p, int phototype) {
    const std::array lightness{p.L_1, p.L_2, p.L_3, p.L_4, p.L_5, p.L_6};
    require(phototype >= 1 && phototype <= static_cast<int>(lightness.size()),
            fmt::format("a phototype is 1 to 6, not {}", phototype));
    return lightness[static_cast<std::size_t>(phototype - 1)];
}

void check(const Conditions& c) {
    require(std::isfinite(c.person), "the person has to be a number of standard deviations");
    double last = 0.0;
    for (const Span& span : c.occluded) {
        require(std::isfinite(span.begin) && span.begin >= last && span.end > span.begin,
                "spans of occlusion have a beginning before their end, in order, without overlap");
        last = span.end;
    }
    if (!c.living) return;  // what follows is about resealing
    require(std::isfinite(c.needle_length) && c.needle_length > 0.0, "the needle length has to be above zero");
    if (c.species == Species::human)
        require(std::isfinite(c.age) && c.age > 0.0, "the age of a person has to be above zero");
}

Closure::Closure(const Parameters& p, Conditions conditions) : p_(p), conditions_(std::move(conditions)) {
    const Conditions& c = conditions_;
    check(c);
    kept_ = patency(p, c.species, c.punch);
    lumen_open_ = lumen_occluded_ = water_open_ = water_occluded_ = infinite;
    if (!c.living) return;
    const Factors species = of_species(p, c.species);
    const double person = of_person(p, c), length = c.needle_length / p.reference_length;
    const double lumen = species.lumen * std::pow(length, p.p_lumen) * person,
                 water = species.water * std::pow(length, p.p_water) * person;
    lumen_open_ = p.t_lumen * lumen;
    lumen_occluded_ = p.t_lumen_covered * lumen;
    water_open_ = p.t_water * water;
    water_occluded_ = p.t_water_covered * water;
}

double Closure::clock(double time, double in_the_open, double occluded) const {
    require(time >= 0.0, "time begins when the needles are out");
    if (!conditions_.living) return 1.0;
    return std::exp2(-std::pow(half_times(conditions_.occluded, time, in_the_open, occluded), p_.m));
}

double Closure::contraction(double time) const {
    require(time >= 0.0, "time begins when the needles are out");
    return kept_ + (1.0 - kept_) * std::exp(-time / p_.tau_e);
}

double Closure::lumen_left(double time) const { return clock(time, lumen_open_, lumen_occluded_); }
double Closure::water_left(double time) const { return clock(time, water_open_, water_occluded_); }
double Closure::lumen(double time) const { return contraction(time) * lumen_left(time); }
double Closure::water(double time) const { return contraction(time) * water_left(time); }

double Closure::time_of(double share, double in_the_open, double occluded) const {
    require(share >= 0.0 && share <= 1.0, "a share left open is 0 to 1");
    if (share == 1.0) return 0.0;
    if (share == 0.0 || !conditions_.living) return infinite;
    return when(conditions_.occluded, half_times_for(share, p_.m), in_the_open, occluded);
}

double Closure::lumen_time(double share) const { return time_of(share, lumen_open_, lumen_occluded_); }
double Closure::water_time(double share) const { return time_of(share, water_open_, water_occluded_); }

Closure reseal(const Parameters& p, Conditions conditions) { return {p, std::move(conditions)}; }

}  // namespace percuta::barrier
