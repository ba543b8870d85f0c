// The skin and holes on which docs/science/healing.md tabulates the model: straight holes 100 um wide in thick dermis.
#pragma once

#include <algorithm>
#include <vector>

#include "core/document.hpp"
#include "core/units.hpp"
#include "healing/heal.hpp"
#include "parameters.hpp"

namespace percuta::healing::reference {

inline core::ParameterSet parameter_set() { return core::parameters_in("healing.toml"); }

inline Parameters parameters() { return healing::parameters(parameter_set()); }

/// The dermis ends at the wall: at 2 mm, or half a millimetre below deeper holes. The tables do not state where theirs
/// was; of the places tried, this one fits best (docs/science/healing.md, "The wall").
inline Tissue skin(double collagen = 0.6, double depth_mm = 1.5) {
    return {0.1e-3, 0.25e-3, std::max(1.9e-3, (depth_mm + 0.4) * 1e-3), 0.0, collagen, 0.0};
}

struct Protocol {
    int sessions = 1;
    double interval_days = 28;
    double depth_mm = 1.5;
    double holes_per_cm2 = 200;
    double width_um = 100;
};

inline std::vector<Session> sessions(const Protocol& protocol) {
    const double radius = 0.5e-6 * protocol.width_um;
    const Wound wound{protocol.holes_per_cm2 * 1e4, {{protocol.depth_mm * 1e-3, radius, radius, 0.0, 1.0}}};
    std::vector<Session> out;
    for (int i = 0; i < protocol.sessions; ++i) out.push_back({i * protocol.interval_days * core::day, wound});
    return out;
}

/// Curves until `days_after_last` days after the last session.
inline core::TimeSeries curves(const Protocol& protocol, double days_after_last, double collagen = 0.6,
                               Fidelity fidelity = Fidelity::cell, const Accuracy& accuracy = {}) {
    const double end = ((protocol.sessions - 1) * protocol.interval_days + days_after_last) * core::day;
    return heal(parameters(), skin(collagen, protocol.depth_mm), sessions(protocol), end, fidelity, {}, accuracy)
        .curves;
}

/// Gain of papillary collagen, per cent, this long after the last session.
inline double gain(const Protocol& protocol, double days_after_last, double collagen = 0.6) {
    const core::TimeSeries series = curves(protocol, days_after_last, collagen);
    return 100.0 * (series.column("collagen_total").values.back() - 1.0);
}

}  // namespace percuta::healing::reference
