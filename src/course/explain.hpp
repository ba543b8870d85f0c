// What a result rests on and how far it may be trusted: sources, published figures beside it, credibility, notes.
#pragma once

#include "course/knowledge.hpp"
#include "course/result.hpp"

namespace percuta::course {

/// Fills published, credibility, basis, warnings and notes of a result whose figures are complete.
void explain(const Knowledge& known, Result& result);

}  // namespace percuta::course
