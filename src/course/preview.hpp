// What can be said of a plan at once, before anything heals.
#pragma once

#include "course/knowledge.hpp"
#include "course/result.hpp"
#include "plan/plan.hpp"
#include "skin/skin.hpp"

namespace percuta::course {

struct Preview {
    skin::Skin skin;
    Session session;  ///< the first one
};

/// The holes of the first session, with central values and without intervals. A few milliseconds.
Preview preview(const Knowledge& known, const plan::Plan& plan);

}  // namespace percuta::course
