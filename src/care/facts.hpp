// What is known of a person and a plan, and what is not: an answer that was never given is unknown, never "no".
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "core/document.hpp"
#include "plan/read.hpp"

namespace percuta::care {

/// Kleene's three values, in their order: of all terms the least, of any term the greatest.
enum class Truth { no, unknown, yes };
constexpr Truth both(Truth a, Truth b) { return std::min(a, b); }
constexpr Truth either(Truth a, Truth b) { return std::max(a, b); }

/// flag, number, choice, word, or date: a local day, or never.
using FactType = plan::Vocabulary::Question::Type;

/// A question that rules may ask.
struct Fact {
    std::string id{};  ///< "hx.keloid"
    FactType type = FactType::flag;
    std::string ask{};                   ///< in words, for whoever asks
    std::string unit{};                  ///< of a number, as it is shown; empty for counts
    std::vector<std::string> choices{};  ///< of a choice
    std::string from_plan{};             ///< what in the plan tells it, "subject.weight"; empty: somebody is asked

    bool operator==(const Fact&) const = default;
};

/// That something never happened: its date lies infinitely far back.
struct Never {
    bool operator==(const Never&) const = default;
};

/// A flag, a number (SI), a word, a local day, or never.
using Answer = std::variant<bool, double, std::string, core::Date, Never>;

/// By the id of the fact; a fact without an answer is unknown.
using Answers = std::map<std::string, Answer, std::less<>>;

}  // namespace percuta::care
