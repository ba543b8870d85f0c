// What tests of whole pages ask of them.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace percuta::report::testing {

inline bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

inline std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

/// The first tag that is not closed by its own, or "".
inline std::string first_imbalance(const std::string& html) {
    const std::set<std::string> empty{"meta", "br"};
    std::vector<std::string> open;
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const std::size_t end = html.find('>', at);
        if (end == std::string::npos) return "a tag without its end at " + std::to_string(at);
        if (html[at + 1] == '!') continue;  // the document type
        const bool closes = html[at + 1] == '/';
        const std::size_t from = at + (closes ? 2 : 1);
        const std::string name = html.substr(from, html.find_first_of(" />\n", from) - from);
        if (empty.contains(name) || html[end - 1] == '/') continue;
        if (!closes) {
            open.push_back(name);
        } else {
            if (open.empty() || open.back() != name) return name + " at " + std::to_string(at);
            open.pop_back();
        }
    }
    return open.empty() ? "" : open.back() + " never closed";
}

/// A word that stands alone, as "nan" would as a number.
inline bool has_word(const std::string& text, std::string_view word) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !letter(text[at - 1])) && (end == text.size() || !letter(text[end]))) return true;
    }
    return false;
}

/// What stands between `before` and the next `after`, for each place where `before` stands.
inline std::vector<std::string> all_between(const std::string& text, std::string_view before, char after) {
    std::vector<std::string> out;
    for (std::size_t at = text.find(before); at != std::string::npos; at = text.find(before, at + 1)) {
        const std::size_t from = at + before.size();
        out.push_back(text.substr(from, text.find(after, from) - from));
    }
    return out;
}

/// What is wrong with a page that must open anywhere: tags, numbers that are none, things loaded, ids that stand twice,
/// drawings without words. Empty when nothing is.
inline std::string fault_of(const std::string& html) {
    if (const std::string tag = first_imbalance(html); !tag.empty()) return tag;
    for (const char* word : {"nan", "inf"})
        if (has_word(html, word)) return word;
    for (const char* loader : {"<script", "src=", "<link", "@import", "url(http", "<iframe", "<img", "javascript:"})
        if (contains(html, loader)) return loader;
    if (count(html, "http") != count(html, "href=\"http")) return "an address outside of a link";
    std::set<std::string> ids;
    for (const std::string& id : all_between(html, " id=\"", '"'))
        if (!ids.insert(id).second) return "id " + id + " stands twice";
    if (count(html, "role=\"img\"") != count(html, "<desc id=")) return "a drawing without words";
    return "";
}

}  // namespace percuta::report::testing
