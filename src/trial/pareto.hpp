// Which of many are worth looking at when several things are wanted at once.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace percuta::trial {

/// What is wanted less of, one number for each objective.
using Burdens = std::vector<double>;

/// At least as good in everything and better in something.
bool dominates(const Burdens& one, const Burdens& other);

/// Indices of those that none dominates, ascending. Of those that are alike within the `resolution` of every objective
/// (cells of a grid; 0: exactly alike), one stands for all: the one that is first in the order of its objectives. None
/// of what is returned is dominated by any of `all`.
std::vector<std::size_t> pareto_front(std::span<const Burdens> all, const Burdens& resolution);

}  // namespace percuta::trial
