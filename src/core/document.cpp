#include "core/document.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/units.hpp"

namespace percuta::core {

std::optional<double> Node::number() const {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    return std::nullopt;
}

const Node* Node::find(std::string_view key) const {
    if (const Table* entries = table())
        for (const auto& [written, node] : *entries)
            if (written.name == key) return &node;
    return nullptr;
}

std::string_view Node::kind() const {
    struct Name {
        std::string_view operator()(const std::string&) const { return "a string"; }
        std::string_view operator()(std::int64_t) const { return "an integer"; }
        std::string_view operator()(double) const { return "a real number"; }
        std::string_view operator()(bool) const { return "true or false"; }
        std::string_view operator()(const Date&) const { return "a date"; }
        std::string_view operator()(const Array&) const { return "a list"; }
        std::string_view operator()(const Table&) const { return "a table"; }
    };
    return std::visit(Name{}, value);
}

Document::Document(std::string text, std::string name) : name_(std::move(name)), text_(std::move(text)) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i)
        if (text_[i] == '\n') line_starts_.push_back(i + 1);
}

Place Document::place(int line, int column) const {
    constexpr std::size_t longest_line_kept = 400;
    Place place{name_, line, column, ""};
    if (line < 1 || static_cast<std::size_t>(line) > line_starts_.size()) return place;
    const std::size_t start = line_starts_[static_cast<std::size_t>(line) - 1];
    const std::size_t end = std::min(text_.find('\n', start), text_.size());
    if (end - start > longest_line_kept) return place;
    place.line_text = text_.substr(start, end - start);
    if (!place.line_text.empty() && place.line_text.back() == '\r') place.line_text.pop_back();
    return place;
}

void Findings::add(int line, int column, std::string message, std::string suggestion) {
    constexpr std::size_t most_findings = 100;
    if (found_.size() < most_findings)
        found_.push_back({document_->place(line, column), std::move(message), std::move(suggestion)});
    else ++left_out_;
}

void Findings::add(const Node& node, std::string message, std::string suggestion) {
    add(node.line, node.column, std::move(message), std::move(suggestion));
}

void Findings::raise() const {
    if (found_.empty()) return;
    auto sorted = found_;
    std::ranges::stable_sort(sorted, {}, [](const Diagnostic& d) { return std::pair{d.place.line, d.place.column}; });
    if (left_out_ > 0)
        sorted.push_back({document_->place(0, 0), fmt::format("{} more findings are not shown", left_out_), ""});
    throw InvalidInput(std::move(sorted));
}

Reader::Reader(const Node& table, Findings& findings, std::string path)
    : node_(&table), findings_(&findings), path_(std::move(path)) {}

std::string Reader::full_name(std::string_view key) const {
    return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

const Node* Reader::node(std::string_view key) {
    known_.emplace_back(key);
    return node_->find(key);
}

const Node* Reader::required(std::string_view key, std::string_view example) {
    const Node* found = node(key);
    if (found == nullptr)
        findings_->add(*node_, fmt::format("{} is missing", full_name(key)), fmt::format("add {} = {}", key, example));
    return found;
}

void Reader::complain(std::string_view key, std::string message, std::string suggestion) {
    const Node* at = node_->find(key);
    findings_->add(at != nullptr ? *at : *node_, std::move(message), std::move(suggestion));
}

template <class T>
std::optional<T> Reader::scalar(std::string_view key, std::string_view wanted, std::string_view example) {
    const Node* found = node(key);
    if (found == nullptr) return std::nullopt;
    if (const T* value = std::get_if<T>(&found->value)) return *value;
    findings_->add(*found, fmt::format("{} must be {}, but this is {}", full_name(key), wanted, found->kind()),
                   fmt::format("write {} = {}", key, example));
    return std::nullopt;
}

std::optional<std::string> Reader::text(std::string_view key) { return scalar<std::string>(key, "a string", "\"…\""); }

std::optional<bool> Reader::flag(std::string_view key) { return scalar<bool>(key, "true or false", "true"); }

std::optional<Date> Reader::date(std::string_view key) { return scalar<Date>(key, "a date", "2027-01-11"); }

std::optional<std::string> Reader::choice(std::string_view key, const std::vector<std::string>& allowed) {
    auto value = text(key);
    if (value && std::ranges::find(allowed, *value) == allowed.end()) {
        complain(key, fmt::format("{} cannot be {}", full_name(key), as_written(*value)), suggest(*value, allowed));
        return std::nullopt;
    }
    return value;
}

std::optional<double> Reader::within(const Node& node, std::string_view key, double value, Range range,
                                     std::string_view unit) {
    constexpr double round_off = 1e-12;
    if (value >= range.least && value <= range.most) return value;
    for (const double bound : {range.least, range.most})
        if (std::isfinite(bound) && std::abs(value - bound) <= round_off * std::abs(bound)) return bound;
    const std::string suffix = unit.empty() ? "" : fmt::format(" {}", unit);
    std::string bounds;
    if (std::isinf(range.most)) bounds = fmt::format("at least {:g}{}", range.least, suffix);
    else if (std::isinf(range.least)) bounds = fmt::format("at most {:g}{}", range.most, suffix);
    else bounds = fmt::format("between {:g} and {:g}{}", range.least, range.most, suffix);
    findings_->add(node, fmt::format("{} is {:.10g}{}, which is out of range", full_name(key), value, suffix),
                   fmt::format("it must be {}", bounds));
    return std::nullopt;
}

std::optional<std::int64_t> Reader::integer(std::string_view key, Range range) {
    const auto value = scalar<std::int64_t>(key, "a whole number", "3");
    if (!value || !within(*node_->find(key), key, static_cast<double>(*value), range, "")) return std::nullopt;
    return value;
}

std::optional<double> Reader::number(std::string_view key, Range range) {
    const Node* found = node(key);
    if (found == nullptr) return std::nullopt;
    const auto value = found->number();
    if (!value || !std::isfinite(*value)) {
        findings_->add(*found, fmt::format("{} must be a finite number without a unit, but this is {}", full_name(key),
                                           value ? "not finite" : found->kind()));
        return std::nullopt;
    }
    return within(*found, key, *value, range, "");
}

std::optional<double> Reader::quantity(std::string_view key, std::string_view unit, Range range) {
    const Node* found = node(key);
    if (found == nullptr) return std::nullopt;
    const auto example = [&](double value) { return fmt::format("write {} = \"{:g} {}\"", key, value, unit); };
    if (const auto bare = found->number()) {
        findings_->add(*found, fmt::format("{} needs a unit: a bare number is refused", full_name(key)),
                       example(std::isfinite(*bare) ? *bare : 1));
        return std::nullopt;
    }
    const std::string* written = found->text();
    if (written == nullptr) {
        findings_->add(*found,
                       fmt::format("{} must be a string with a unit, but this is {}", full_name(key), found->kind()),
                       example(1));
        return std::nullopt;
    }
    const auto quantity = parse_quantity(*written);
    if (!quantity || quantity->unit.empty()) {
        const bool comma = written->find(',') != std::string::npos;
        findings_->add(
            *found,
            fmt::format("{} = {} is not a finite number followed by a unit", full_name(key), as_written(*written)),
            comma ? "write a point, not a comma, before decimals" : example(quantity ? quantity->value : 1));
        return std::nullopt;
    }
    return in_si(*found, key, *quantity, unit, range);
}

std::optional<double> Reader::in_si(const Node& node, std::string_view key, const Quantity& quantity,
                                    std::string_view unit, Range range) {
    if (!is_unit(quantity.unit)) {
        findings_->add(
            node, fmt::format("{} in {} is not a unit that is known here", as_written(quantity.unit), full_name(key)),
            fmt::format("write {} = \"{:g} {}\"", key, quantity.value, unit));
        return std::nullopt;
    }
    if (!convertible(quantity.unit, unit)) {
        const std::string wanted = dimension_name(unit), given = dimension_name(quantity.unit);
        findings_->add(node,
                       fmt::format("{} = {} {} but must be {}", full_name(key), as_written(*node.text()),
                                   given.empty() ? "has the wrong dimension" : fmt::format("is {}", given),
                                   wanted.empty() ? fmt::format("convertible to {}", unit) : wanted),
                       fmt::format("use a unit such as {}", unit));
        return std::nullopt;
    }
    const double value = convert(quantity.value, quantity.unit, unit), si = to_si(quantity.value, quantity.unit);
    if (!std::isfinite(value) || !std::isfinite(si)) {
        findings_->add(node, fmt::format("{} = {} is too large", full_name(key), as_written(*node.text())));
        return std::nullopt;
    }
    const auto inside = within(node, key, value, range, unit);
    if (!inside) return std::nullopt;
    return *inside == value ? si : to_si(*inside, unit);
}

std::optional<Reader> Reader::table(std::string_view key) {
    const Node* found = node(key);
    if (found == nullptr) return std::nullopt;
    if (found->table() == nullptr) {
        findings_->add(*found, fmt::format("{} must be a table, but this is {}", full_name(key), found->kind()),
                       fmt::format("write [{}] and its keys below, or {} = {{ … }}", full_name(key), key));
        return std::nullopt;
    }
    return Reader(*found, *findings_, full_name(key));
}

std::vector<Reader> Reader::tables(std::string_view key) {
    std::vector<Reader> readers;
    const Node* found = node(key);
    if (found == nullptr) return readers;
    const Array* array = found->array();
    const auto complain_of = [&](const Node& wrong, std::string_view where) {
        findings_->add(wrong,
                       fmt::format("{} must be a list of tables, but {} is {}", full_name(key), where, wrong.kind()),
                       fmt::format("write [[{}]] above each of them", full_name(key)));
    };
    if (array == nullptr) {
        complain_of(*found, "this");
        return readers;
    }
    for (std::size_t i = 0; i < array->size(); ++i)
        if (const Node& element = (*array)[i]; element.table() == nullptr) complain_of(element, "this element");
        else readers.emplace_back(element, *findings_, fmt::format("{}[{}]", full_name(key), i));
    return readers;
}

const Table& Reader::entries() {
    for (const Entry& entry : *node_->table()) known_.push_back(entry.key.name);
    return *node_->table();
}

void Reader::refuse_unknown() {
    std::vector<std::string> names;
    for (const auto& known : known_)
        if (std::ranges::find(names, known) == names.end()) names.push_back(known);
    for (const auto& [key, node] : *node_->table())
        if (std::ranges::find(names, key.name) == names.end())
            findings_->add(key.line, key.column,
                           fmt::format("unknown key {}{}", as_written(key.name),
                                       path_.empty() ? "" : fmt::format(" in [{}]", path_)),
                           suggest(key.name, names));
}

}  // namespace percuta::core
