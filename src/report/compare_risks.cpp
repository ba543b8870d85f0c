// Risks of the plans, of a thousand people.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "report/burden_words.hpp"
#include "report/compare_parts.hpp"
#include "report/parts.hpp"
#include "report/source.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

const outcome::Risk* risk_of(const course::Result& result, const std::string& name) {
    const auto found = std::ranges::find(result.burden.risks, name, &outcome::Risk::name);
    return found == result.burden.risks.end() ? nullptr : &*found;
}

std::string cell(const outcome::Risk* risk) {
    if (risk == nullptr) return "–";
    return fmt::format("{} ({} to {})", of_thousand(risk->probability), of_thousand(risk->lo), of_thousand(risk->hi));
}

}  // namespace

std::string compared_risks(const Comparison& comparison, const core::Bibliography& bibliography) {
    std::vector<const outcome::Risk*> named;
    for (const Contestant& plan : comparison.plans)
        for (const outcome::Risk& risk : plan.result.burden.risks)
            if (std::ranges::none_of(named, [&](const auto* known) { return known->name == risk.name; }))
                named.push_back(&risk);
    if (named.empty()) return "";
    Table table{"What may go wrong over the whole course, of 1000 people (90 % interval between studies)",
                {"event"},
                {},
                "text"};
    for (std::size_t i = 0; i < comparison.plans.size(); ++i) table.head.push_back(letter(i));
    table.head.push_back("rests on");
    for (const outcome::Risk* risk : named) {
        std::vector<std::string> row{escape(risk->title)};
        for (const Contestant& plan : comparison.plans) row.push_back(cell(risk_of(plan.result, risk->name)));
        std::string why = escape(risk->evidence);
        if (!risk->source.empty()) why += (why.empty() ? "" : "<br>") + cited(source_of(risk->source, bibliography));
        row.push_back(why);
        table.rows.push_back(std::move(row));
    }
    return "<h3>Risks</h3>\n" + render(table);
}

}  // namespace percuta::report
