// The curves as a table for spreadsheets and scripts.
#pragma once

#include <string>

#include "course/result.hpp"

namespace percuta::report {

/// RFC 4180: one header row, one row a time (days after the first session), and for each curve its median, `_lo`,
/// `_hi` and, with every parameter at its fitted value, `_central`. A header carries its unit in brackets, "tewl
/// [g/m^2/h]", unless it is a pure number or the name says it
/// ("epidermis_um"). A day that stands twice is a jump: the row before a session and the row after it.
std::string curves_csv(const course::Result& result);

}  // namespace percuta::report
