// The parts of the page that sets plans side by side. Each is HTML, or nothing when there is nothing to show.
#pragma once

#include <string>

#include "report/compare.hpp"
#include "report/svg.hpp"

namespace percuta::report {

/// The style of a plan's lines and shades ("s1" … "s4"), and the shape of its marks.
std::string style_of(std::size_t plan);
svg::Shape shape_of(std::size_t plan);
/// Its mark, small, with the letter beside it in a legend.
std::string plan_legend(const Comparison& comparison);

/// Curves of all plans over the same days and on the same scale, with 90 % bands.
std::string compared_curves(const Comparison& comparison);
/// Endpoints as intervals, each on an axis of its own that all plans share.
std::string compared_intervals(const Comparison& comparison);
/// Final readings of each scale and reader as twenty dots a plan, on one axis.
std::string compared_readings(const Comparison& comparison);
/// Risks with their sources.
std::string compared_risks(const Comparison& comparison, const core::Bibliography& bibliography);

}  // namespace percuta::report
