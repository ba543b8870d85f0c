#include "server/plan_json.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/text.hpp"
#include "plan/read.hpp"

namespace percuta::server {

namespace {

using Json = nlohmann::ordered_json;

/// "/subject/facts/hx.keloid": RFC 6901.
std::string below(const std::string& pointer, std::string_view key) {
    std::string out = pointer + "/";
    for (const char c : key) {
        if (c == '~') out += "~0";
        else if (c == '/') out += "~1";
        else out += c;
    }
    return out;
}

/// Where a plan file has days, which TOML writes without quotes.
bool holds_days(const std::string& pointer) {
    return pointer.ends_with("/schedule/start") || pointer.find("/subject/facts/") != std::string::npos;
}

/// What is written as a section and not within a line: so that a mistake in a fact, or in the plan of a goal, has a
/// place of its own.
bool is_section(const std::string& pointer) {
    const bool of_plan = pointer.starts_with("/plan/") && pointer.find('/', sizeof("/plan")) == std::string::npos;
    return of_plan || pointer == "/plan" || pointer.ends_with("/subject/facts") ||
           pointer.find('/', 1) == std::string::npos;
}

/// Writes a value on one line.
std::string value_text(const Json& value, const std::string& pointer) {
    if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        throw core::UsageError(fmt::format("{} is too large a number", pointer));
    if (value.is_number_integer()) return value.dump();
    if (value.is_number_float()) {
        const double number = value.get<double>();
        if (!std::isfinite(number)) throw core::UsageError(fmt::format("{} is no number", pointer));
        return fmt::format("{}", number).find_first_of(".e") == std::string::npos ? fmt::format("{}.0", number)
                                                                                  : fmt::format("{}", number);
    }
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        if (!core::is_utf8(text)) throw core::UsageError(fmt::format("{} is not UTF-8 text", pointer));
        return holds_days(pointer) && plan::date_in(text) ? text : core::as_toml(text);
    }
    if (value.is_array()) {
        std::string out;
        for (std::size_t i = 0; i < value.size(); ++i)
            out += (i == 0 ? "" : ", ") + value_text(value[i], below(pointer, std::to_string(i)));
        return "[" + out + "]";
    }
    if (value.is_object()) {
        std::string out;
        for (const auto& [key, one] : value.items())
            out += fmt::format("{}{} = {}", out.empty() ? " " : ", ", core::as_toml_key(key),
                               value_text(one, below(pointer, key)));
        return "{" + out + " }";
    }
    throw core::UsageError(fmt::format("{} is null; leave out what is not known", pointer));
}

class Writer {
public:
    PlanText write(const Json& file) {
        out_.pointers.emplace_back();
        members(file, "", "");
        return std::move(out_);
    }

private:
    static bool is_list_of_tables(const Json& value) {
        return value.is_array() && !value.empty() &&
               std::ranges::all_of(value, [](const Json& one) { return one.is_object(); });
    }

    void add(const std::string& text, const std::string& pointer) {
        out_.toml += text + "\n";
        out_.pointers.push_back(pointer);
    }

    /// What stands on a line comes before what has a section of its own, as TOML wants it.
    void members(const Json& table, const std::string& path, const std::string& pointer) {
        const auto has_section = [&](const std::string& key, const Json& value) {
            return (value.is_object() || is_list_of_tables(value)) && is_section(below(pointer, key));
        };
        for (const auto& [key, value] : table.items())
            if (!has_section(key, value))
                add(fmt::format("{} = {}", core::as_toml_key(key), value_text(value, below(pointer, key))),
                    below(pointer, key));
        for (const auto& [key, value] : table.items()) {
            if (!has_section(key, value)) continue;
            const std::string name = path + core::as_toml_key(key), here = below(pointer, key);
            if (value.is_object()) section(fmt::format("[{}]", name), value, name + ".", here);
            else
                for (std::size_t i = 0; i < value.size(); ++i)
                    section(fmt::format("[[{}]]", name), value[i], name + ".", below(here, std::to_string(i)));
        }
    }

    void section(const std::string& head, const Json& table, const std::string& path, const std::string& pointer) {
        add("", pointer);
        add(head, pointer);
        members(table, path, pointer);
    }

    PlanText out_{};
};

Json json_of_node(const core::Node& node) {
    if (const auto* table = node.table()) {
        Json out = Json::object();
        for (const core::Entry& entry : *table) out[entry.key.name] = json_of_node(entry.node);
        return out;
    }
    if (const auto* array = node.array()) {
        Json out = Json::array();
        for (const core::Node& one : *array) out.push_back(json_of_node(one));
        return out;
    }
    if (const auto* day = std::get_if<core::Date>(&node.value))
        return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day->year()), static_cast<unsigned>(day->month()),
                           static_cast<unsigned>(day->day()));
    if (const auto* text = node.text()) return *text;
    if (const bool* flag = std::get_if<bool>(&node.value)) return *flag;
    if (const auto* whole = std::get_if<std::int64_t>(&node.value)) return *whole;
    return std::get<double>(node.value);
}

}  // namespace

PlanText toml_of(const Json& file) {
    if (!file.is_object()) throw core::UsageError("a plan is a JSON object, as the plan file is a table");
    return Writer().write(file);
}

Json json_of(const core::Document& document) { return json_of_node(document.root()); }

std::vector<Mistake> mistakes_in(const core::InvalidInput& error, const PlanText& text, const std::string& above) {
    std::vector<Mistake> out;
    for (const core::Diagnostic& one : error.diagnostics()) {
        const auto line = static_cast<std::size_t>(std::max(one.place.line, 0));
        out.push_back({above + (line < text.pointers.size() ? text.pointers[line] : ""), one.message, one.suggestion});
    }
    return out;
}

}  // namespace percuta::server
