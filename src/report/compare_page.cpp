#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/burden_words.hpp"
#include "report/compare.hpp"
#include "report/compare_parts.hpp"
#include "report/names.hpp"
#include "report/page.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

std::vector<std::string> heads(const Comparison& comparison, std::size_t from) {
    std::vector<std::string> out{""};
    for (std::size_t i = from; i < comparison.plans.size(); ++i) out.push_back(letter(i));
    return out;
}

std::string row_title(const Endpoint& endpoint) {
    return escape(endpoint.title) +
           (endpoint.unit.empty() ? "" : fmt::format(" <span class=\"muted\">{}</span>", escape(endpoint.unit)));
}

/// Tables of one group each; of differences, where `from` is 1, without what only one plan leads to.
template <class Cell>
std::string tables(const Comparison& comparison, std::size_t from, const std::string& note, Cell cell) {
    std::vector<std::string> groups;
    for (const Endpoint& endpoint : comparison.endpoints)
        if (groups.empty() || groups.back() != endpoint.group) groups.push_back(endpoint.group);
    std::string out;
    for (const std::string& group : groups) {
        Table table{group + note, heads(comparison, from), {}, "plans"};
        for (const Endpoint& endpoint : comparison.endpoints) {
            if (endpoint.group != group || (from > 0 && !has_differences(endpoint))) continue;
            std::vector<std::string> row{row_title(endpoint)};
            for (std::size_t i = from; i < comparison.plans.size(); ++i) row.push_back(cell(endpoint, i));
            table.rows.push_back(std::move(row));
        }
        if (table.rows.empty()) continue;
        // Scales beside that of the baseline are for those who look closer.
        const bool main =
            std::ranges::any_of(comparison.endpoints, [&](const Endpoint& e) { return e.group == group && e.main; });
        out += main ? render(table) : details(group, render(table));
    }
    return out;
}

/// What of a plan is more than noise, in words.
std::string apart(const Comparison& comparison, std::size_t plan) {
    std::vector<std::string> more, less;
    for (const Endpoint& endpoint : comparison.endpoints) {
        const auto& difference = endpoint.differences[plan];
        if (!endpoint.main || !difference || difference->verdict != Verdict::apart) continue;
        const std::string reader = endpoint.reader.empty() ? "" : " (" + endpoint.reader + ")";
        (difference->by->median > 0.0 ? more : less).push_back(escape(uncapitalised(endpoint.title) + reader));
    }
    if (more.empty() && less.empty())
        return fmt::format("<strong>{} against A</strong>: no difference is more than noise.", letter(plan));
    std::string out = fmt::format("<strong>{} against A</strong>.", letter(plan));
    if (!more.empty()) out += fmt::format(" Higher: {}.", fmt::join(more, "; "));
    if (!less.empty()) out += fmt::format(" Lower: {}.", fmt::join(less, "; "));
    return out + " All else is within the noise or was not sampled.";
}

std::string number_of_plans(const Comparison& comparison) {
    const std::string counted_plans = counted(static_cast<int>(comparison.plans.size()), "plan");
    return capitalised(counted_plans);
}

std::string header(const Comparison& comparison) {
    std::string plans, verdicts;
    for (std::size_t i = 0; i < comparison.plans.size(); ++i) {
        plans += fmt::format("<li><strong>{}</strong> {} <span class=\"muted\">({})</span></li>\n", letter(i),
                             escape(title_of(comparison.plans[i])), escape(comparison.plans[i].file));
        if (i > 0) verdicts += paragraph(apart(comparison, i));
    }
    const course::Provenance& made = comparison.plans.front().result.provenance;
    return fmt::format(
        "<header>\n<h1>{} side by side</h1>\n<p class=\"kicker\">Seed {}, {}, fidelity {}</p>\n"
        "<ul>\n{}</ul>\n{}<p class=\"notice\"><strong>Research and education software; not a medical "
        "device; no promise of effect.</strong> An interval says how far the figures move when the uncertain "
        "parameters "
        "are drawn anew; it does not cover what the model leaves out, and neither does a "
        "difference.</p>\n</header>\n\n",
        number_of_plans(comparison), made.seed,
        made.samples > 0 ? fmt::format("{} draws", made.samples) : "nothing sampled", escape(made.fidelity), plans,
        has_draws(comparison) ? verdicts : "");
}

std::string difference_section(const Comparison& comparison) {
    const std::string how =
        has_draws(comparison)
            ? "Every draw of the parameters, and every virtual person, goes through all plans: what they share cancels "
              "in the difference, so that a difference can be sure though both figures are not. A difference is called "
              "“within the noise” when zero lies within its 90\u00a0% interval."
            : "Nothing was sampled: differences of central values say nothing of their own uncertainty.";
    return section(
        "differences", "Differences from plan A",
        paragraph(how) + tables(comparison, 1, ": minus that of plan A", [](const Endpoint& e, std::size_t i) {
            const auto& difference = e.differences[i];
            const std::string text = escape(difference_in_cell(e, i));
            const bool strong = difference && difference->verdict == Verdict::apart;
            return strong ? "<strong>" + text + "</strong>" : text;
        }));
}

std::string warnings_section(const Comparison& comparison, const core::Bibliography& bibliography) {
    std::string html;
    for (std::size_t i = 0; i < comparison.plans.size(); ++i) {
        std::string list;
        for (const course::Warning& warning : comparison.plans[i].result.warnings) {
            const Source source = warning.source.empty() ? Source{} : source_of(warning.source, bibliography);
            list += fmt::format("<li>{}{}{}</li>\n", speaks_against(warning.kind) ? "<strong>Stop.</strong> " : "",
                                escape(warning.text),
                                warning.source.empty()
                                    ? ""
                                    : fmt::format(" <span class=\"muted small\">Source: {}</span>", cited(source)));
        }
        html += fmt::format("<h3>{}: {}</h3>\n{}", letter(i), escape(title_of(comparison.plans[i])),
                            list.empty() ? paragraph("No warning.") : "<ul>\n" + list + "</ul>\n");
    }
    return section("warnings", "Warnings", html);
}

std::string effort_section(const Comparison& comparison, const core::Bibliography& bibliography) {
    std::string html;
    for (std::size_t i = 0; i < comparison.plans.size(); ++i) {
        const course::Result& result = comparison.plans[i].result;
        html += fmt::format("<h3>{}: {}</h3>\n{}{}", letter(i), escape(title_of(comparison.plans[i])),
                            paragraph(downtime_in_words(result.burden) + " " + overtreatment_in_words(result)),
                            paragraph(effort_in_words(result) + " " + cost_in_words(result.burden.cost)));
    }
    return section("burden", "Redness, risks and what it takes", html + compared_risks(comparison, bibliography));
}

std::string provenance(const Comparison& comparison) {
    const course::Provenance& made = comparison.plans.front().result.provenance;
    return section("provenance", "Provenance",
                   fmt::format("<dl class=\"facts\">\n<dt>Percuta</dt><dd>{} ({})</dd>\n<dt>Data</dt><dd>{}</dd>\n"
                               "<dt>Made</dt><dd>{}</dd>\n</dl>\n<pre>{}</pre>\n",
                               escape(made.version), escape(made.commit), escape(made.data_hash), escape(made.created),
                               escape(made.command)));
}

}  // namespace

std::string compare_html(const Comparison& comparison, const core::Bibliography& bibliography) {
    const std::string readings = compared_readings(comparison);
    // Pictures before tables.
    std::vector<std::pair<std::string, std::string>> list{{"intervals", "Endpoints as intervals"},
                                                          {"curves", "Curves"}};
    if (!readings.empty()) list.emplace_back("readings", "What a reader would see");
    list.insert(list.end(), {{"burden", "Redness, risks and what it takes"},
                             {"endpoints-table", "Endpoints"},
                             {"differences", "Differences from plan A"},
                             {"warnings", "Warnings"},
                             {"provenance", "Provenance"}});
    std::string out = header(comparison) + contents(list);
    out += section("intervals", "Endpoints as intervals", compared_intervals(comparison));
    out += section("curves", "Curves", plan_legend(comparison) + compared_curves(comparison));
    if (!readings.empty()) out += section("readings", "What a reader would see", readings);
    out += effort_section(comparison, bibliography);
    out += section("endpoints-table", "Endpoints",
                   tables(comparison, 0, ": median (90 % interval)",
                          [](const Endpoint& e, std::size_t i) { return escape(in_cell(e, i)); }));
    out += difference_section(comparison) + warnings_section(comparison, bibliography);
    out += provenance(comparison);
    return page("Plans side by side", comparison.plans.front().result.provenance.version, out);
}

}  // namespace percuta::report
