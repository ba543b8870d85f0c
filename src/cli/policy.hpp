// Whose bar holds where the sources of rules disagree, as the user names it.
#pragma once

#include <string>

#include "care/rules.hpp"

namespace percuta::cli {

/// Empty: that of the rule base. Throws core::UsageError for a policy that does not exist.
care::Policy policy_of(const care::RuleBase& rules, const std::string& word);

}  // namespace percuta::cli
