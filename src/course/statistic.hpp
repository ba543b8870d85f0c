// What a figure of a trial needs beside its statistic, and what its numbers are.
#pragma once

#include <string_view>

#include "course/clinical.hpp"

namespace percuta::course {

enum class StatisticUnit { of_measure, percent, one, time };
enum class Threshold { none, in_unit, share, within };
/// Whether a figure is of one arm or of two.
enum class Versus { never, may, must };

struct StatisticForm {
    std::string_view name;
    StatisticUnit unit = StatisticUnit::of_measure;
    Threshold threshold = Threshold::none;
    bool of_readings = false;    ///< can be made of readings before treatment
    bool from_baseline = false;  ///< compares with a reading before treatment: no scale of change has one
    Versus versus = Versus::may;
};

const StatisticForm& form_of(Statistic statistic);
Statistic statistic_named(std::string_view name);  ///< one of `statistic_names`

}  // namespace percuta::course
