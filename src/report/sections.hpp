// The sections of the report, one file each, in the order in which they stand on the page. Each is HTML.
#pragma once

#include <string>

#include "core/bibliography.hpp"
#include "course/result.hpp"

namespace percuta::report {

std::string summary_section(const course::Result& result);
std::string cross_section(const course::Result& result);
std::string holes_section(const course::Result& result);
std::string cascade_section(const course::Result& result);
std::string collagen_section(const course::Result& result, const core::Bibliography& bibliography);
std::string assays_section(const course::Result& result);
std::string outcome_section(const course::Result& result);
std::string basis_section(const course::Result& result, const core::Bibliography& bibliography);
std::string provenance_section(const course::Result& result);

/// Published figures on charts of the assay (or curve) that they belong to, with the table that says what they are.
std::string published_figures(const course::Result& result, const core::Bibliography& bibliography);
/// A tenth-by-tenth array of icons, `shown` of them filled.
std::string icon_array(const std::string& id, int shown, const std::string& title);

/// The style sheet: colours of light, dark and print, the type scale, the classes of the drawings.
std::string_view style_sheet();

}  // namespace percuta::report
