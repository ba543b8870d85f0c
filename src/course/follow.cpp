#include "course/follow.hpp"

#include <mutex>

#include "course/scalp.hpp"
#include "course/tissue.hpp"
#include "healing/heal.hpp"
#include "numerics/lanes.hpp"
#include "puncture/consequence.hpp"

namespace percuta::course {

namespace {

void describe_session(const Patient& patient, const Prepared& prepared, Followed& out) {
    const puncture::Pattern& pattern = prepared.patterns.front();
    const plan::Plan& plan = *patient.plan;
    out.exposure = exposure_of(plan, patient.draw.device, patient.draw.skin, pattern);
    out.holes_per_area = pattern.holes_per_area();
    out.depth = pattern.mean([](const puncture::Hole& hole) { return hole.peak_depth; });
    out.pain = puncture::pain(patient.draw.puncture, pattern.needle_length, prepared.contact.touching);
    out.duration = puncture::duration(patient.draw.puncture, patient.draw.device, plan.technique.passes,
                                      treated_area(plan, patient.draw));
}

/// Needled patients in groups that one worker takes. Columns go through the solver eight at a time with others whose
/// epidermis has as many layers as theirs, so that a group holds several times eight.
std::vector<std::vector<std::size_t>> groups_of(std::span<const Patient> patients) {
    constexpr std::size_t most = 4 * numerics::lane_count;
    std::vector<std::vector<std::size_t>> out;
    for (std::size_t i = 0; i < patients.size(); ++i) {
        if (!patients[i].needled) continue;
        if (out.empty() || out.back().size() == most) out.emplace_back();
        out.back().push_back(i);
    }
    return out;
}

/// Needled or not, and `patterns` are empty if not.
void follow_hair(const Patient& patient, std::span<const puncture::Pattern> patterns, Followed& out) {
    if (!treats_hair(*patient.plan)) return;
    out.count_drift = patient.draw.hair.placebo_gain;
    out.hair_rest = hair_at_rest(*patient.plan, patient.draw.hair);
    std::vector<double> times;
    for (const outcome::Tissue& tissue : out.tissue) times.push_back(tissue.time);
    out.hair = hair_gains(*patient.plan, patient.draw, patterns, times);
}

}  // namespace

outcome::Tissue tissue_with_hair(const Followed& one, std::size_t time, double response) {
    return one.hair.empty() ? one.tissue[time] : outcome::with_hair(one.tissue[time], one.hair[time], response);
}

std::vector<Followed> follow(std::span<const Patient> patients, std::span<const double> times, std::uint64_t seed,
                             core::Workers& workers, const core::Watch& watch) {
    std::vector<Followed> out(patients.size());
    for (Followed& one : out)
        for (const double time : times) one.tissue.push_back({.time = time});
    const std::vector<std::vector<std::size_t>> groups = groups_of(patients);
    workers.each(patients.size(), [&](std::size_t i) {
        watch.check();
        if (!patients[i].needled) follow_hair(patients[i], {}, out[i]);
    });
    std::mutex lock;
    std::size_t done = 0;
    const core::Watch quiet{{}, watch.stop};
    workers.each(groups.size(), [&](std::size_t g) {
        std::vector<healing::Case> cases;
        std::vector<std::vector<puncture::Pattern>> patterns;
        for (const std::size_t i : groups[g]) {
            watch.check();
            Prepared prepared = prepare(*patients[i].plan, patients[i].draw, seed);
            describe_session(patients[i], prepared, out[i]);
            cases.push_back(std::move(prepared.skin));
            patterns.push_back(std::move(prepared.patterns));
        }
        const std::vector<healing::Course> courses = healing::heal_columns(cases, times.back(), quiet);
        for (std::size_t k = 0; k < courses.size(); ++k) {
            Followed& one = out[groups[g][k]];
            for (outcome::Tissue& tissue : one.tissue) tissue = tissue_at(courses[k].curves, tissue.time);
            follow_hair(patients[groups[g][k]], patterns[k], one);
            one.overtreatment =
                overtreatment_of(courses[k].curves, session_times(patients[groups[g][k]].plan->schedule));
        }
        const std::scoped_lock guard(lock);
        done += groups[g].size();
        watch.tick(static_cast<double>(done) / static_cast<double>(patients.size()), "following people");
    });
    return out;
}

}  // namespace percuta::course
