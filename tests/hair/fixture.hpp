// The parameters as they stand in the data, and courses of treatment.
#pragma once

#include <cmath>
#include <vector>

#include "hair/grow.hpp"
#include "hair/model.hpp"
#include "parameters.hpp"

namespace percuta::hair::fixture {

inline constexpr double day = 86400.0, week = 7.0 * day, per_cm2 = 1e4, um = 1e-6;

inline Parameters parameters() { return hair::parameters(core::parameters_in("hair.toml")); }

inline Drives minoxidil(double from, double to, double exposure = 1.0) { return {{}, {{from, to, exposure}}}; }

/// Sessions from time 0, the last before `end`.
inline Drives needling(double interval, double end) {
    Drives out;
    for (double time = 0.0; time < end; time += interval) out.sessions.push_back({time, 1.0});
    return out;
}

inline Drives both(const Drives& a, const Drives& b) {
    Drives out = a;
    out.sessions.insert(out.sessions.end(), b.sessions.begin(), b.sessions.end());
    out.minoxidil.insert(out.minoxidil.end(), b.minoxidil.begin(), b.minoxidil.end());
    return out;
}

/// Visible hairs gained at `time`, 1/cm2.
inline double gain(const Parameters& p, const Drives& drives, double time, double response = 1.0,
                   const Scalp& scalp = {}) {
    const auto counts = expected(p, scalp, drives, {0.0, time}, response);
    return (counts[1].density - counts[0].density) / per_cm2;
}

inline core::RandomStream stream(std::uint64_t subject = 0) { return {7, subject, core::Stream::hair}; }

}  // namespace percuta::hair::fixture
