#include "care/policy.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::care {

Policy policy_of(const RuleBase& rules, const std::string& word) {
    if (word.empty()) return rules.default_policy;
    const std::vector<std::string> names = policy_names();
    if (std::ranges::find(names, word) == names.end())
        throw core::UsageError(
            fmt::format("{} is not a policy of screening; {}", core::as_written(word), core::suggest(word, names)));
    return policy_named(word);
}

}  // namespace percuta::care
