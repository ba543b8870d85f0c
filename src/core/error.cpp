#include "core/error.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace percuta::core {

namespace {

constexpr std::size_t widest_line_shown = 160;
constexpr std::size_t longest_list_shown = 16;

/// True for the second and later bytes of a character in UTF-8.
bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Spelling with the differences removed that nobody means.
std::string folded(std::string_view word) {
    std::string out;
    for (const char c : word)
        out += c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

std::string summary(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const auto& diagnostic : diagnostics) text += render(diagnostic);
    return text;
}

/// Optimal string alignment distance: edits and swaps of neighbours, the usual typing errors.
std::size_t distance(std::string_view a, std::string_view b) {
    const std::size_t columns = b.size() + 1;
    std::vector<std::size_t> before(columns), previous(columns), current(columns);
    std::iota(previous.begin(), previous.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j < columns; ++j) {
            const std::size_t replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, replaced});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
        }
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return previous[b.size()];
}

}  // namespace

std::string render(const Diagnostic& diagnostic) {
    const Place& place = diagnostic.place;
    std::string text = place.file;
    if (place.line > 0) text += fmt::format(":{}:{}", place.line, place.column);
    if (!text.empty()) text += ": ";
    text += fmt::format("error: {}\n", diagnostic.message);
    const bool shown = place.line > 0 && !place.line_text.empty() && place.line_text.size() <= widest_line_shown;
    if (shown) {
        const std::string number = std::to_string(place.line);
        std::string indent;  // tabs are kept so that the caret stays under its character
        int column = 0;
        for (const char c : place.line_text)
            if (!continues(c) && ++column < place.column) indent += c == '\t' ? '\t' : ' ';
        text +=
            fmt::format("  {} | {}\n  {} | {}^\n", number, place.line_text, std::string(number.size(), ' '), indent);
    }
    if (!diagnostic.suggestion.empty()) text += fmt::format("  help: {}\n", diagnostic.suggestion);
    return text;
}

InvalidInput::InvalidInput(std::vector<Diagnostic> diagnostics)
    : UserError(summary(diagnostics)), diagnostics_(std::move(diagnostics)) {}

InvalidInput::InvalidInput(Diagnostic diagnostic) : InvalidInput(std::vector<Diagnostic>{std::move(diagnostic)}) {}

std::string as_written(std::string_view text) {
    constexpr std::size_t longest_shown = 60;
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool late_control =
            byte == 0xC2U && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0U;
        if (i >= longest_shown && !continues(text[i])) return out + "…\"";
        if (late_control) out += fmt::format("\\u{:04x}", static_cast<unsigned char>(text[++i]));
        else if (byte < 0x20U || byte == 0x7fU) out += fmt::format("\\u{:04x}", byte);
        else out += text[i];
    }
    return out + "\"";
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    constexpr std::size_t longest_word_compared = 64;
    if (word.size() > longest_word_compared) return "";
    const std::string meant = folded(word);
    std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::string found;
    for (const auto& candidate : candidates)
        if (const std::size_t d = distance(meant, folded(candidate)); d < best) {
            best = d;
            found = candidate;
        }
    return found;
}

std::string suggest(std::string_view word, const std::vector<std::string>& candidates) {
    if (const std::string found = nearest(word, candidates); !found.empty())
        return fmt::format("did you mean \"{}\"?", found);
    if (candidates.empty()) return "";
    const auto shown = std::min(candidates.size(), longest_list_shown);
    const std::vector<std::string> head(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(shown));
    return fmt::format("known here: {}{}", fmt::join(head, ", "), shown < candidates.size() ? ", …" : "");
}

}  // namespace percuta::core
