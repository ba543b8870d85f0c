#include "trial/goal_search.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"

namespace percuta::trial {

namespace {

using core::Node;
using core::Reader;

constexpr double round_off = 1e-9;
constexpr std::size_t most_options = 60;
/// Plans that are looked at, however few of them are possible or differ.
constexpr std::size_t most_choices = 20'000;

/// Something with a unit, or a bare number where `unit` is "1".
struct Scalar {
    std::string_view unit;
    std::string_view example;
    core::Range range;
};

/// The number of one node in SI; a finding when it is none.
std::optional<double> scalar(Reader& reader, std::string_view key, const Node& node, const Scalar& wanted) {
    const std::string name = reader.full_name(key);
    std::optional<double> value;
    if (wanted.unit == "1") {
        value = node.number();
        if (!value || *value != std::floor(*value)) {
            reader.findings().add(node, fmt::format("{} takes whole numbers, but this is {}", name, node.kind()),
                                  fmt::format("write {} = {}", key, wanted.example));
            return std::nullopt;
        }
    } else {
        const std::string* text = node.text();
        const auto quantity = text != nullptr ? core::parse_quantity(*text) : std::nullopt;
        if (!quantity || quantity->unit.empty() || !core::is_unit(quantity->unit) ||
            !core::convertible(quantity->unit, wanted.unit)) {
            reader.findings().add(node,
                                  fmt::format("{} takes quantities with a unit such as {}, in quotes; this is {}", name,
                                              wanted.unit, text != nullptr ? core::as_written(*text) : node.kind()),
                                  fmt::format("write {} = {}", key, wanted.example));
            return std::nullopt;
        }
        value = core::convert(quantity->value, quantity->unit, wanted.unit);
    }
    if (!(*value >= wanted.range.least * (1.0 - round_off) && *value <= wanted.range.most * (1.0 + round_off))) {
        reader.findings().add(
            node, fmt::format("{} is out of range: {:g} is not from {:g} to {:g}{}{}", name, *value, wanted.range.least,
                              wanted.range.most, wanted.unit == "1" ? "" : " ", wanted.unit == "1" ? "" : wanted.unit));
        return std::nullopt;
    }
    return wanted.unit == "1" ? *value : core::to_si(*value, wanted.unit);
}

/// "1.5 mm" for 0.0015.
std::string written(double si, std::string_view unit) {
    if (unit == "1") return fmt::format("{:g}", si);
    return fmt::format("{:.4g} {}", core::from_si(si, unit), unit);
}

/// { from = …, to = …, step = … } as a list.
std::vector<double> steps(Reader range, std::string_view key, const Scalar& wanted) {
    const auto part = [&](std::string_view name, std::string_view example) -> std::optional<double> {
        const Node* node = range.required(name, example);
        Scalar one = wanted;
        if (name == "step") one.range = {.least = -wanted.range.most, .most = wanted.range.most};
        return node != nullptr ? scalar(range, name, *node, one) : std::nullopt;
    };
    const std::string example = wanted.unit == "1" ? "1" : fmt::format("\"1 {}\"", wanted.unit);
    const auto from = part("from", example), to = part("to", example);
    auto step = std::optional(1.0);
    if (range.node("step") != nullptr || wanted.unit != "1") step = part("step", example);
    range.refuse_unknown();
    if (!from || !to || !step) return {};
    if (!(*step > 0.0) || *to < *from) {
        range.findings().add(range.self(), fmt::format("search.{} goes nowhere", key),
                             "a range goes upwards: from is the least, step is above zero");
        return {};
    }
    const double count = std::floor((*to - *from) / *step + round_off) + 1.0;
    if (count > static_cast<double>(most_options)) {
        range.findings().add(range.self(), fmt::format("search.{} has {:.6g} steps", key, count),
                             fmt::format("at most {}: take a wider step", most_options));
        return {};
    }
    std::vector<double> out;
    for (int i = 0; i < static_cast<int>(count); ++i) out.push_back(*from + i * *step);
    return out;
}

/// Whether a list has not more alternatives than a search takes of one thing.
bool fits(Reader& reader, std::string_view key, const Node& node) {
    if (node.array() == nullptr || node.array()->size() <= most_options) return true;
    reader.findings().add(node, fmt::format("{} has {} alternatives", reader.full_name(key), node.array()->size()),
                          fmt::format("at most {}: leave those out that are near others", most_options));
    return false;
}

/// A list or a range, ascending and each once.
std::vector<double> numbers(Reader& reader, std::string_view key, const Scalar& wanted) {
    const Node* node = reader.node(key);
    std::vector<double> out;
    if (!fits(reader, key, *node)) return out;
    if (node->table() != nullptr) {
        out = steps(*reader.table(key), key, wanted);
    } else if (const core::Array* all = node->array()) {
        if (all->empty())
            reader.findings().add(*node, fmt::format("{} is empty", reader.full_name(key)),
                                  fmt::format("write {} = {}, or leave it out", key, wanted.example));
        for (const Node& one : *all)
            if (const auto value = scalar(reader, key, one, wanted)) out.push_back(*value);
    } else if (const auto value = scalar(reader, key, *node, wanted)) {
        out.push_back(*value);
    }
    std::ranges::sort(out);
    const auto same = [](double a, double b) { return std::abs(a - b) <= round_off * std::abs(b); };
    out.erase(std::ranges::unique(out, same).begin(), out.end());
    return out;
}

void add_numbers(std::vector<GoalAxis>& out, Reader& reader, std::string_view key, const std::string& title,
                 const Scalar& wanted, const std::function<void(plan::Plan&, double)>& apply) {
    if (reader.node(key) == nullptr) return;
    GoalAxis one{{std::string(key), title, {}, true}, {}};
    for (const double value : numbers(reader, key, wanted)) {
        one.axis.options.push_back(written(value, wanted.unit));
        one.apply.push_back([apply, value](plan::Plan& plan) { apply(plan, value); });
    }
    if (!one.apply.empty()) out.push_back(std::move(one));
}

/// How many names an alternative may have.
enum class Names { one, any };

/// Words of one alternative: a name; or, where there may be any number of them, "none" or a list of names.
std::optional<std::vector<std::string>> names(Reader& reader, std::string_view key, const Node& node, Names number,
                                              const std::vector<std::string>& allowed) {
    std::vector<std::string> out;
    const auto take = [&](const Node& one) {
        const std::string* word = one.text();
        if (word == nullptr) {
            reader.findings().add(one, fmt::format("{} takes names, but this is {}", reader.full_name(key), one.kind()),
                                  fmt::format("write {} = [\"{}\", …]", key,
                                              number == Names::any || allowed.empty() ? "none" : allowed.front()));
            return false;
        }
        if (std::ranges::find(allowed, *word) == allowed.end()) {
            reader.findings().add(one, fmt::format("{} cannot be {}", reader.full_name(key), core::as_written(*word)),
                                  allowed.empty() ? "the plan has none" : core::suggest(*word, allowed));
            return false;
        }
        out.push_back(*word);
        return true;
    };
    const core::Array* several = number == Names::any ? node.array() : nullptr;
    if (several != nullptr) {
        for (const Node& one : *several)
            if (!take(one)) return std::nullopt;
        return out;
    }
    const std::string* word = node.text();
    if (number == Names::any && word != nullptr && *word == "none") return out;
    return take(node) ? std::optional(out) : std::nullopt;
}

void add_names(std::vector<GoalAxis>& out, Reader& reader, std::string_view key, const std::string& title, Names number,
               const std::vector<std::string>& allowed,
               const std::function<void(plan::Plan&, const std::vector<std::string>&)>& apply) {
    const Node* node = reader.node(key);
    if (node == nullptr || !fits(reader, key, *node)) return;
    GoalAxis one{{std::string(key), title, {}, false}, {}};
    const core::Array alone{*node};
    const core::Array& all = node->array() != nullptr ? *node->array() : alone;
    if (all.empty())
        reader.findings().add(*node, fmt::format("{} is empty", reader.full_name(key)),
                              fmt::format("name at least one alternative, or leave {} out", key));
    for (const Node& alternative : all)
        if (const auto words = names(reader, key, alternative, number, allowed)) {
            one.axis.options.push_back(words->empty() ? "none" : fmt::format("{}", fmt::join(*words, " + ")));
            one.apply.push_back([apply, words = *words](plan::Plan& plan) { apply(plan, words); });
        }
    if (!one.apply.empty()) out.push_back(std::move(one));
}

void take_device(plan::Plan& plan, const std::vector<std::string>& words) {
    plan.device = {.model = words.front(), .custom = {}, .needle_length = plan.device.needle_length};
}

std::vector<std::string> models_of(const plan::Vocabulary& words) {
    std::vector<std::string> out;
    for (const auto& [name, model] : words.models) out.push_back(name);
    return out;
}

void check_number(Reader& reader, const std::vector<GoalAxis>& axes) {
    double choices = 1.0;
    for (const GoalAxis& one : axes) choices *= static_cast<double>(one.apply.size());
    if (choices > static_cast<double>(most_choices))
        reader.findings().add(reader.self(), fmt::format("[search] makes {:.6g} plans", choices),
                              fmt::format("at most {} are looked at: vary less, or in wider steps", most_choices));
}

}  // namespace

std::vector<GoalAxis> read_search(Reader reader, const plan::Plan& base, const plan::Vocabulary& words) {
    std::vector<GoalAxis> out;
    add_names(out, reader, "device", "device", Names::one, models_of(words), take_device);
    add_numbers(out, reader, "needle_length", "needle length",
                {"mm", "{ from = \"0.5 mm\", to = \"2 mm\", step = \"0.5 mm\" }", {0.001, 10}},
                [](plan::Plan& plan, double value) { plan.device.needle_length = value; });
    add_numbers(out, reader, "passes", "passes", {"1", "[4, 8, 15]", {1, 100}},
                [](plan::Plan& plan, double value) { plan.technique.passes = static_cast<int>(value); });
    add_numbers(out, reader, "sessions", "sessions", {"1", "{ from = 1, to = 6 }", {1, 60}},
                [](plan::Plan& plan, double value) { plan.schedule.sessions = static_cast<int>(value); });
    add_numbers(out, reader, "interval", "interval", {"d", "[\"14 d\", \"28 d\"]", {1, 731}},
                [](plan::Plan& plan, double value) { plan.schedule.interval = value; });
    add_names(out, reader, "adjunct", "adjuncts", Names::any, words.adjuncts,
              [](plan::Plan& plan, const std::vector<std::string>& kinds) {
                  plan.adjuncts.clear();
                  for (const std::string& kind : kinds) plan.adjuncts.push_back({kind});
              });
    std::vector<std::string> products;
    for (const plan::Product& product : base.products) products.push_back(product.name);
    add_names(out, reader, "product", "products", Names::any, products,
              [](plan::Plan& plan, const std::vector<std::string>& kept) {
                  std::erase_if(plan.products, [&](const plan::Product& product) {
                      return std::ranges::find(kept, product.name) == kept.end();
                  });
              });
    check_number(reader, out);
    reader.refuse_unknown();
    return out;
}

}  // namespace percuta::trial
