#include "course/calendar.hpp"

#include "course/draw.hpp"

namespace percuta::course {

care::Calendar calendar_of(const Knowledge& known, const Result& result, const core::TimeZone* zone) {
    const plan::Schedule& schedule = result.plan.schedule;
    const care::Timing timing{.start = schedule.start,
                              .time_of_day = schedule.time.value_or(usual_time),
                              .zone = zone,
                              .sessions = session_times(schedule),
                              .length = result.sessions.front().duration,
                              .follow_up = schedule.follow_up};
    return care::calendar(known.rules, result.screening.policy, result.screening.modality, result.screening.answers(),
                          timing,
                          {.half_closed = result.closure.over.empty() ? 0.0 : result.closure.over.back().median,
                           .closed = result.closure.restart,
                           .redness = result.burden.downtime});
}

}  // namespace percuta::course
