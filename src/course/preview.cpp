#include "course/preview.hpp"

#include "course/draw.hpp"
#include "course/summarise.hpp"

namespace percuta::course {

Preview preview(const Knowledge& known, const plan::Plan& plan) {
    plan::Plan once = plan;
    once.schedule.sessions = 1;
    const Draw usual = central(known, once);
    Prepared prepared = prepare(once, usual, 1);
    const Run run{usual.skin, std::move(prepared.contact), std::move(prepared.patterns), {}};
    return {usual.skin, summarise_session(0, 0.0, run, {},
                                          {usual.puncture, usual.device, once.technique.passes,
                                           once.technique.area.value_or(usual.puncture.usual_area)})};
}

}  // namespace percuta::course
