// The four depths of a hole, how they spread, and what a session does to the surface.
#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/panels.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using svg::Anchor;
using svg::Point;

constexpr double per_square_centimetre = 1e-4;
constexpr double per_micrometre = 1.0 / core::micrometre;

struct Depth {
    const char* title;
    const char* meaning;
    const course::Spread* spread;
};

std::array<Depth, 3> depths(const course::Session& session) {
    return {{{"True depth at peak", "deepest point of the needle in the tissue", &session.depth},
             {"Open channel", "what stays open right after withdrawal", &session.residual_depth},
             {"As a section or dye shows", "what papers print as depth", &session.histology_depth}}};
}

std::string percent(double share) { return with_unit(number(share * 100.0), "%"); }

std::string box(const course::Spread& spread, const svg::Scale& x, double y) {
    const auto at = [&](double metres) { return x(metres * per_micrometre); };
    const double from = at(std::max(spread.mean - spread.sd, 0.0));
    const double to = at(spread.mean + spread.sd);
    return svg::line({at(spread.p05), y}, {at(spread.p95), y}, "box-line") +
           svg::line({at(spread.p05), y - 5.0}, {at(spread.p05), y + 5.0}, "box-line") +
           svg::line({at(spread.p95), y - 5.0}, {at(spread.p95), y + 5.0}, "box-line") +
           svg::rectangle({from, y - 9.0, to - from, 18.0}, "box") +
           svg::line({at(spread.mean), y - 9.0}, {at(spread.mean), y + 9.0}, "bar");
}

/// The layers as a strip above the bars: the same colours as in the cross-section.
std::string layer_strip(const skin::Skin& skin, const svg::Scale& x, double y, double height) {
    struct Part {
        const char* name;
        const char* style;
        double from, to;
    };
    const double papillary = skin.epidermis() + std::min(skin.papillary_dermis, skin.dermis);
    const std::array<Part, 4> parts{{{"epidermis", "ve", 0.0, skin.epidermis()},
                                     {"papillary dermis", "pd", skin.epidermis(), papillary},
                                     {"reticular dermis", "rd", papillary, skin.full_thickness()},
                                     {"hypodermis", "hy", skin.full_thickness(), x.to * core::micrometre}}};
    std::string out;
    for (const Part& part : parts) {
        const double from = x(part.from * per_micrometre);
        const double to = std::min(x(part.to * per_micrometre), x.end);
        if (to <= from) continue;
        out += svg::rectangle({from, y, to - from, height}, part.style);
        if (part.from > 0.0) out += svg::line({from, y + height}, {from, y + 190.0}, "grid");
        const double room = 7.0 * static_cast<double>(std::string_view(part.name).size());
        if (to - from > room)
            out += svg::text({(from + to) / 2.0, y + height - 5.0}, part.name, "quiet", Anchor::middle);
    }
    return out;
}

std::string distribution(const course::Result& result, const course::Session& session) {
    double most = needle_length(result, session);
    for (const Depth& depth : depths(session))
        most = std::max({most, depth.spread->p95, depth.spread->mean + depth.spread->sd});
    const svg::Scale x = svg::covering(0.0, most * 1.02 * per_micrometre, 210.0, 864.0, 7);
    std::string body = layer_strip(result.skin, x, 6.0, 20.0);
    double y = 56.0;
    body += svg::text({0.0, y + 4.0}, "Needle length", "strong");
    const double nominal = x(needle_length(result, session) * per_micrometre);
    body += svg::line({x.start, y}, {nominal, y}, "nominal") + svg::line({nominal, y - 9.0}, {nominal, y + 9.0}, "bar");
    for (const Depth& depth : depths(session)) {
        y += 42.0;
        body += svg::text({0.0, y + 4.0}, depth.title, "strong");
        if (depth.spread->mean > 0.0) body += box(*depth.spread, x, y);
        else body += svg::text({x.start + 8.0, y + 4.0}, "no holes", "quiet");
    }
    body += svg::x_axis(x, 212.0, svg::ticks(x.from, x.to, 7), "depth below the surface, µm");
    const std::string description =
        fmt::format("Needle length {}. Mean true depth {}, mean open channel {}, mean depth in a section {}.",
                    length(needle_length(result, session)), length(session.depth.mean),
                    length(session.residual_depth.mean), length(session.histology_depth.mean));
    return figure(svg::drawing("depth-figure", 880.0, 256.0, "Four depths of a hole", description, body),
                  "Depths of the holes of the first session. Black tick: mean; box: mean ± one standard deviation; "
                  "line: 5th to 95th "
                  "percentile of the holes. Strip on top: epidermis, papillary dermis, reticular dermis and hypodermis "
                  "of this skin, from left to right.");
}

std::vector<std::string> spread_row(const std::string& title, const course::Spread& s, double factor) {
    return {title, number(s.mean * factor), number(s.sd * factor), number(s.p05 * factor), number(s.p95 * factor)};
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
                  {"Share of holes that reach the dermis", percent(session.dermis_fraction)},
                  {"Share of holes that reach blood vessels", percent(session.bleeding_fraction)}};
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
    html += distribution(result, session) + depth_table(result, session) + surface_table(session);
    if (result.sessions.size() > 1) html += all_sessions(result);
    return section("holes", "Holes and depths", html);
}

}  // namespace percuta::report
