// A table of quantities over time: the one shape in which curves travel between rooms.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace percuta::core {

/// One quantity; `values` has one entry per time of the series that holds it.
struct Column {
    std::string name;
    std::string unit;   ///< UDUNITS-2 name of the unit of `values`; "1" for pure numbers
    double rest = 0.0;  ///< value in untreated skin
    std::vector<double> values;
};

/// Times in seconds, not decreasing. A time that stands twice marks a jump: the first entry is before it, the second
/// after.
class TimeSeries {
public:
    TimeSeries() = default;
    explicit TimeSeries(std::vector<Column> columns);

    /// Appends one row; `values` in the order of the columns. Throws InternalError for a wrong size or a step back in
    /// time.
    void append(double time, std::span<const double> values);

    const std::vector<double>& times() const { return times_; }
    const std::vector<Column>& columns() const { return columns_; }
    const Column& column(std::string_view name) const;  ///< throws InternalError when there is none
    bool has(std::string_view name) const;

    /// Value at `time`, by cubic Hermite interpolation between rows (monotone, never outside the two rows
    /// that it lies between, never across a jump), constant outside; at the time of a jump, the value after it.
    double at(std::string_view name, double time) const;
    /// All columns at the given times.
    TimeSeries resample(std::span<const double> times) const;
    /// Time of the largest value of a column among the rows within [from, to]; `from` when there is none.
    double time_of_peak(std::string_view name, double from, double to) const;

private:
    double interpolate(const Column& column, double time) const;

    std::vector<double> times_;
    std::vector<Column> columns_;
};

}  // namespace percuta::core
