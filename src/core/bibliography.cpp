#include "core/bibliography.hpp"

#include <cctype>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::core {

namespace {

/// Walks over BibTeX text and knows where it is.
class Cursor {
public:
    Cursor(std::string_view text, std::string_view name) : text_(text), name_(name) {}

    bool done() const { return at_ >= text_.size(); }
    char peek() const { return done() ? '\0' : text_[at_]; }
    char next() {
        const char c = peek();
        ++at_;
        if (c == '\n') {
            ++line_;
            column_ = 1;
        } else {
            ++column_;
        }
        return c;
    }
    void skip_blank() {
        while (!done() && std::isspace(static_cast<unsigned char>(peek())) != 0) next();
    }
    void expect(char wanted) {
        skip_blank();
        if (peek() != wanted) fail(fmt::format("expected '{}'", wanted));
        next();
    }
    std::string word() {
        skip_blank();
        std::string out;
        while (!done() && (std::isalnum(static_cast<unsigned char>(peek())) != 0 ||
                           std::string_view("-_:.+/").find(peek()) != std::string_view::npos))
            out += next();
        if (out.empty()) fail("expected a name");
        return out;
    }
    /// A value in braces (which may nest), in quotes, or a bare word.
    std::string value() {
        skip_blank();
        if (peek() != '{' && peek() != '"') return word();
        const Cursor start = *this;
        const bool braced = next() == '{';
        std::string out;
        for (int depth = 1; !done();) {
            const char c = next();
            if (braced && c == '{') ++depth;
            if (braced && c == '}' && --depth == 0) return out;
            if (!braced && c == '"') return out;
            if (c == '{' || c == '}') continue;
            if (std::isspace(static_cast<unsigned char>(c)) == 0) out += c;
            else if (!out.empty() && out.back() != ' ') out += ' ';
        }
        start.fail("a value does not end");
    }
    [[noreturn]] void fail(std::string message) const {
        throw InvalidInput(Diagnostic{{std::string(name_), line_, column_, ""},
                                      std::move(message),
                                      "entries look like @article{key, author = {…}, year = {…}}"});
    }

private:
    std::string_view text_;
    std::string_view name_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 1;
};

std::string lowercase(std::string word) {
    for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return word;
}

}  // namespace

std::string Reference::field(std::string_view name) const {
    const auto found = fields.find(std::string(name));
    return found == fields.end() ? "" : found->second;
}

std::string Reference::link() const {
    if (const std::string doi = field("doi"); !doi.empty()) return "https://doi.org/" + doi;
    return field("url");
}

std::string Reference::cite() const {
    std::string text = field("author");
    if (const std::string year = field("year"); !year.empty()) text += (text.empty() ? "" : " ") + year;
    for (const char* part : {"title", "journal"})
        if (const std::string value = field(part); !value.empty()) text += (text.empty() ? "" : ", ") + value;
    return text.empty() ? key : text;
}

Bibliography Bibliography::parse(std::string_view text, std::string_view name) {
    Bibliography out;
    Cursor cursor(text, name);
    while (true) {
        while (!cursor.done() && cursor.peek() != '@') cursor.next();  // BibTeX ignores text between entries
        if (cursor.done()) return out;
        cursor.next();
        Reference reference;
        reference.kind = lowercase(cursor.word());
        cursor.expect('{');
        cursor.skip_blank();
        const Cursor at_key = cursor;
        reference.key = cursor.word();
        cursor.skip_blank();
        while (cursor.peek() == ',') {
            cursor.next();
            cursor.skip_blank();
            if (cursor.peek() == '}') break;
            const std::string field = lowercase(cursor.word());
            cursor.expect('=');
            reference.fields[field] = cursor.value();
            cursor.skip_blank();
        }
        cursor.expect('}');
        const std::string key = reference.key;
        if (!out.references_.emplace(key, std::move(reference)).second)
            at_key.fail(fmt::format("\"{}\" stands twice", key));
    }
}

const Reference& Bibliography::at(std::string_view key) const {
    const auto found = references_.find(std::string(key));
    if (found == references_.end()) throw InternalError(fmt::format("no reference \"{}\"", key));
    return found->second;
}

std::vector<std::string> Bibliography::keys() const {
    std::vector<std::string> out;
    for (const auto& [key, reference] : references_) out.push_back(key);
    return out;
}

}  // namespace percuta::core
