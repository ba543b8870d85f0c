// The figures of "What gets in". Each is a drawing; needled skin is solid, intact skin dashed, on the same scales.
#pragma once

#include <string>
#include <vector>

#include "course/result.hpp"

namespace percuta::report {

/// Amounts over time by place, needled beside intact.
std::string amounts_figure(const course::Delivery& delivery, const std::string& id);
/// Concentration over depth at up to four times; nothing where no profile holds anything.
std::string profiles_figure(const course::Result& result, const course::Delivery& delivery, const std::string& id);
/// The course in the plasma and its peak.
std::string plasma_figure(const course::Delivery& delivery, const std::string& id);
/// By how much needles raise what gets in, one row a permeant, beside 1; nothing where no ratio is known.
std::string enhancement_figure(const std::vector<const course::Delivery*>& deliveries, const std::string& id);

}  // namespace percuta::report
