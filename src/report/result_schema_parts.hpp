// The parts of the schema of a result: members of its `properties`, each but the last with a comma behind it. They use
// the `$defs` that stand in result_schema.cpp.
#pragma once

#include <string_view>

namespace percuta::report {

/// Who made it, from which plan, and what was treated with what: provenance, plan, skin, device, collagen_baseline.
std::string_view made_schema();
/// Whether the person may be needled: screening.
std::string_view screening_schema();
/// The holes of each session: sessions.
std::string_view sessions_schema();
/// How channels close and what products bring in: closure, delivery.
std::string_view delivery_schema();
/// What readers see, and what may go wrong: outcome, safety.
std::string_view clinic_schema();
/// What comes before and after each session: calendar, red_flags.
std::string_view calendar_schema();
/// What it rests on: adjuncts, published, credibility, basis, notes.
std::string_view evidence_schema();

}  // namespace percuta::report
