// Pieces of JSON that the parts of result.json share.
#pragma once

#include <cmath>

#include <nlohmann/json.hpp>

#include "course/result.hpp"

namespace percuta::report {

using Json = nlohmann::ordered_json;

inline Json interval_json(const course::Interval& figure, double factor = 1.0) {
    return {{"median", figure.median * factor}, {"lo", figure.lo * factor}, {"hi", figure.hi * factor}};
}

/// null for a time without end. NaN stays, and is refused later.
inline Json or_null(double value) { return std::isinf(value) ? Json(nullptr) : Json(value); }

/// How the channels close; null where there are none.
Json closure_json(const course::ChannelClosure& closure);
/// What one product brings in of one permeant.
Json delivery_json(const course::Delivery& delivery, const core::Bibliography& bibliography);

}  // namespace percuta::report
