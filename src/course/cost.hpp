// What a course of treatment costs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/interval.hpp"
#include "course/knowledge.hpp"
#include "plan/plan.hpp"

namespace percuta::course {

/// In which costs.toml states its prices.
inline constexpr std::string_view currency = "EUR";

/// One thing to pay for, over the whole course.
struct CostItem {
    std::string name;       ///< practitioner | supplies | needles | device | product.NAME | adjunct.NAME
    std::string title;      ///< "Needles"
    core::Interval amount;  ///< over the priors of the prices
    double central = 0.0;   ///< at the prices of the data
};

struct Cost {
    int price_year = 0;
    std::vector<CostItem> items;  ///< what costs nothing is left out
    core::Interval total;         ///< of the sum; medians and ends of items do not add up to it
    double central = 0.0;         ///< sum over the items, at the prices of the data
    std::vector<double> totals;   ///< behind the interval: set i of prices is the same for every plan
};

/// The whole course of a plan whose sessions last `session_duration` seconds of needling each. In a practice: a first
/// visit, needles and supplies for every session, a share of the handpiece of a pen, and the time of the practitioner.
/// At home: the device, as often as it is bought, and cartridges. In both: products and adjuncts. The same each time
/// for the same plan. Throws core::UsageError for a product that is never on the skin.
Cost cost_of(const Knowledge& known, const plan::Plan& plan, double session_duration);

/// `Cost::central` alone, some hundred times faster: for those who weigh many plans.
double central_cost_of(const Knowledge& known, const plan::Plan& plan, double session_duration);

/// Throws core::InvalidInput where costs.toml lacks a price, or prices an adjunct that does not exist.
void check_costs(const Knowledge& known);

}  // namespace percuta::course
