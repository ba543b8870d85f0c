// Which published figures stand beside which simulated reading.
#pragma once

#include <string>
#include <vector>

#include "course/result.hpp"

namespace percuta::report {

/// A simulated reading over time, in per cent of change from before treatment.
struct SimulatedReading {
    std::string name;  ///< of the reader, where several read the same
    std::vector<double> times;
    std::vector<course::Interval> values;
    bool continuous = false;      ///< a curve, not readings at a few times
    bool banded = true;           ///< false: its interval is of another kind than the published spread
    std::vector<double> central;  ///< with every parameter at its fitted value; empty where it is not known
};

struct PublishedPoint {
    const course::Published* figure = nullptr;
    int number = 0;    ///< on the chart and in the table
    double day = 0.0;  ///< as long after this plan's last session as it was read after its own
    int beside = 0;    ///< how many points of this chart stand at the same day before it
};

struct PublishedChart {
    std::string title;
    std::vector<SimulatedReading> simulated;
    std::vector<PublishedPoint> points;
};

/// One chart a reading: an assay, a curve or a scale is never set against another. Scales come last.
std::vector<PublishedChart> published_charts(const course::Result& result);

}  // namespace percuta::report
