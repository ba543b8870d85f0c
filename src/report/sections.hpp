// The sections of the report, one file each, in the order in which they stand on the page. Each is HTML.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/bibliography.hpp"
#include "course/result.hpp"

namespace percuta::report {

std::string summary_section(const course::Result& result, const core::Bibliography& bibliography);
std::string calendar_section(const course::Result& result, const core::Bibliography& bibliography);
std::string screening_section(const course::Result& result, const core::Bibliography& bibliography);
std::string cross_section(const course::Result& result);
std::string holes_section(const course::Result& result);
std::string closure_section(const course::Result& result);
std::string delivery_section(const course::Result& result, const core::Bibliography& bibliography);
std::string cascade_section(const course::Result& result);
std::string collagen_section(const course::Result& result, const core::Bibliography& bibliography);
std::string assays_section(const course::Result& result);
std::string outcome_section(const course::Result& result);
std::string burden_section(const course::Result& result, const core::Bibliography& bibliography);
std::string basis_section(const course::Result& result, const core::Bibliography& bibliography);
std::string provenance_section(const course::Result& result);

/// A box with every warning and its source; nothing when there is none.
std::string warnings(const course::Result& result, const core::Bibliography& bibliography);

/// One of the depths that a hole has, spread over the holes.
struct Depth {
    const char* title;
    const char* meaning;
    const course::Spread* spread;
};
std::array<Depth, 3> depths(const course::Session& session);
/// Bars of true depth beside the layers and the length of the needles; nothing when nothing pierced.
std::string depth_histogram(const course::Result& result, const course::Session& session);
std::string four_depths(const course::Result& result, const course::Session& session);
/// A square piece of skin from above with every strike; nothing where strikes are too dense to be listed.
std::string hole_map(const course::Session& session);
/// The table of bleeding, volumes, force, pain, time and follicles.
std::string at_once(const course::Session& session);

/// Published figures on charts of the assay (or curve) that they belong to, with the table that says what they are.
std::string published_figures(const course::Result& result, const core::Bibliography& bibliography);
/// A tenth-by-tenth array of icons, `shown` of them filled.
std::string icon_array(const std::string& id, int shown, const std::string& title);
/// With the interval of that number: those beyond its lower end are pale, those up to its upper end have a rim.
std::string icon_array(const std::string& id, int shown, const std::string& title, int least, int most);

/// The style sheet: colours of light, dark and print, the type scale, the classes of the drawings.
std::string_view style_sheet();

}  // namespace percuta::report
