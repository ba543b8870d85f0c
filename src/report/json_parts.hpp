// Pieces of JSON that the parts of result.json share.
#pragma once

#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

#include "course/result.hpp"

namespace percuta::report {

using Json = nlohmann::ordered_json;

inline Json interval_json(const course::Interval& figure, double factor = 1.0) {
    return {{"median", figure.median * factor}, {"lo", figure.lo * factor}, {"hi", figure.hi * factor}};
}

/// null for a time without end. NaN stays, and is refused later.
inline Json or_null(double value) { return std::isinf(value) ? Json(nullptr) : Json(value); }

/// Throws core::InternalError where a number is not finite: nlohmann/json would write null, which a reader would take
/// for "not there". `where` leads to the member.
void require_finite(const Json& json, const std::string& where);
/// Members on lines of their own down to `levels`, what is deeper on one line: readable, and without a line a number.
std::string lay_out(const Json& json, int levels, const std::string& indent = "");

/// How the channels close; null where there are none.
Json closure_json(const course::ChannelClosure& closure);
/// What screening found, and what it would still ask.
Json screening_parts(const care::Screening& screening, const core::Bibliography& bibliography);
/// What comes before and after each session, and when to worry.
Json calendar_parts(const care::Calendar& calendar, const core::Bibliography& bibliography);
Json red_flag_parts(const care::Calendar& calendar, const core::Bibliography& bibliography);
/// What one product brings in of one permeant.
Json delivery_json(const course::Delivery& delivery, const core::Bibliography& bibliography);

}  // namespace percuta::report
