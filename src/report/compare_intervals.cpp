// Endpoints as intervals: each on an axis of its own, which all plans share.
#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "report/compare_parts.hpp"
#include "report/parts.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

constexpr double left = 290.0, right = 670.0, row = 17.0, gap = 46.0, top = 6.0;

struct Panel {
    const Endpoint* endpoint;
    double y;
};

double rows(const Comparison& comparison) { return row * static_cast<double>(comparison.plans.size()); }

/// Nothing is compared where only one plan leads to it.
bool compared(const Endpoint& endpoint) {
    return endpoint.drawn && std::ranges::count_if(endpoint.values, [](const auto& v) { return v.has_value(); }) > 1;
}

svg::Scale common_axis(const Endpoint& endpoint) {
    if (endpoint.unit == of_hundred_people) return {0.0, 100.0, left, right};
    double least = 0.0, most = 0.0;  // a share of nothing at all is seen only on an axis that starts there
    for (const auto& value : endpoint.values)
        if (value) {
            least = std::min(least, value->lo);
            most = std::max(most, value->hi);
        }
    // An axis does not reach down for what is hardly below zero.
    if (least > -0.02 * most) least = 0.0;
    return svg::covering(least, most, left, right, 5);
}

std::string interval(const core::Interval& value, const svg::Scale& x, double y, std::size_t plan) {
    const std::string style = style_of(plan);
    return svg::line({x(value.lo), y}, {x(value.hi), y}, "whisker " + style) +
           svg::line({x(value.lo), y - 4.0}, {x(value.lo), y + 4.0}, "whisker " + style) +
           svg::line({x(value.hi), y - 4.0}, {x(value.hi), y + 4.0}, "whisker " + style) +
           svg::marker({x(value.median), y}, shape_of(plan), "point " + style, 4.5);
}

std::string draw(const Comparison& comparison, const Panel& panel) {
    const Endpoint& endpoint = *panel.endpoint;
    const svg::Scale x = common_axis(endpoint);
    const std::vector<double> at = svg::ticks(x.from, x.to, 5);
    const double bottom = panel.y + rows(comparison);
    std::string out = svg::text({0.0, panel.y + 12.0}, endpoint.title, "strong");
    const std::string read = endpoint.reader.empty() ? "" : ", " + endpoint.reader;
    out += svg::text({0.0, panel.y + 28.0}, endpoint.unit + read, "quiet");
    for (const double tick : at) out += svg::line({x(tick), panel.y}, {x(tick), bottom}, "grid");
    for (std::size_t i = 0; i < endpoint.values.size(); ++i) {
        const double y = panel.y + row * (static_cast<double>(i) + 0.5);
        out += svg::text({left - 14.0, y + 4.0}, letter(i), "tick", svg::Anchor::end);
        if (endpoint.values[i]) out += interval(*endpoint.values[i], x, y, i);
        out += svg::text({right + 20.0, y + 4.0}, in_cell(endpoint, i), "quiet");
    }
    return out + svg::x_axis(x, bottom, at, "");
}

}  // namespace

std::string compared_intervals(const Comparison& comparison) {
    std::string body, description;
    double y = top;
    for (const Endpoint& endpoint : comparison.endpoints) {
        if (!compared(endpoint)) continue;
        body += draw(comparison, {&endpoint, y});
        y += rows(comparison) + gap;
        description += endpoint.title + (endpoint.reader.empty() ? "" : " (" + endpoint.reader + ")") + ":";
        for (std::size_t i = 0; i < endpoint.values.size(); ++i)
            description +=
                fmt::format(" {} {}{}", letter(i), in_cell(endpoint, i), i + 1 < endpoint.values.size() ? ";" : ". ");
    }
    if (body.empty()) return "";
    return figure(svg::drawing("endpoints", 880.0, y, "Endpoints of the plans, as intervals", description, body) +
                      plan_legend(comparison),
                  "Median and 90\u00a0% interval of each plan; the plans share the axis of each endpoint.");
}

}  // namespace percuta::report
