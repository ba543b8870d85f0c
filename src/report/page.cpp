#include "report/page.hpp"

#include <fmt/format.h>

#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

/// "Figure 1." and so on at the head of every caption. Style sheets could count too, but they leave out what is folded
/// away, and a number that depends on what is unfolded cannot be cited.
std::string numbered(const std::string& html, std::string_view tag, std::string_view word) {
    std::string out;
    int count = 0;
    std::size_t from = 0;
    for (std::size_t at = html.find(tag); at != std::string::npos; at = html.find(tag, from)) {
        const std::size_t inside = at + tag.size();
        out += html.substr(from, inside - from) + fmt::format("<strong>{} {}.</strong> ", word, ++count);
        from = inside;
    }
    return out + html.substr(from);
}

}  // namespace

std::string page(std::string_view title, std::string_view version, const std::string& body_html) {
    const std::string generator = version.empty() ? "Percuta" : "Percuta " + escape(version);
    const std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"generator\" content=\"{}\">\n"
        "<title>{} · Percuta</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n",
        generator, escape(title), style_sheet(), body_html);
    return numbered(numbered(html, "<figcaption>", "Figure"), "<caption>", "Table");
}

std::string contents(const std::vector<std::pair<std::string, std::string>>& sections) {
    std::string out = "<nav aria-label=\"Contents\">\n<ul>\n";
    for (const auto& [id, title] : sections) out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, escape(title));
    return out + "</ul>\n</nav>\n\n";
}

}  // namespace percuta::report
