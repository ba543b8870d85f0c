#include "report/parts.hpp"

#include <fmt/format.h>

#include "report/text.hpp"

namespace percuta::report {

std::string render(const Table& table) {
    // A region that scrolls must be reachable by keyboard and have a name.
    std::string out = fmt::format(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\">\n"
        "<table{1}>\n<caption>{0}</caption>\n<thead><tr>",
        escape(table.caption), table.style.empty() ? "" : fmt::format(" class=\"{}\"", table.style));
    for (const std::string& head : table.head) out += fmt::format("<th scope=\"col\">{}</th>", escape(head));
    out += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
        out += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i)
            out += i == 0 ? fmt::format("<th scope=\"row\">{}</th>", row[i]) : fmt::format("<td>{}</td>", row[i]);
        out += "</tr>\n";
    }
    return out + "</tbody>\n</table>\n</div>\n";
}

std::string section(std::string_view id, std::string_view title, std::string_view html) {
    return fmt::format("<section aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1}</h2>\n{2}</section>\n\n", id,
                       escape(title), html);
}

std::string figure(std::string_view svg_html, std::string_view caption_html) {
    return fmt::format(
        "<figure>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Figure\">\n{}</div>\n"
        "<figcaption>{}</figcaption>\n</figure>\n",
        svg_html, caption_html);
}

std::string paragraph(std::string_view html) { return fmt::format("<p>{}</p>\n", html); }

std::string details(std::string_view summary, std::string_view html, OnPaper on_paper) {
    return fmt::format("<details{}>\n<summary>{}</summary>\n{}</details>\n",
                       on_paper == OnPaper::always ? " class=\"paper\"" : "", escape(summary), html);
}

std::string legend(const std::vector<std::pair<std::string, std::string>>& drawings_and_words) {
    std::string out = "<ul class=\"legend\">\n";
    for (const auto& [drawing, words] : drawings_and_words)
        out += fmt::format(
            "<li><svg viewBox=\"0 0 28 16\" width=\"28\" height=\"16\" aria-hidden=\"true\">{}</svg>{}</li>\n", drawing,
            escape(words));
    return out + "</ul>\n";
}

std::string cited(const Source& source) {
    if (source.link.empty()) return escape(source.citation);
    return fmt::format("<a href=\"{}\">{}</a>", escape(source.link), escape(source.citation));
}

}  // namespace percuta::report
