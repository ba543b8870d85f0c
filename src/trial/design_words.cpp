#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"
#include "trial/design.hpp"

namespace percuta::trial {

namespace {

/// What is added by one more session and is hardly worth it.
constexpr double hardly_anything = 0.05;

constexpr std::array all{
    Measure{"downtime", "redness after a session", "d", "{:.2g}", &Assessment::downtime},
    Measure{"pih", "risk of dark spots", "%", "{:.2g}", &Assessment::pih},
    Measure{"scar_load", "scar load", "d", "{:.2g}", &Assessment::scar_load},
    Measure{"overtreatment", "overtreatment", "1", "{:.2g}", &Assessment::overtreatment},
    Measure{"pain", "pain without anaesthetic, of 10", "1", "{:.2g}", &Assessment::pain},
    Measure{"cost", "cost", "EUR", "{:.0f}", &Assessment::cost, false},
    Measure{"sessions", "sessions", "1", "{:.0f}", &Assessment::sessions, false},
    Measure{"on_label", "uses beyond the label", "1", "{:.0f}", &Assessment::off_label, false},
};

double shown(const Measure& measure, double value) {
    constexpr double pain_scale = 10.0;
    if (measure.member == &Assessment::pain) return pain_scale * value;
    if (measure.unit == "EUR" || measure.unit == "1") return value;
    return core::from_si(value, measure.unit);
}

double whole_points(double probability) { return std::round(100.0 * probability); }
std::string points(double probability) {
    const double whole = whole_points(probability);
    return fmt::format("{:.0f} point{}", whole, whole == 1.0 ? "" : "s");
}
std::string percent(double probability) { return fmt::format("{:.0f} %", 100.0 * probability); }

std::string change(const Axis& axis, std::size_t from, std::size_t to) {
    return fmt::format("{} {} instead of {}", axis.title, axis.options[to], axis.options[from]);
}

std::string says(const Limit& limit) {
    const Measure& what = *limit.measure;
    if (what.member == &Assessment::off_label) return "the limit to what is on label";
    return fmt::format("the limit of {} on {}", in_words(what, limit.most), what.title);
}

std::string listed(std::span<const std::size_t> which, std::span<const Limit> limits) {
    std::vector<std::string> out;
    for (const std::size_t limit : which) out.push_back(says(limits[limit]));
    return fmt::format("{}", fmt::join(out, " and "));
}

std::string in_full(const Choice& choice, std::span<const Axis> axes) {
    std::vector<std::string> out;
    for (std::size_t axis = 0; axis < axes.size(); ++axis)
        if (axes[axis].options.size() > 1)
            out.push_back(fmt::format("{} {}", axes[axis].title, axes[axis].options[choice[axis]]));
    return fmt::format("{}", fmt::join(out, ", "));
}

}  // namespace

std::span<const Measure> measures() { return all; }

const Measure& measure(std::string_view name) {
    const auto found = std::ranges::find(all, name, &Measure::name);
    if (found == all.end()) throw core::InternalError(fmt::format("no measure \"{}\"", name));
    return *found;
}

std::string in_words(const Measure& measure, double value) {
    if (measure.unit == "d" && value < core::day)
        return fmt::format("{} h", fmt::format(fmt::runtime(measure.pattern), value / core::hour));
    const std::string number = fmt::format(fmt::runtime(measure.pattern), shown(measure, value));
    return measure.unit == "1" ? number : fmt::format("{} {}", number, measure.unit);
}

std::vector<std::string> why_not_more(const Point& point, std::span<const Axis> axes, std::span<const Limit> limits) {
    std::vector<std::string> out;
    for (const Step& step : point.better) {
        const Axis& axis = axes[step.axis];
        const std::string what = change(axis, point.choice[step.axis], step.option);
        if (step.limits.empty())
            out.push_back(fmt::format("{} would add {} within the limits, and asks for more of something else.", what,
                                      points(step.gain)));
        else
            out.push_back(fmt::format("{} would add {}, but is ruled out by {}.", what, points(step.gain),
                                      listed(step.limits, limits)));
    }
    for (std::size_t axis = 0; axis < axes.size(); ++axis)
        if (axes[axis].name == "sessions" && std::isfinite(point.next[axis]) &&
            whole_points(point.next[axis]) < whole_points(hardly_anything))
            out.push_back(fmt::format("One more session would add {}: less than {}.",
                                      points(std::max(0.0, point.next[axis])), points(hardly_anything)));
    for (const Edge& edge : point.edges)
        out.push_back(fmt::format("{} {} is where the search ends, and the step to it still added {}.",
                                  axes[edge.axis].title, axes[edge.axis].options[point.choice[edge.axis]],
                                  points(edge.gain)));
    if (out.empty()) out.push_back("No change of one thing that the search looked at would add a point.");
    for (std::string& sentence : out)
        sentence.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence.front())));
    return out;
}

std::vector<std::string> what_stands_in_the_way(const Front& front, std::span<const Axis> axes,
                                                std::span<const Limit> limits, double wanted) {
    std::vector<std::string> out;
    const double reached = front.points.empty() ? 0.0 : front.points.front().is.goal;
    for (const Obstacle& one : front.obstacles) {
        const Limit& limit = limits[one.limit];
        const double has = one.is.*limit.measure->member;
        out.push_back(fmt::format(
            "Without {}: {} {} ({}{}).", says(limit), percent(one.is.goal),
            one.is.goal >= wanted ? "would reach the goal, which is enough" : "would, which is not enough either",
            in_full(one.choice, axes),
            limit.measure->member == &Assessment::off_label
                ? std::string()
                : fmt::format("; {} {}", limit.measure->title, in_words(*limit.measure, has))));
    }
    if (front.obstacles.empty())
        out.push_back(
            fmt::format("No single limit is to blame: nothing that the search looked at reaches more than {}. "
                        "What needling does to this concern, as this reader sees it, is the bound; another "
                        "goal, or options beyond the search, are what is left.",
                        percent(reached)));
    return out;
}

void refuse_nothing(const Front& front, std::span<const Limit> limits, const core::Place& search) {
    if (!front.points.empty()) return;
    if (front.candidates == 0) {
        const std::string why = front.impossible.empty() ? "it is empty" : front.impossible.front().first;
        throw core::InvalidInput(core::Diagnostic{search, fmt::format("the search holds no possible plan: {}", why),
                                                  "try options that fit the device and the rest of the plan"});
    }
    std::vector<core::Diagnostic> found;
    for (std::size_t k = 0; k < limits.size(); ++k) {
        if (!std::isfinite(front.least[k]) || front.least[k] <= limits[k].most) continue;
        const Measure& what = *limits[k].measure;
        if (what.member == &Assessment::off_label)
            found.push_back({limits[k].place, "no plan of the search is on label",
                             "write on_label = false, or search among devices and uses that a label covers"});
        else
            found.push_back({limits[k].place,
                             fmt::format("no plan of the search keeps {}: the least among them is {}", says(limits[k]),
                                         in_words(what, front.least[k])),
                             "loosen this limit, or let [search] try gentler plans"});
    }
    if (found.empty())
        for (std::size_t k = 0; k < limits.size(); ++k)
            found.push_back(
                {limits[k].place,
                 fmt::format("no plan of the search keeps all limits together; {} is broken by {} of {} plans",
                             says(limits[k]), front.broken[k], front.candidates),
                 "loosen this limit or another"});
    throw core::InvalidInput(std::move(found));
}

}  // namespace percuta::trial
