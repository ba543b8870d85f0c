// What those who plan should know before they treat, near the top of the page.
#include <fmt/format.h>

#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

std::string warnings(const course::Result& result, const core::Bibliography& bibliography) {
    if (result.warnings.empty()) return "";
    std::string list;
    for (const course::Warning& warning : result.warnings) {
        list += fmt::format("<li><span class=\"grade warning\">{}</span> {}", escape(words(warning.kind)),
                            escape(warning.text));
        if (!warning.source.empty())
            list += fmt::format(" <span class=\"muted small\">Source: {}</span>",
                                cited(source_of(warning.source, bibliography)));
        list += "</li>\n";
    }
    const auto count = static_cast<int>(result.warnings.size());
    return fmt::format(
        "<div class=\"warnings\" role=\"note\" aria-labelledby=\"warnings\">\n"
        "<h2 id=\"warnings\"><svg viewBox=\"0 0 20 18\" width=\"20\" height=\"18\" aria-hidden=\"true\">"
        "<path d=\"M10,1 L19,17 H1 Z M10,6.5 V11.5 M10,13.4 V14.8\" class=\"alert\"/></svg>{} before treatment"
        "</h2>\n<ul>\n{}</ul>\n</div>\n",
        capitalised(counted(count, "warning")), list);
}

}  // namespace percuta::report
