// What is read from the course of a plan whose spread is taken apart.
#pragma once

#include <cstdint>
#include <vector>

#include "course/follow.hpp"
#include "course/knowledge.hpp"
#include "trial/sensitivity.hpp"

namespace percuta::trial {

/// One course, with all that its results are read from.
struct CourseRead {
    const course::Knowledge& known;
    const plan::Plan& plan;
    const course::Draw& draw;
    const course::Followed& course;  ///< until `reading_time`, that alone
    std::uint64_t seed;

    const outcome::Tissue& tissue() const { return course.tissue.back(); }
};

struct SpreadReading {
    SpreadOf of;
    double (*read)(const CourseRead& one);  ///< in the unit of `of`
};

/// Of the results that this plan has.
std::vector<SpreadReading> spread_readings(const course::Knowledge& known, const plan::Plan& plan);
/// When tissue and scores are read, seconds after the first session.
double reading_time(const plan::Plan& plan);

}  // namespace percuta::trial
