// What a course takes from a person besides the needles, and what it may leave.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/burden_words.hpp"
#include "report/panels.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

/// Ten days, or more where redness lasts.
Window redness_window(const course::Result& result) {
    const double lasts = std::max(10.0 * core::day, 2.0 * result.burden.downtime.hi);
    return {0.0, std::min(whole_course(result).to, lasts)};
}

/// The curve of redness, where there is one.
std::string redness_curve(const course::Result& result) {
    const course::Curve* redness = drawable(result, "erythema");
    if (redness == nullptr) return "";
    const Window window = redness_window(result);
    const svg::Frame frame{52.0, 40.0, 620.0, 150.0};
    const svg::Scale x = day_scale(window, frame.left, frame.right());
    double most = 1.0;
    for (std::size_t row = 0; row < result.times.size(); ++row)
        if (result.times[row] <= window.to) most = std::max(most, redness->hi[row]);
    const svg::Scale y = svg::covering(0.0, most, frame.bottom(), frame.top, 4);
    std::string body = svg::y_axis(frame, y, svg::ticks(y.from, y.to, 4), "");
    body += svg::text({0.0, 14.0}, "Redness; 1 is just visible", "axis-title");
    body += session_marks(result, window, x, {frame.left, frame.top - 2.0, frame.width, frame.height + 2.0});
    body += svg::line({frame.left, y(1.0)}, {frame.right(), y(1.0)}, "rest");
    body += curve_with_band(result, *redness, window, x, y, "s2");
    body += svg::x_axis(x, frame.bottom(), day_ticks(window, 8), "day");
    return figure(
        svg::drawing("redness", 700.0, frame.bottom() + 44.0, "Redness after the sessions",
                     downtime_in_words(result.burden), body),
        "Redness relative to what is just visible (dotted). Median; shade: 90\u00a0% of people, studies and draws.");
}

std::string risks(const course::Burden& burden, const core::Bibliography& bibliography) {
    if (burden.risks.empty()) return "";
    Table table{"What may go wrong over the whole course, of 1000 people like this",
                {"event", "of 1000", "90 % interval", "rests on"},
                {},
                "text"};
    for (const outcome::Risk& risk : burden.risks) {
        const Source source = risk.source.empty() ? Source{} : source_of(risk.source, bibliography);
        std::string why = escape(risk.evidence);
        if (!risk.source.empty()) why += (why.empty() ? "" : "<br>") + cited(source);
        table.rows.push_back({escape(risk.title), of_thousand(risk.probability),
                              fmt::format("{} to {}", of_thousand(risk.lo), of_thousand(risk.hi)), why});
    }
    return "<h3>Risks</h3>\n" + render(table);
}

std::string bill(const course::Cost& cost) {
    if (cost.items.empty()) return "";
    Table table{fmt::format("What the course costs, {} at prices of {} (90 % interval over the prices)",
                            course::currency, cost.price_year),
                {"", std::string(course::currency)},
                {},
                "narrow"};
    for (const course::CostItem& item : cost.items) table.rows.push_back({escape(item.title), in_cell(item.amount)});
    table.rows.push_back({"<strong>In all</strong>", "<strong>" + in_cell(cost.total) + "</strong>"});
    return render(table);
}

std::string acts_on(const course::AdjunctNote& adjunct, const core::Bibliography& bibliography) {
    if (adjunct.acts_on.empty()) return "nothing: no effect was shown, so none is simulated";
    std::string out;
    for (const course::AdjunctFactor& factor : adjunct.acts_on)
        out += fmt::format("{}{}: × {} <span class=\"muted\">({}; {}; {})</span>", out.empty() ? "" : "<br>",
                           escape(factor.parameter), in_cell(factor.factor), escape(factor.meaning),
                           escape(factor.basis), cited(source_of(factor.source, bibliography)));
    return out;
}

std::string adjuncts(const course::Result& result, const core::Bibliography& bibliography) {
    if (result.adjuncts.empty()) return "";
    Table table{"What is combined with needling: what is known, and what of it is simulated",
                {"adjunct", "evidence", "grade", "acts on, as a factor"},
                {},
                "text"};
    for (const course::AdjunctNote& adjunct : result.adjuncts) {
        std::string evidence = escape(adjunct.evidence);
        if (!adjunct.source.empty()) evidence += "<br>" + cited(source_of(adjunct.source, bibliography));
        if (!adjunct.caution.empty()) evidence += "<br><strong>Mind:</strong> " + escape(adjunct.caution);
        table.rows.push_back({escape(adjunct.title), evidence,
                              fmt::format("<span class=\"grade {0}\">{0}</span>", escape(adjunct.level)),
                              acts_on(adjunct, bibliography)});
    }
    return "<h3>What is combined with needling</h3>\n" + render(table);
}

}  // namespace

std::string burden_section(const course::Result& result, const core::Bibliography& bibliography) {
    const course::Burden& burden = result.burden;
    std::string html = paragraph(downtime_in_words(burden)) + redness_curve(result);
    html += risks(burden, bibliography);
    html += "<h3>Too much, too soon?</h3>\n" + paragraph(overtreatment_in_words(result));
    html += "<h3>What it takes</h3>\n" + paragraph(effort_in_words(result) + " " + cost_in_words(burden.cost)) +
            bill(burden.cost);
    html += adjuncts(result, bibliography);
    return section("burden", "Redness, risks and what it takes", html);
}

}  // namespace percuta::report
