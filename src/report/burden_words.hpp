// Downtime, risks and effort in words, for the report and for plans side by side.
#pragma once

#include <string>

#include "course/result.hpp"

namespace percuta::report {

/// Whether downtime and risks were worked out at all.
bool known(const course::Burden& burden);
/// "Redness is seen for about 2 days …".
std::string downtime_in_words(const course::Burden& burden);
/// "12", "0.4", "fewer than 0.1": of a thousand people.
std::string of_thousand(double probability);
/// Whether the sessions leave the skin time to heal, and what is left when they do not.
std::string overtreatment_in_words(const course::Result& result);
/// Sessions and hours.
std::string effort_in_words(const course::Result& result);
/// "The course costs 900 EUR …"; nothing where no price is known.
std::string cost_in_words(const course::Cost& cost);

}  // namespace percuta::report
