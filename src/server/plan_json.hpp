// Plan files and goal files as JSON, key for key, and back: what the page edits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/document.hpp"
#include "server/problem.hpp"

namespace percuta::server {

/// A file in JSON as the TOML that says the same, and where each of its lines comes from.
struct PlanText {
    std::string toml{};
    std::vector<std::string> pointers{};  ///< JSON pointer of each line, from line 1; the entry of line 0 is the whole
};

/// Quantities, days and words are strings in JSON; a day stands without quotes where the plan file has one. The same
/// for a goal, which holds a plan below "plan". Throws core::UsageError for null, numbers that are none, and keys or
/// texts that TOML cannot hold.
PlanText toml_of(const nlohmann::ordered_json& file);

/// The other way round: days as strings.
nlohmann::ordered_json json_of(const core::Document& document);

/// Findings with their place in the JSON instead of the line; pointers begin with `above`.
std::vector<Mistake> mistakes_in(const core::InvalidInput& error, const PlanText& text, const std::string& above = "");

}  // namespace percuta::server
