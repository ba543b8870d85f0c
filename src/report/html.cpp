#include "report/html.hpp"

#include <fmt/format.h>

#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

std::string contents() {
    return R"(<nav aria-label="Contents">
<ul>
<li><a href="#skin">The needles in the skin</a></li>
<li><a href="#holes">Holes and depths</a></li>
<li><a href="#channels">How the channels close</a></li>
<li><a href="#delivery">What gets in</a></li>
<li><a href="#cascade">The healing cascade</a></li>
<li><a href="#collagen">Collagen and epidermis</a></li>
<li><a href="#assays">Laboratory readings</a></li>
<li><a href="#outcome">What a reader would see</a></li>
<li><a href="#basis">What this rests on</a></li>
<li><a href="#provenance">Provenance</a></li>
</ul>
</nav>

)";
}

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

std::string report_html(const course::Result& result, const core::Bibliography& bibliography) {
    const std::string title = result.plan.title.empty() ? "Microneedling plan" : result.plan.title;
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"generator\" content=\"Percuta {}\">\n"
        "<title>{} · Percuta</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n",
        escape(result.provenance.version), escape(title), style_sheet());
    out += summary_section(result, bibliography);
    out += contents();
    out += cross_section(result);
    out += holes_section(result);
    out += closure_section(result);
    out += delivery_section(result, bibliography);
    out += cascade_section(result);
    out += collagen_section(result, bibliography);
    out += assays_section(result);
    out += outcome_section(result);
    out += basis_section(result, bibliography);
    out += provenance_section(result);
    out += "</main>\n</body>\n</html>\n";
    return numbered(numbered(out, "<figcaption>", "Figure"), "<caption>", "Table");
}

}  // namespace percuta::report
