// A plan, its screening and its calendar as FHIR R4, for clinic systems.
#pragma once

#include <string>

#include "care/rules.hpp"
#include "core/bibliography.hpp"
#include "core/time_zone.hpp"
#include "course/result.hpp"

namespace percuta::report {

/// A Bundle of type "collection". What is planned and what was answered; of what was simulated only notes in words, so
/// that no system takes them for measurements. `rules` of all policies; `zone` of the calendar, or none: then days
/// without times.
std::string fhir_bundle(const course::Result& result, const care::RuleBase& rules,
                        const core::Bibliography& bibliography, const core::TimeZone* zone);

}  // namespace percuta::report
