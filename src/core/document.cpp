#include "core/document.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"

namespace percuta::core {

std::optional<double> Node::number() const {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    return std::nullopt;
}

const Node* Node::find(std::string_view key) const {
    if (const Table* entries = table())
        for (const auto& [name, node] : *entries)
            if (name.name == key) return &node;
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

Place Document::place(int line, int column) const {
    Place place{name_, line, column, ""};
    std::size_t start = 0;
    for (int i = 1; i < line && start != std::string::npos; ++i) {
        start = text_.find('\n', start);
        if (start != std::string::npos) ++start;
    }
    if (line > 0 && start < text_.size()) {
        const std::size_t end = std::min(text_.find('\n', start), text_.size());
        place.line_text = text_.substr(start, end - start);
        if (!place.line_text.empty() && place.line_text.back() == '\r') place.line_text.pop_back();
    }
    return place;
}

void Findings::add(int line, int column, std::string message, std::string suggestion) {
    found_.push_back({document_->place(line, column), std::move(message), std::move(suggestion)});
}

void Findings::add(const Node& node, std::string message, std::string suggestion) {
    add(node.line, node.column, std::move(message), std::move(suggestion));
}

void Findings::raise() const {
    if (found_.empty()) return;
    auto sorted = found_;
    std::ranges::stable_sort(sorted, {}, [](const Diagnostic& d) { return std::pair{d.place.line, d.place.column}; });
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

std::optional<std::string> Reader::text(std::string_view key) {
    return scalar<std::string>(key, "a string", "\"…\"");
}

std::optional<bool> Reader::flag(std::string_view key) { return scalar<bool>(key, "true or false", "true"); }

std::optional<Date> Reader::date(std::string_view key) { return scalar<Date>(key, "a date", "2027-01-11"); }

std::optional<std::string> Reader::choice(std::string_view key, const std::vector<std::string>& allowed) {
    auto value = text(key);
    if (value && std::ranges::find(allowed, *value) == allowed.end()) {
        complain(key, fmt::format("{} cannot be \"{}\"", full_name(key), *value), suggest(*value, allowed));
        return std::nullopt;
    }
    return value;
}

bool Reader::within(const Node& node, std::string_view key, double value, Range range, std::string_view unit) {
    if (value >= range.least && value <= range.most) return true;
    const std::string suffix = unit.empty() ? "" : fmt::format(" {}", unit);
    std::string bounds;
    if (std::isinf(range.most)) bounds = fmt::format("at least {:g}{}", range.least, suffix);
    else if (std::isinf(range.least)) bounds = fmt::format("at most {:g}{}", range.most, suffix);
    else bounds = fmt::format("between {:g} and {:g}{}", range.least, range.most, suffix);
    findings_->add(node, fmt::format("{} is {:g}{}, which is out of range", full_name(key), value, suffix),
                   fmt::format("it must be {}", bounds));
    return false;
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
    if (!within(*found, key, *value, range, "")) return std::nullopt;
    return value;
}

std::optional<double> Reader::quantity(std::string_view key, std::string_view unit, Range range) {
    const Node* found = node(key);
    if (found == nullptr) return std::nullopt;
    const auto example = [&](double value) { return fmt::format("write {} = \"{:g} {}\"", key, value, unit); };
    if (const auto bare = found->number()) {
        findings_->add(*found, fmt::format("{} needs a unit: a bare number is refused", full_name(key)), example(*bare));
        return std::nullopt;
    }
    const std::string* written = found->text();
    if (written == nullptr) {
        findings_->add(*found, fmt::format("{} must be a string with a unit, but this is {}", full_name(key), found->kind()),
                       example(1));
        return std::nullopt;
    }
    const auto quantity = parse_quantity(*written);
    if (!quantity || quantity->unit.empty()) {
        findings_->add(*found, fmt::format("{} = \"{}\" is not a finite number followed by a unit", full_name(key), *written),
                       example(quantity ? quantity->value : 1));
        return std::nullopt;
    }
    if (!is_unit(quantity->unit)) {
        findings_->add(*found, fmt::format("\"{}\" in {} is not a unit that is known here", quantity->unit, full_name(key)),
                       example(quantity->value));
        return std::nullopt;
    }
    if (!convertible(quantity->unit, unit)) {
        const std::string wanted = dimension_name(unit), given = dimension_name(quantity->unit);
        findings_->add(*found,
                       fmt::format("{} = \"{}\" {} but must be {}", full_name(key), *written,
                                   given.empty() ? "has the wrong dimension" : fmt::format("is {}", given),
                                   wanted.empty() ? fmt::format("convertible to {}", unit) : wanted),
                       fmt::format("use a unit such as {}", unit));
        return std::nullopt;
    }
    if (!within(*found, key, convert(quantity->value, quantity->unit, unit), range, unit)) return std::nullopt;
    return to_si(quantity->value, quantity->unit);
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
    if (array == nullptr || !std::ranges::all_of(*array, [](const Node& n) { return n.table() != nullptr; })) {
        findings_->add(*found, fmt::format("{} must be a list of tables, but this is {}", full_name(key), found->kind()),
                       fmt::format("write [[{}]] above each of them", full_name(key)));
        return readers;
    }
    for (const Node& element : *array)
        readers.emplace_back(element, *findings_, fmt::format("{}[{}]", full_name(key), readers.size()));
    return readers;
}

const Table& Reader::entries() {
    for (const auto& entry : *node_->table()) known_.push_back(entry.first.name);
    return *node_->table();
}

void Reader::refuse_unknown() {
    for (const auto& [key, value] : *node_->table()) {
        if (std::ranges::find(known_, key.name) != known_.end()) continue;
        std::vector<std::string> free;
        for (const auto& known : known_)
            if (std::ranges::find(free, known) == free.end()) free.push_back(known);
        findings_->add(key.line, key.column, fmt::format("unknown key \"{}\"{}", key.name,
                                                         path_.empty() ? "" : fmt::format(" in [{}]", path_)),
                       suggest(key.name, free));
    }
}

}  // namespace percuta::core
