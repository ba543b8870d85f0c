// [subject.facts]: what was asked of the person, as the rules for screening ask it.
#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/error.hpp"
#include "plan/sections.hpp"

namespace percuta::plan {

namespace {

using core::Node;
using core::Reader;

std::optional<core::Date> date_of(const Node& node) {
    if (const auto* date = std::get_if<core::Date>(&node.value)) return *date;
    return node.text() != nullptr ? date_in(*node.text()) : std::nullopt;
}

/// A count where no unit is asked for, or a number with a unit that fits; neither is below zero.
std::optional<Fact> number_of(const Node& node, const Vocabulary::Question& question) {
    if (question.unit.empty()) {
        const auto number = node.number();
        const bool counts = number && std::isfinite(*number) && *number >= 0.0 && *number == std::floor(*number);
        return counts ? std::optional<Fact>(*number) : std::nullopt;
    }
    const auto quantity = node.text() != nullptr ? core::parse_quantity(*node.text()) : std::nullopt;
    if (!quantity || quantity->value < 0.0 || !core::is_unit(quantity->unit) ||
        !core::convertible(quantity->unit, question.unit) ||
        !std::isfinite(core::to_si(quantity->value, quantity->unit)))
        return std::nullopt;
    return Fact(*quantity);
}

std::optional<Fact> fact_of(const Node& node, const Vocabulary::Question& question) {
    using Type = Vocabulary::Question::Type;
    const std::string* text = node.text();
    switch (question.type) {
        case Type::flag:
            if (const bool* flag = std::get_if<bool>(&node.value)) return Fact(*flag);
            return std::nullopt;
        case Type::number: return number_of(node, question);
        case Type::choice:
            if (text != nullptr && std::ranges::find(question.choices, *text) != question.choices.end())
                return Fact(*text);
            return std::nullopt;
        case Type::word: return text != nullptr ? std::optional<Fact>(*text) : std::nullopt;
        case Type::date:
            if (const auto date = date_of(node)) return Fact(*date);
            return text != nullptr && *text == "never" ? std::optional<Fact>(*text) : std::nullopt;
    }
    throw core::InternalError("no such type of question");
}

std::string wanted(const Vocabulary::Question& question) {
    using Type = Vocabulary::Question::Type;
    switch (question.type) {
        case Type::flag: return "true or false";
        case Type::number:
            return question.unit.empty()
                       ? "a whole number without a unit, 0 or more"
                       : fmt::format("a number of 0 or more with a unit such as \"2 {}\"", question.unit);
        case Type::choice: return fmt::format("one of \"{}\"", fmt::join(question.choices, "\", \""));
        case Type::word: return "a word in quotes";
        case Type::date: return "a date, such as 2027-01-11, or \"never\"";
    }
    throw core::InternalError("no such type of question");
}

}  // namespace

std::optional<core::Date> date_in(std::string_view text) {
    constexpr std::size_t length = 10;
    if (text.size() != length || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto figure = [&](std::size_t from, std::size_t count) -> std::optional<int> {
        int value = 0;
        const char* last = text.data() + from + count;
        const auto [end, error] = std::from_chars(text.data() + from, last, value);
        return error == std::errc{} && end == last && value >= 0 ? std::optional(value) : std::nullopt;
    };
    const auto year = figure(0, 4), month = figure(5, 2), day = figure(8, 2);
    if (!year || !month || !day) return std::nullopt;
    const core::Date date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                          std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::map<std::string, Fact> read_facts(Reader reader, const Vocabulary& vocabulary) {
    std::map<std::string, Fact> facts;
    for (const auto& [key, node] : reader.entries()) {
        const auto question = vocabulary.questions.find(key.name);
        if (question == vocabulary.questions.end()) {
            std::vector<std::string> ids;
            for (const auto& [id, one] : vocabulary.questions) ids.push_back(id);
            const bool nested = node.table() != nullptr;
            reader.findings().add(
                key.line, key.column, fmt::format("no rule asks for {}", core::as_written(key.name)),
                nested ? "put names with dots in quotes: \"hx.keloid\" = false" : core::suggest(key.name, ids));
        } else if (const std::string& elsewhere = question->second.elsewhere; !elsewhere.empty()) {
            reader.findings().add(key.line, key.column,
                                  fmt::format("{} is known from the rest of the plan", core::as_written(key.name)),
                                  fmt::format("leave it out here; it comes from {}", elsewhere));
        } else if (node.text() != nullptr && *node.text() == "unknown") {
            continue;  // as if it were not there
        } else if (auto fact = fact_of(node, question->second)) {
            facts[key.name] = std::move(*fact);
        } else {
            reader.findings().add(node,
                                  fmt::format("{} is {}, but must be {}", reader.full_name(key.name),
                                              node.text() != nullptr ? core::as_written(*node.text()) : node.kind(),
                                              wanted(question->second)),
                                  "leave out what is not known");
        }
    }
    return facts;
}

}  // namespace percuta::plan
