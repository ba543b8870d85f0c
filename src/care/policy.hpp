// Whose bar holds where the sources of rules disagree, as the user names it.
#pragma once

#include <string>

#include "care/rules.hpp"

namespace percuta::care {

/// Empty: that of the rule base. Throws core::UsageError for a policy that does not exist.
Policy policy_of(const RuleBase& rules, const std::string& word);

}  // namespace percuta::care
