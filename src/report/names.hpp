// What the stable names of curves mean, in the words that a practitioner reads.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace percuta::report {

struct Name {
    std::string_view name;   ///< of the curve
    std::string_view title;  ///< "Neutrophils"
    std::string_view role;   ///< "first to arrive; clear debris"
};

/// Names of one panel in the order in which the cascade runs.
std::span<const Name> signals();
std::span<const Name> cells();
std::span<const Name> closure();
std::span<const Name> collagens();

/// The title of any curve; its name in plain words when it is not known here.
std::string title_of(std::string_view curve);
std::string role_of(std::string_view curve);
/// "goodman-baron-quantitative" -> "Goodman-Baron quantitative".
std::string title_of_scale(std::string_view scale);

/// Whether a warning of this kind speaks against the treatment as planned, not for care in it.
bool speaks_against(std::string_view kind_of_warning);

}  // namespace percuta::report
