// The only translation unit that sees toml++. It turns text into our own nodes and guards the parser, which can be
// driven out of stack or into undefined behaviour by what is not UTF-8, by deep nesting and by endless dotted keys.
#define TOML_MAX_NESTED_VALUES 32
#include <toml++/toml.h>

#include <algorithm>

#include <fmt/format.h>

#include "core/document.hpp"

namespace percuta::core {

namespace {

constexpr std::size_t largest_document = std::size_t{1} << 20U;
constexpr int deepest_nesting = 16;
constexpr int longest_key_chain = 16;

struct Position {
    int line = 1;
    int column = 1;
};

/// Length of the UTF-8 sequence at `i`, or 0 when it is malformed, overlong, a surrogate or beyond U+10FFFF.
std::size_t utf8_length(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U; };
    const auto follows = [&](std::size_t k) { return (byte(k) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(i);
    if (lead < 0x80U) return 1;
    if (lead >= 0xC2U && lead <= 0xDFU) return follows(i + 1) ? 2 : 0;
    if (lead >= 0xE0U && lead <= 0xEFU) {
        const unsigned code = ((lead & 0x0FU) << 12U) | ((byte(i + 1) & 0x3FU) << 6U);
        const bool plain = code >= 0x800U && (code < 0xD800U || code > 0xDFFFU);
        return follows(i + 1) && follows(i + 2) && plain ? 3 : 0;
    }
    if (lead >= 0xF0U && lead <= 0xF4U) {
        const unsigned code = ((lead & 0x07U) << 18U) | ((byte(i + 1) & 0x3FU) << 12U);
        return follows(i + 1) && follows(i + 2) && follows(i + 3) && code >= 0x10000U && code <= 0x10FFFFU ? 4 : 0;
    }
    return 0;
}

[[noreturn]] void refuse(const std::string& name, std::string message, std::string suggestion) {
    throw InvalidInput(Diagnostic{{name, 0, 0, ""}, std::move(message), std::move(suggestion)});
}

/// Refuses what must not reach the parser. Returns nothing; throws with the position of the first offence.
void guard(const std::string& text, const std::string& name) {
    if (text.size() > largest_document)
        refuse(name, fmt::format("the file is {} bytes long; the limit is {} bytes", text.size(), largest_document),
               "a plan is a few kilobytes of text: is this the right file?");
    Position at;
    int chain = 0;
    char quote = 0;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const std::size_t length = utf8_length(text, i);
        const bool control = static_cast<unsigned char>(c) < 0x20U && c != '\t' && c != '\n' && c != '\r';
        if (length == 0 || control || c == '\x7f')
            refuse(name, fmt::format("line {}, column {}: byte 0x{:02x} is not text (UTF-8)", at.line, at.column,
                                     static_cast<unsigned char>(c)),
                   "this looks like a binary file or another encoding: save it as UTF-8 text");
        if (c == '\n') {
            quote = 0;
            chain = 0;
        } else if (quote != 0) {
            if (c == '\\' && quote == '"' && i + 1 < text.size() && text[i + 1] != '\n' && utf8_length(text, i + 1) == 1) {
                ++i;
                ++at.column;
            } else if (c == quote) {
                quote = 0;
            }
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '.') {
            if (++chain > longest_key_chain)
                refuse(name, fmt::format("line {}: a dotted key has more than {} parts", at.line, longest_key_chain),
                       "no key of Percuta is nested that deeply");
        } else if (c == '=' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}' || c == '#') {
            chain = 0;
        }
        if (c == '\n') {
            ++at.line;
            at.column = 1;
        } else {
            ++at.column;
        }
        i += length;
    }
}

Position position(const toml::source_region& region) {
    return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Node convert(const toml::node& node, const std::string& name, int depth) {
    const Position at = position(node.source());
    if (depth > deepest_nesting)
        refuse(name, fmt::format("line {}: values are nested more than {} deep", at.line, deepest_nesting),
               "no part of Percuta's files is nested that deeply");
    Node out{std::string(), at.line, at.column};
    if (const auto* table = node.as_table()) {
        Table entries;
        for (const auto& [key, value] : *table) {
            const Position where = position(key.source());
            entries.emplace_back(Key{std::string(key.str()), where.line, where.column}, convert(value, name, depth + 1));
        }
        // toml++ sorts keys by name; people and reports want them in the order in which they were written.
        std::ranges::stable_sort(entries, {}, [](const auto& e) { return std::pair{e.first.line, e.first.column}; });
        out.value = std::move(entries);
    } else if (const auto* array = node.as_array()) {
        Array elements;
        for (const auto& element : *array) elements.push_back(convert(element, name, depth + 1));
        out.value = std::move(elements);
    } else if (const auto* text = node.as_string()) {
        out.value = text->get();
    } else if (const auto* integer = node.as_integer()) {
        out.value = integer->get();
    } else if (const auto* real = node.as_floating_point()) {
        out.value = real->get();
    } else if (const auto* flag = node.as_boolean()) {
        out.value = flag->get();
    } else if (const auto* date = node.as_date()) {
        out.value = Date(std::chrono::year(date->get().year), std::chrono::month(date->get().month),
                         std::chrono::day(date->get().day));
    } else {
        refuse(name, fmt::format("line {}, column {}: times of day are not used in Percuta's files", at.line, at.column),
               "write a date such as 2027-01-11");
    }
    return out;
}

}  // namespace

Document Document::parse(std::string text, std::string name) {
    guard(text, name);
    Document document;
    document.text_ = std::move(text);
    document.name_ = std::move(name);
    try {
        document.root_ = convert(toml::parse(std::string_view(document.text_), document.name_), document.name_, 0);
    } catch (const toml::parse_error& error) {
        const Position at = position(error.source());
        throw InvalidInput(Diagnostic{document.place(at.line, at.column), std::string(error.description()),
                                      "the file must be TOML: key = value, strings in double quotes"});
    }
    return document;
}

}  // namespace percuta::core
