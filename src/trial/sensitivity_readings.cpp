#include "trial/sensitivity_readings.hpp"

#include <fmt/format.h>

#include "core/units.hpp"
#include "course/scalp.hpp"
#include "outcome/catalogue.hpp"

namespace percuta::trial {

namespace {

/// People over whose response an expected score is averaged; the same for every point.
constexpr std::uint64_t responders = 64;

/// The scale on which an expected change can be read, that of the baseline; nullptr without one.
const outcome::Scale* scale_of(const course::Knowledge& known, const plan::Plan& plan) {
    if (plan.concern.baseline) return &known.clinic.scale(plan.concern.baseline->scale);
    return nullptr;
}

double expected_change(const CourseRead& one) {
    const outcome::Scale& scale = *scale_of(one.known, one.plan);
    const outcome::Parameters& p = one.draw.outcome;
    const outcome::Surface before =
        outcome::before(one.known.clinic, p, course::condition_of(one.plan, one.course.hair_rest));
    const double first = outcome::score(scale, p, before, before);
    double sum = 0.0;
    for (std::uint64_t i = 0; i < responders; ++i) {
        core::RandomStream random(one.seed, i, core::Stream::patients);
        const outcome::Responder who = outcome::draw_responder(p, random);
        sum += scale.improvement(first, outcome::score(scale, p, before, outcome::after(p, before, one.tissue(), who)));
    }
    return sum / static_cast<double>(responders);
}

}  // namespace

std::vector<SpreadReading> spread_readings(const course::Knowledge& known, const plan::Plan& plan) {
    std::vector<SpreadReading> out{
        {{"collagen", "gain of papillary collagen 8 weeks after the last session", "%"},
         [](const CourseRead& one) { return 100.0 * (one.tissue().collagen_total - 1.0); }},
        {{"epidermis", "gain of thickness of the epidermis 8 weeks after the last session", "%"},
         [](const CourseRead& one) { return 100.0 * (one.tissue().epidermis - 1.0); }},
        {{"depth", "mean true depth of the holes", "um"},
         [](const CourseRead& one) { return core::from_si(one.course.depth, "um"); }},
        {{"bleeding", "share of the holes that bleed", "%"},
         [](const CourseRead& one) { return 100.0 * one.course.exposure.bleeding_share; }},
        {{"pain", "pain of one press without anaesthetic, of 10", "1"},
         [](const CourseRead& one) { return 10.0 * one.course.pain; }},
        {{"downtime", "redness after a session", "d"},
         [](const CourseRead& one) {
             return core::from_si(outcome::downtime(one.draw.outcome, one.course.exposure, {}), "d");
         }},
        {{"pih", "risk of dark spots over the course", "%"}, [](const CourseRead& one) {
             return 100.0 * outcome::event_probability(one.draw.outcome, "pih", one.course.exposure, 0.0);
         }}};
    if (course::treats_hair(plan))
        out.push_back(
            {{"hair", "gain of visible hairs 8 weeks after the last session", "1/cm^2"}, [](const CourseRead& one) {
                 return core::from_si(course::tissue_with_hair(one.course, 0, 0.0).hair_gain, "1/cm^2");
             }});
    if (const outcome::Scale* scale = scale_of(known, plan); scale != nullptr && !course::treats_hair(plan))
        out.push_back({{"score", fmt::format("expected improvement, {}, 8 weeks after the last session", scale->title),
                        scale->unit},
                       expected_change});
    return out;
}

double reading_time(const plan::Plan& plan) {
    // Most of what a session makes is there, and biopsies are taken then.
    constexpr double after = 8.0 * core::week;
    return course::session_times(plan.schedule).back() + after;
}

}  // namespace percuta::trial
