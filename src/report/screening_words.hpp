// Screening in words, for tables on the terminal and on the page.
#pragma once

#include <string>

#include "care/screen.hpp"

namespace percuta::report {

std::string in_words(const care::Known& known);  ///< "2027-01-11", "never", "0.3 mm"
/// The facts that make a rule fire, with their answers: "hx.keloid: yes".
std::string because_in_words(const care::Finding& finding, const care::Screening& screening);
/// How the source of a rule was read: "not confirmed".
std::string seen_in_words(const care::Rule& rule);

}  // namespace percuta::report
