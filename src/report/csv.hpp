// The curves as tables for spreadsheets and scripts.
#pragma once

#include <string>

#include "course/result.hpp"

namespace percuta::report {

/// RFC 4180: one header row, one row a time (days after the first session), and for each curve its median, `_lo`,
/// `_hi` and, with every parameter at its fitted value, `_central`. A header carries its unit in brackets, "tewl
/// [g/m^2/h]", unless it is a pure number or the name says it
/// ("epidermis_um"). A day that stands twice is a jump: the row before a session and the row after it.
std::string curves_csv(const course::Result& result);

/// How the channels of a session close, by hours after the needles: `patency`, `lumen_left` and `tewl_g_m2_h`, each
/// with `_lo`, `_hi` and `_central`. The header alone where no channel was simulated.
std::string closure_csv(const course::Result& result);

/// One row for each product, permeant and time, by hours after the needles: amounts of `film`, `lumen`,
/// `stratum_corneum`, `epidermis`, `dermis`, `blood`, `delivered` in `_ug_cm2` and `plasma_ug_ml`, each with `_lo`,
/// `_hi`, `_central`, and the same again after `_intact`: without needles. A permeant that is taken not to come in has
/// no row; what is not known of one that does leaves its fields empty.
std::string delivery_csv(const course::Result& result);

}  // namespace percuta::report
