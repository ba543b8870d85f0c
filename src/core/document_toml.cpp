// The only translation unit that sees toml++. It turns text into our own nodes and guards the parser, which can be
// driven out of stack or into undefined behaviour by what is not UTF-8, by deep nesting and by endless dotted keys.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/document.hpp"

// toml++ 3.3 states its expectations as assertions, some of which a file can break ("[!" is enough): they would end the
// program, or be hints to the optimiser where NDEBUG is set. Here they become an exception in every build.
namespace {
struct BrokenExpectation {};
}  // namespace
#undef NDEBUG
#define TOML_ASSERT(expectation) ((expectation) ? void() : throw BrokenExpectation{})
#define TOML_MAX_NESTED_VALUES 32
#include <toml++/toml.h>

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

[[noreturn]] void refuse(Place place, std::string message, std::string suggestion) {
    throw InvalidInput(Diagnostic{std::move(place), std::move(message), std::move(suggestion)});
}

/// Refuses bytes that are not UTF-8 text. The offending line is not shown: it would reach the terminal.
void guard_text(std::string_view text, const std::string& name) {
    Position at;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const std::size_t length = utf8_length(text, i);
        const bool control = byte < 0x20U && byte != '\t' && byte != '\n' && byte != '\r';
        if (length == 0 || control || byte == 0x7fU)
            refuse({name, at.line, at.column, ""}, fmt::format("byte 0x{:02x} is not text (UTF-8)", byte),
                   "this looks like a binary file or another encoding: save it as UTF-8 text");
        if (byte == '\n') at = {at.line + 1, 1};
        else ++at.column;
        i += length;
    }
}

/// Where in TOML a character stands; exact as far as the text is well formed, and what is not, toml++ refuses.
class Lexer {
public:
    /// Takes the character at `i` and returns how many bytes belong with it.
    std::size_t step(std::string_view text, std::size_t i) {
        const char c = text[i];
        const bool three =
            text.substr(i, 3) == std::string_view("\"\"\"") || text.substr(i, 3) == std::string_view("'''");
        if (c == '\n' && !long_) return leave();
        if (comment_) return 1;
        if (quote_ == 0) {
            comment_ = c == '#';
            if (c != '"' && c != '\'') return 1;
            quote_ = c;
            long_ = three;
            return long_ ? 3 : 1;
        }
        const bool literal = std::exchange(escaped_, !escaped_ && c == '\\' && quote_ == '"');
        if (literal || c != quote_) return 1;
        if (!long_) return leave();
        if (!three) return 1;
        // Up to two quotes may stand right before the three that close.
        std::size_t quotes = 3;
        while (quotes < 5 && i + quotes < text.size() && text[i + quotes] == c) ++quotes;
        leave();
        return quotes;
    }
    bool in_code() const { return quote_ == 0 && !comment_; }

private:
    std::size_t leave() {
        comment_ = long_ = escaped_ = false;
        quote_ = 0;
        return 1;
    }

    char quote_ = 0;
    bool long_ = false, comment_ = false, escaped_ = false;
};

/// Refuses dotted keys so long that toml++ would run out of stack.
void guard_keys(std::string_view text, const Document& document) {
    Lexer lexer;
    int chain = 0;
    Position at;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const std::size_t length = lexer.step(text, i);
        for (std::size_t k = i; k < i + length; ++k) {
            if (text[k] == '\n') at = {at.line + 1, 1};
            else if ((static_cast<unsigned char>(text[k]) & 0xC0U) != 0x80U) ++at.column;
        }
        if (lexer.in_code()) {
            if (std::string_view("\n=,[]{}").find(c) != std::string_view::npos) chain = 0;
            if (c == '.' && ++chain > longest_key_chain)
                refuse(document.place(at.line, at.column - 1),
                       fmt::format("a dotted key has more than {} parts", longest_key_chain),
                       "no key of Percuta's files is nested that deeply");
        }
        i += length;
    }
}

Position position(const toml::source_region& region) {
    return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Node convert(const toml::node& node, const Document& document, int depth) {
    const Position at = position(node.source());
    if (depth > deepest_nesting)
        refuse(document.place(at.line, at.column), fmt::format("values are nested more than {} deep", deepest_nesting),
               "no part of Percuta's files is nested that deeply");
    Node out{std::string(), at.line, at.column};
    if (const auto* table = node.as_table()) {
        Table entries;
        for (const auto& [key, value] : *table) {
            const Position where = position(key.source());
            entries.push_back(
                {Key{std::string(key.str()), where.line, where.column}, convert(value, document, depth + 1)});
        }
        // toml++ sorts keys by name; people and reports want them in the order in which they were written.
        std::ranges::stable_sort(entries, {}, [](const Entry& e) { return std::pair{e.key.line, e.key.column}; });
        out.value = std::move(entries);
    } else if (const auto* array = node.as_array()) {
        Array elements;
        for (const auto& element : *array) elements.push_back(convert(element, document, depth + 1));
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
        refuse(document.place(at.line, at.column), "times of day are not used in Percuta's files",
               "write a date such as 2027-01-11");
    }
    return out;
}

/// The first line that toml++ gives up on without saying where: the shortest text that it gives up on ends with it.
int line_given_up(std::string_view text) {
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n') ends.push_back(i + 1);
    const auto fine = [&](std::size_t end) {
        try {
            static_cast<void>(toml::parse(text.substr(0, end)));
        } catch (const toml::parse_error&) {
        } catch (const BrokenExpectation&) {
            return false;
        }
        return true;
    };
    return static_cast<int>(std::ranges::partition_point(ends, fine) - ends.begin()) + 1;
}

/// What toml++ says, in the manner of our own messages.
std::string reworded(std::string_view description) {
    constexpr std::string_view prefix = "Error while parsing ";
    if (description.substr(0, prefix.size()) == prefix) description.remove_prefix(prefix.size());
    return fmt::format("this is not TOML: {}", description);
}

std::string advice(std::string_view description) {
    const auto about = [&](std::string_view word) { return description.find(word) != std::string_view::npos; };
    if (about("redefine")) return "a key and a [section] stand once; only [[lists]] may stand several times";
    if (about("parsing date")) return "a date is year-month-day and must exist, such as 2027-01-11";
    return "write key = value, with strings in double quotes";
}

}  // namespace

Document Document::parse(std::string text, std::string name) {
    if (text.size() > largest_document)
        refuse({name, 0, 0, ""},
               fmt::format("the file is {} bytes long; the limit is {} bytes", text.size(), largest_document),
               "a plan is a few kilobytes of text: is this the right file?");
    if (text.substr(0, 3) == "\xef\xbb\xbf") text.erase(0, 3);  // the byte order mark that some editors write
    guard_text(text, name);
    Document document(std::move(text), std::move(name));
    guard_keys(document.text_, document);
    try {
        const toml::table parsed = toml::parse(std::string_view(document.text_), std::string_view(document.name_));
        document.root_ = convert(parsed, document, 0);
        document.root_.line = document.root_.column = 0;
    } catch (const toml::parse_error& error) {
        const Position at = position(error.source());
        throw InvalidInput(
            Diagnostic{document.place(at.line, at.column), reworded(error.description()), advice(error.description())});
    } catch (const BrokenExpectation&) {
        refuse(document.place(line_given_up(document.text_), 1), "this line is not TOML",
               "write key = value, or [section] in plain letters");
    }
    return document;
}

}  // namespace percuta::core
