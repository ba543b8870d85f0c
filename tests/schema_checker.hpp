// JSON checked against a JSON Schema, as far as the schemas of this program go.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace percuta::report::testing {

using nlohmann::json;

inline bool is_of_type(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    if (type == "integer") return value.is_number_integer();
    return type == "number" && value.is_number();
}

/// The pattern of a quantity, read without <regex>: a number, a unit that starts with a letter, % or µ.
inline bool is_quantity(std::string_view text) {
    std::size_t at = 0;
    const auto skip = [&](std::string_view any) {
        const std::size_t from = at;
        while (at < text.size() && any.find(text[at]) != std::string_view::npos) ++at;
        return at - from;
    };
    constexpr std::string_view spaces = " \t\n\r\f\v", figures = "0123456789";
    skip(spaces);
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    std::size_t digits = skip(figures);
    if (at < text.size() && text[at] == '.') {
        ++at;
        digits += skip(figures);
    }
    if (digits == 0) return false;
    if (const std::size_t mark = at; at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (skip(figures) == 0) at = mark;
    }
    skip(spaces);
    if (at == text.size()) return false;
    const char c = text[at];
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '%' || text.substr(at).starts_with("µ") ||
           text.substr(at).starts_with("μ");
}

inline constexpr const char* quantity = R"(^\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\s*[A-Za-z%µμ].*$)";

/// The part of JSON Schema that these schemas use; findings are collected so that one run shows them all.
class Checker {
public:
    explicit Checker(const json& root) : root_(root) {}

    void check(const json& value, const json& schema, const std::string& where) {
        if (schema.contains("$ref"))
            check(value, root_.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1))), where);
        if (schema.contains("type")) check_type(value, schema["type"], where);
        if (schema.contains("enum") &&
            std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
            findings.push_back(where + ": not one of " + schema["enum"].dump());
        if (schema.contains("const") && schema["const"] != value)
            findings.push_back(where + ": not " + schema["const"].dump());
        if (value.is_number()) check_range(value, schema, where);
        if (schema.contains("pattern")) check_pattern(value, schema["pattern"], where);
        if (schema.contains("not")) {
            Checker other(root_);
            other.check(value, schema["not"], where);
            if (other.findings.empty()) findings.push_back(where + ": is what it must not be");
        }
        if (value.is_object()) check_members(value, schema, where);
        if (value.is_array()) check_items(value, schema, where);
    }

    std::vector<std::string> findings;

private:
    void check_type(const json& value, const json& types, const std::string& where) {
        bool fits = false;
        for (const json& type : types.is_array() ? types : json::array({types})) fits = fits || is_of_type(value, type);
        if (!fits) findings.push_back(where + ": not of type " + types.dump());
    }

    void check_range(const json& value, const json& schema, const std::string& where) {
        if (schema.contains("minimum") && value < schema["minimum"]) findings.push_back(where + ": below its minimum");
        if (schema.contains("maximum") && value > schema["maximum"]) findings.push_back(where + ": above its maximum");
    }

    void check_items(const json& value, const json& schema, const std::string& where) {
        if (schema.contains("minItems") && value.size() < schema["minItems"])
            findings.push_back(where + ": has too few items");
        if (schema.contains("maxItems") && value.size() > schema["maxItems"])
            findings.push_back(where + ": has too many items");
        if (schema.contains("items"))
            for (std::size_t i = 0; i < value.size(); ++i)
                check(value[i], schema["items"], where + "." + std::to_string(i));
    }

    void check_pattern(const json& value, const json& pattern, const std::string& where) {
        if (pattern != quantity) findings.push_back(where + ": a pattern that this test does not read");
        else if (!is_quantity(value.get<std::string>()))
            findings.push_back(where + ": " + value.dump() + " does not match");
    }

    void check_members(const json& value, const json& schema, const std::string& where) {
        const json properties = schema.value("properties", json::object());
        const json rest = schema.value("additionalProperties", json(true));
        for (const json& key : schema.value("required", json::array()))
            if (!value.contains(key.get<std::string>())) findings.push_back(where + ": lacks " + key.dump());
        for (const auto& [key, member] : value.items()) {
            if (properties.contains(key)) check(member, properties[key], where + "." + key);
            else if (rest.is_object()) check(member, rest, where + "." + key);
            else if (rest == json(false)) findings.push_back(where + ": has unknown " + key);
        }
    }

    const json& root_;
};

inline std::string findings_of(const json& value, std::string_view schema_text) {
    const json schema = json::parse(schema_text);
    Checker checker(schema);
    checker.check(value, schema, "$");
    std::string out;
    for (const std::string& finding : checker.findings) out += finding + "\n";
    return out;
}

}  // namespace percuta::report::testing
