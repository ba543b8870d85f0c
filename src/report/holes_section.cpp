// The four depths of a hole, how they spread, and what a session does to the surface.
#include <vector>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/panels.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

constexpr double per_square_centimetre = 1e-4;
constexpr double per_micrometre = 1.0 / core::micrometre;

std::string percent(double share) { return with_unit(number(share * 100.0), "%"); }

std::vector<std::string> spread_row(const std::string& title, const course::Spread& s, double factor) {
    constexpr double round_off = 1e-9;  // of the mean: holes that are all alike
    const double sd = s.sd > round_off * s.mean ? s.sd : 0.0;
    return {title, number(s.mean * factor), number(sd * factor), number(s.p05 * factor), number(s.p95 * factor)};
}

std::string depth_table(const course::Result& result, const course::Session& session) {
    Table table{"Depths, width and force of one hole, first session: spread over the holes",
                {"", "mean", "standard deviation", "5th percentile", "95th percentile"},
                {},
                ""};
    table.rows.push_back(
        {"Needle length (nominal depth), µm", number(needle_length(result, session) * per_micrometre), "", "", ""});
    for (const Depth& depth : depths(session))
        table.rows.push_back(
            spread_row(fmt::format("{}, µm<br><span class=\"muted\">{}</span>", depth.title, depth.meaning),
                       *depth.spread, per_micrometre));
    table.rows.push_back(spread_row("Width at the surface, µm", session.mouth, per_micrometre));
    table.rows.push_back(spread_row("Force on one needle, mN", session.force, 1e3));
    return render(table);
}

std::string surface_table(const course::Session& session) {
    Table table{"What the first session does to the skin", {"", "value"}, {}, "narrow"};
    table.rows = {{"Needle strikes/cm²", number(session.strikes_per_area * per_square_centimetre)},
                  {"Share of strikes that pierce", percent(session.puncture_probability)},
                  {"Holes/cm² (90\u00a0% interval)", in_cell(session.holes_interval, per_square_centimetre)},
                  {"Mean true depth, µm (90\u00a0% interval)", in_cell(session.depth_interval, per_micrometre)},
                  {"Share of the surface inside a hole", percent(session.covered_area)},
                  {"Share of the punctured layer's volume inside a hole", percent(session.volume_fraction)},
                  {"Share of holes that reach the dermis", percent(session.dermis_fraction)}};
    return render(table);
}

std::string all_sessions(const course::Result& result) {
    Table table{
        "Every session",
        {"Session", "when", "holes/cm²", "true depth, µm", "open channel, µm", "surface in holes", "bleeding holes"},
        {},
        ""};
    int count = 0;
    for (const course::Session& session : result.sessions)
        table.rows.push_back(
            {std::to_string(++count), moment(session.time), number(session.holes_per_area * per_square_centimetre),
             number(session.depth.mean * per_micrometre), number(session.residual_depth.mean * per_micrometre),
             percent(session.covered_area), percent(session.bleeding_fraction)});
    return details(fmt::format("All {} sessions", result.sessions.size()), render(table));
}

}  // namespace

std::string holes_section(const course::Result& result) {
    if (result.sessions.empty()) return section("holes", "Holes and depths", paragraph("No session was carried out."));
    const course::Session& session = result.sessions.front();
    std::string html =
        paragraph("“Depth” has four meanings, and published figures rarely say which. They are kept apart here.");
    if (session.depth.mean <= 0.0)
        html += paragraph(
            "At this needle length and pressure the skin is hardly pierced: the depths below are zero because there "
            "are no "
            "holes to measure.");
    html += depth_histogram(result, session) + four_depths(result, session) + depth_table(result, session);
    html += hole_map(session) + surface_table(session);
    html += "<h3>What follows at once</h3>\n" + at_once(session);
    if (result.sessions.size() > 1) html += all_sessions(result);
    return section("holes", "Holes and depths", html);
}

}  // namespace percuta::report
