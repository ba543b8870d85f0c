// The report: one file that opens anywhere, without a script and without a network.
#pragma once

#include <string>

#include "core/bibliography.hpp"
#include "course/result.hpp"

namespace percuta::report {

/// A self-contained page in English: plain words first, then drawings to scale, curves with bands, published figures,
/// scale readings and everything that the result rests on.
std::string report_html(const course::Result& result, const core::Bibliography& bibliography);

}  // namespace percuta::report
