#include "trial/goal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/units.hpp"
#include "plan/read.hpp"
#include "trial/goal_search.hpp"

namespace percuta::trial {

namespace {

using core::Reader;

void read_version(Reader& root) {
    constexpr int supported = 1;
    root.required("goal_version", "1");
    if (const auto version = root.integer("goal_version"); version && *version != supported)
        root.complain("goal_version", fmt::format("goal_version {} is not supported", *version),
                      fmt::format("this program reads goal_version = {}", supported));
}

/// The plan of another file, or the one that stands here.
std::optional<plan::Plan> read_base(Reader& root, const plan::Vocabulary& words, const PlanAt& plan_at) {
    const core::Node* node =
        root.required("plan", "\"acne-scars.toml\", or the sections of a plan as [plan.subject] …");
    if (node == nullptr) return std::nullopt;
    if (node->table() != nullptr) return plan::read(*root.table("plan"), words);
    const auto path = root.text("plan");
    return path ? std::optional(plan_at(*path)) : std::nullopt;
}

/// "3 points", ">= 3 points", "30 %" in the words of a scale.
std::optional<Improvement> amount_of(std::string_view text, const outcome::Scale& scale) {
    if (text.starts_with(">=")) text.remove_prefix(2);
    while (text.starts_with(' ')) text.remove_prefix(1);
    double amount = 0.0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, amount);
    if (error != std::errc{} || !(amount > 0.0) || !std::isfinite(amount)) return std::nullopt;
    std::string_view unit(end, static_cast<std::size_t>(last - end));
    while (unit.starts_with(' ')) unit.remove_prefix(1);
    if (unit == scale.unit || std::string(unit) + "s" == scale.unit || unit == scale.unit + "s")
        return Improvement{Improvement::Kind::amount, amount};
    if (unit == "%") return Improvement{Improvement::Kind::share, 0.01 * amount};
    return std::nullopt;
}

Improvement read_improvement(Reader& reader, const outcome::Scale& scale) {
    const auto text = reader.text("improve");
    if (!text || *text == "half") return {};
    if (*text == "any") return {Improvement::Kind::any};
    if (*text == "one-grade") {
        if (scale.unit != "grade")
            reader.complain(
                "improve", fmt::format("{} counts {}, not grades", scale.name, scale.unit),
                fmt::format("write improve = \"half\", \"any\" or \"3 {}\", or choose a scale of grades", scale.unit));
        return {Improvement::Kind::grade};
    }
    if (const auto amount = amount_of(*text, scale)) {
        if (amount->kind == Improvement::Kind::share && scale.of_change)
            reader.complain("improve",
                            fmt::format("{} scores a change: there is no score before treatment to take a "
                                        "share of",
                                        scale.name),
                            fmt::format("write improve = \"2 {}\"", scale.unit));
        return *amount;
    }
    reader.complain("improve",
                    fmt::format("{} is neither a word nor an amount on {}", core::as_written(*text), scale.name),
                    fmt::format("write \"one-grade\", \"half\", \"any\", \"3 {}\" or \"30 %\"", scale.unit));
    return {};
}

std::vector<std::string> scales_of(const course::Knowledge& known, const plan::Plan& plan) {
    std::vector<std::string> out;
    for (const outcome::Scale* scale : known.clinic.scales_for(plan.concern.kind)) out.push_back(scale->name);
    return out;
}

void read_wish(Reader reader, const course::Knowledge& known, Goal& goal) {
    const plan::Plan& plan = goal.base;
    const std::vector<std::string> scales = scales_of(known, plan);
    if (scales.empty()) {
        reader.findings().add(reader.self(), fmt::format("no scale is read for {}", plan.concern.kind),
                              "percuta data scales says what each is read for");
        return;
    }
    const bool has_usual =
        plan.concern.baseline && std::ranges::find(scales, plan.concern.baseline->scale) != scales.end();
    goal.scale = reader.choice("scale", scales).value_or(has_usual ? plan.concern.baseline->scale : scales.front());
    const std::vector<std::string> readers = known.clinic.reader_names();
    goal.reader = reader.choice("reader", readers).value_or("blinded-photo");
    goal.improvement = read_improvement(reader, known.clinic.scale(goal.scale));
    reader.required("probability", "0.6");
    goal.probability = reader.number("probability", {.least = 0.01, .most = 0.99}).value_or(0.5);
    goal.at = reader.quantity("at", "d", {.least = 1, .most = 3650}).value_or(plan.schedule.follow_up);
    if (!(goal.at > 0.0))
        reader.findings().add(reader.self(), "the goal does not say when it is read, and the plan has no follow-up",
                              "write at = \"3 mo\": after the last session");
    reader.refuse_unknown();
}

/// A limit may stand as its value or as { most = value }.
template <class Read>
std::optional<double> limit(Reader& reader, std::string_view key, Read read) {
    const core::Node* node = reader.node(key);
    if (node == nullptr) return std::nullopt;
    if (node->table() == nullptr) return read(reader, key);
    Reader inside = *reader.table(key);
    inside.required("most", "1500");
    const auto value = read(inside, "most");
    inside.refuse_unknown();
    return value;
}

std::vector<Limit> read_limits(Reader reader, const core::Document& document) {
    std::vector<Limit> out;
    const auto add = [&](std::string_view key, auto read) {
        if (const auto most = limit(reader, key, read)) {
            const core::Node& node = *reader.node(key);
            out.push_back({&measure(key), *most, document.place(node.line, node.column)});
        }
    };
    const auto duration = [](Reader& from, std::string_view key) {
        return from.quantity(key, "d", {.least = 0, .most = 3650});
    };
    const auto number = [](double most) {
        return [most](Reader& from, std::string_view key) { return from.number(key, {.least = 0, .most = most}); };
    };
    add("downtime", duration);
    add("pih", number(1));
    add("scar_load", duration);
    add("overtreatment", number(1));
    add("pain", [](Reader& from, std::string_view key) -> std::optional<double> {
        const auto value = from.number(key, {.least = 0, .most = 10});
        return value ? std::optional(0.1 * *value) : std::nullopt;
    });
    add("cost", number(1e6));
    add("sessions", [](Reader& from, std::string_view key) -> std::optional<double> {
        const auto value = from.integer(key, {.least = 1, .most = 60});
        return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
    });
    if (const auto wanted = reader.flag("on_label"); wanted && *wanted) {
        const core::Node& node = *reader.node("on_label");
        out.push_back({&measure("on_label"), 0.0, document.place(node.line, node.column)});
    }
    reader.refuse_unknown();
    return out;
}

std::string amount(const Goal& goal, const outcome::Scale& scale) {
    switch (goal.improvement.kind) {
        case Improvement::Kind::any: return "better at all";
        case Improvement::Kind::grade: return "at least a grade better";
        case Improvement::Kind::half: return "at least half better";
        case Improvement::Kind::share:
            return fmt::format("at least {:g} % of the score better", 100.0 * goal.improvement.amount);
        case Improvement::Kind::amount:
            return fmt::format("at least {:g} {} better", goal.improvement.amount, scale.unit);
    }
    return "";
}

}  // namespace

Goal read_goal(const core::Document& document, const course::Knowledge& known, const PlanAt& plan_at) {
    core::Findings findings(document);
    Reader root(document.root(), findings);
    const plan::Vocabulary words = known.vocabulary();
    Goal goal;
    read_version(root);
    goal.title = root.text("title").value_or("");
    const auto base = read_base(root, words, plan_at);
    for (const char* section : {"goal", "search"})
        if (!root.has(section))
            findings.add(document.root(), fmt::format("the section [{}] is missing", section),
                         section == std::string_view("goal")
                             ? "add [goal] and below it probability = 0.6"
                             : "add [search] and below it sessions = { from = 1, to = 6 }");
    // Without a plan nobody knows which scales, needles and products there are.
    findings.raise();
    goal.base = *base;
    if (const auto wish = root.table("goal")) read_wish(*wish, known, goal);
    if (const auto limits = root.table("limits")) goal.limits = read_limits(*limits, document);
    if (auto search = root.table("search")) {
        const core::Node& node = search->self();
        goal.search = document.place(node.line, node.column);
        if (node.table()->empty())
            findings.add(node, "[search] is empty: there is nothing to choose from",
                         "name what may be varied, such as sessions = { from = 1, to = 6 }");
        goal.axes = read_search(*search, goal.base, words);
    }
    root.refuse_unknown();
    findings.raise();
    return goal;
}

std::string in_words(const Goal& goal, const course::Knowledge& known) {
    const outcome::Scale& scale = known.clinic.scale(goal.scale);
    return fmt::format("{} on {}, read by {}, {:.0f} days after the last session", amount(goal, scale), scale.title,
                       known.clinic.reader(goal.reader).title, core::from_si(goal.at, "d"));
}

plan::Plan plan_of(const Goal& goal, const Choice& choice) {
    plan::Plan out = goal.base;
    for (std::size_t axis = 0; axis < goal.axes.size(); ++axis) goal.axes[axis].apply[choice[axis]](out);
    if (out.schedule.sessions == 1) out.schedule.interval = 0.0;
    out.schedule.follow_up = goal.at;
    return out;
}

}  // namespace percuta::trial
