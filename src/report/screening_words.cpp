#include "report/screening_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"
#include "report/text.hpp"

namespace percuta::report {

std::string in_words(const care::Known& known) {
    const care::Answer& answer = known.answer;
    const care::Fact& fact = known.fact;
    if (const bool* flag = std::get_if<bool>(&answer)) return *flag ? "yes" : "no";
    if (const auto* date = std::get_if<core::Date>(&answer)) return iso(*date);
    if (const auto* word = std::get_if<std::string>(&answer)) return *word;
    if (const double* number = std::get_if<double>(&answer))
        return fact.unit.empty() ? fmt::format("{:.4g}", *number)
                                 : fmt::format("{:.4g} {}", core::from_si(*number, fact.unit), fact.unit);
    return "never";
}

std::string because_in_words(const care::Finding& finding, const care::Screening& screening) {
    std::vector<std::string> facts;
    for (const std::string& id : finding.because)
        facts.push_back(fmt::format("{}: {}", id, in_words(screening.known.at(id))));
    return fmt::format("{}", fmt::join(facts, "; "));
}

std::string seen_in_words(const care::Rule& rule) {
    return rule.seen == "source"      ? "read in the source"
           : rule.seen == "secondary" ? "read in a text that restates it"
                                      : "not confirmed";
}

}  // namespace percuta::report
