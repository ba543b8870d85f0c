// Made-up closure of channels and delivery for tests of the writers. Their numbers mean nothing.
#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/units.hpp"
#include "course/result.hpp"

namespace percuta::report::testing {

inline void append(course::Band& band, double value, double spread) {
    band.median.push_back(value);
    band.lo.push_back(value * (1.0 - spread));
    band.hi.push_back(value * (1.0 + spread));
    band.central.push_back(value * 1.05);
}

inline course::ChannelClosure sample_closure() {
    course::ChannelClosure closure;
    closure.base_water_loss = 10.0 / 3.6e6;
    for (double hours = 0.0; hours <= 168.0; hours += hours < 12.0 ? 0.25 : 2.0) {
        closure.times.push_back(hours * core::hour);
        append(closure.patency, 0.75 * std::exp(-hours / 6.0), 0.3);
        append(closure.lumen_left, std::exp(-hours / 14.0) / 1.2, 0.2);
        append(closure.water_loss, closure.base_water_loss * (1.0 + 3.0 * std::exp(-hours / 1.8)), 0.15);
    }
    const double never = std::numeric_limits<double>::infinity();
    closure.over = {
        {"tewl", "Water loss is normal again", 2.1 * core::hour, 4.4 * core::hour, 9.0 * core::hour, 4.6 * core::hour},
        {"impedance", "Impedance is normal again", 6.0 * core::hour, 19.0 * core::hour, never, 20.0 * core::hour},
        {"dye", "No dye enters any more", 11.0 * core::hour, 26.0 * core::hour, 69.0 * core::hour, 27.0 * core::hour}};
    closure.restart = 69.0 * core::hour;
    closure.covered = true;
    return closure;
}

inline course::DeliveryCurve sample_curve(const char* name, const std::vector<double>& times, double needled,
                                          double intact, double rise, double fall) {
    course::DeliveryCurve curve{name, {}, {}};
    for (const double time : times) {
        const double hours = std::max(time / core::hour, 0.0);
        const double shape = (rise > 0.0 ? 1.0 - std::exp(-hours / rise) : 1.0) * std::exp(-hours / fall);
        append(curve.needled, needled * shape, 0.4);
        append(curve.intact, intact * shape, 0.4);
    }
    return curve;
}

inline course::DeliveryReading sample_reading(const char* name, double needled, double intact) {
    return {name,
            {needled, 0.6 * needled, 1.4 * needled},
            {intact, 0.6 * intact, 1.4 * intact},
            1.05 * needled,
            1.05 * intact};
}

/// Concentrations that fall with depth, with a step under the stratum corneum.
inline course::DepthProfile sample_profile(double time, double height) {
    course::DepthProfile profile{time, {}, {}, {}, {}};
    const auto add = [&](double depth, double value) {
        profile.needled_depth.push_back(depth);
        profile.intact_depth.push_back(depth);
        profile.needled.push_back(value * height);
        profile.intact.push_back(value * height * std::exp(-depth / 60e-6) / 20.0);
    };
    for (double depth = 0.0; depth <= 14e-6; depth += 2e-6) add(depth, 8.0 - 5e5 * depth);
    for (double depth = 14e-6; depth < 1.6e-3; depth += depth < 80e-6 ? 3e-6 : 40e-6)
        add(depth, 0.5 * std::exp(-depth / 250e-6));
    return profile;
}

/// An active that comes in, with `scale` times the amounts.
inline course::Delivery sample_delivery(double scale = 1.0) {
    course::Delivery d;
    d.product = "ascorbic-acid-15";
    d.product_title = "Serum, 15 % ascorbic acid";
    d.permeant = "ascorbic-acid";
    d.permeant_title = "Ascorbic acid";
    d.when = "after";
    d.concentration = 150.0;
    d.area = 0.01;
    d.applied = 3e-3 * scale;
    for (double hours = 0.0; hours <= 24.0; hours += hours < 4.0 ? 0.1 : 0.5) d.times.push_back(hours * core::hour);
    d.curves = {sample_curve("film", d.times, 2.9e-3 * scale, 2.99e-3 * scale, 0.0, 90.0),
                sample_curve("lumen", d.times, 2e-6 * scale, 0.0, 0.05, 5.0),
                sample_curve("stratum_corneum", d.times, 6e-5 * scale, 5e-5 * scale, 1.0, 40.0),
                sample_curve("epidermis", d.times, 3e-5 * scale, 5e-7 * scale, 1.0, 30.0),
                sample_curve("dermis", d.times, 6e-5 * scale, 8e-7 * scale, 3.0, 30.0),
                sample_curve("blood", d.times, 6e-5 * scale, 4e-6 * scale, 10.0, 1e9),
                sample_curve("delivered", d.times, 1.5e-4 * scale, 5e-6 * scale, 5.0, 1e9)};
    d.readings = {sample_reading("film", 2.3e-3 * scale, 2.4e-3 * scale),
                  sample_reading("removed", 4e-4 * scale, 4e-4 * scale),
                  sample_reading("lumen", 0.0, 0.0),
                  sample_reading("stratum_corneum", 3e-5 * scale, 3e-5 * scale),
                  sample_reading("epidermis", 1.4e-5 * scale, 2e-7 * scale),
                  sample_reading("dermis", 2.7e-5 * scale, 4e-7 * scale),
                  sample_reading("blood", 5.4e-5 * scale, 3.6e-6 * scale),
                  sample_reading("metabolised", 3e-6 * scale, 1e-7 * scale)};
    d.delivered = {1.2e-4 * scale, 5e-5 * scale, 2.2e-4 * scale};
    d.delivered_intact = {4e-6 * scale, 1e-6 * scale, 1.2e-5 * scale};
    d.enhancement = {31.0, 12.0, 70.0};
    d.central_enhancement = 30.0;
    d.into_blood = {5.4e-7 * scale, 3e-7 * scale, 8e-7 * scale};
    d.into_blood_intact = {3.6e-8 * scale, 2e-8 * scale, 5e-8 * scale};
    for (const double hours : {1.0, 4.0, 8.0, 24.0})
        d.profiles.push_back(sample_profile(hours * core::hour, scale / hours));
    return d;
}

/// A numbing cream before the needles, with kinetics in the body.
inline course::Delivery sample_lidocaine() {
    course::Delivery d = sample_delivery(3.0);
    d.product = "lidocaine-4";
    d.product_title = "Cream, 4 % <lidocaine> & \"more\"";
    d.permeant = "lidocaine";
    d.permeant_title = "Lidocaine";
    d.when = "before";
    d.extrapolated = true;
    for (double& time : d.times) time -= core::hour;
    d.has_plasma = true;
    d.curves.push_back(sample_curve("plasma", d.times, 4e-4, 2e-5, 1.5, 8.0));
    d.plasma_peak = {2.4e-4, 1.2e-4, 3.9e-4};
    d.plasma_peak_time = 2.7 * core::hour;
    d.plasma_peaks = {1.2e-4, 2.4e-4, 3.9e-4};
    d.enhancement = {6.2, 2.5, 14.0};
    return d;
}

inline course::Delivery sample_growth_factor() {
    course::Delivery d;
    d.product = "growth-factors";
    d.product_title = "Growth factor serum";
    d.permeant = "egf";
    d.permeant_title = "Epidermal growth factor";
    d.when = "daily";
    d.concentration = 0.01;
    d.area = 0.01;
    d.applied = 2e-7;
    d.not_delivered = "in a trial with biopsies none was found below the surface";
    d.source = "lotfi2013";
    return d;
}

}  // namespace percuta::report::testing
