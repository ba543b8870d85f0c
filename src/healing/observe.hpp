// What can be read off a state: averages over layers, closure, and the row of curves of one moment.
#pragma once

#include <span>
#include <vector>

#include "core/series.hpp"
#include "healing/tissue.hpp"

namespace percuta::healing {

/// Smallest cover of the epidermis anywhere: 0 in an open hole, 1 when closed; in a column, where a hole is a share of
/// the surface, 1 less that share.
double least_cover(const Layout& layout, std::span<const double> values);

/// Closure of the holes of the last session: 0 right after it, 1 when closed (and before any session).
double closure(const Layout& layout, std::span<const double> values);

/// After a session: remembers how much of the surface is open, and opens the barrier as far.
void open_surface(const Layout& layout, State& state);

/// Averages over the papillary dermis that drive the epidermis and the scar load; collagen relative to rest.
struct PapillaryState {
    double P, T, Y, collagen;
};
PapillaryState papillary_state(const Layout& layout, std::span<const double> values);

/// Empty series with the columns that `heal` promises.
core::TimeSeries empty_curves(const Layout& layout);

/// Fills one row for `empty_curves`, in the order of its columns.
void observe(const Layout& layout, std::span<const double> values, std::vector<double>& row);
std::vector<double> observe(const Layout& layout, std::span<const double> values);

}  // namespace percuta::healing
