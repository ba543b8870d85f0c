// What of the products of a plan should worry those who carry it out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "course/draw.hpp"
#include "course/result.hpp"

namespace percuta::course {

/// A sentence for each product of the plan that must not meet open channels and goes on after the needles: how long
/// after them is not looked at, because when channels are closed is only known after the run.
std::vector<std::string> contraindications(const Knowledge& known, const plan::Plan& plan);

/// Throws core::Contraindicated with those of all plans, unless there is a reason to go on all the same.
void refuse_contraindicated(const Knowledge& known, std::span<const plan::Plan> plans,
                            std::string_view overridden = {});

/// Warnings about what products hold and what they bring in; `usual` is the run with central values.
void warn_of_products(const Knowledge& known, const Draw& usual, Result& result);

/// Why the plan of this result must not be carried out, as its warnings say; empty when they do not say so.
std::vector<std::string> stops(const Result& result);

/// Throws core::InvalidInput where safety.toml does not hold what this needs.
void check_safety(const core::ParameterSet& safety);

}  // namespace percuta::course
