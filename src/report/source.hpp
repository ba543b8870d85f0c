// Where a figure is from, ready to print.
#pragma once

#include <string>
#include <string_view>

#include "core/bibliography.hpp"
#include "course/result.hpp"

namespace percuta::report {

struct Source {
    std::string citation;  ///< one line; the key itself when the bibliography does not know it
    std::string link;      ///< http or https, else empty
};

Source source_of(std::string_view key, const core::Bibliography& bibliography);

/// "validated", "extrapolated", "hypothesis".
std::string_view name(course::Credibility credibility);

}  // namespace percuta::report
