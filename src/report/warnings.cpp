// What those who plan should know before they treat, near the top of the page.
#include <fmt/format.h>

#include "report/names.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

std::string title(const course::Warning& warning) {
    if (warning.kind == "low-ph") return "low pH";
    if (warning.kind == "lidocaine-stop") return "stop: lidocaine";
    if (warning.kind == "lidocaine-dose") return "stop: lidocaine dose";
    if (warning.kind == "contraindicated") return "stop: contraindicated";
    return words(warning.kind);
}

std::string item(const course::Warning& warning, const core::Bibliography& bibliography) {
    std::string out = fmt::format("<li{}><span class=\"grade warning\">{}</span> {}",
                                  speaks_against(warning.kind) ? " class=\"severe\"" : "", escape(title(warning)),
                                  escape(warning.text));
    if (!warning.source.empty())
        out += fmt::format(" <span class=\"muted small\">Source: {}</span>",
                           cited(source_of(warning.source, bibliography)));
    return out + "</li>\n";
}

}  // namespace

std::string warnings(const course::Result& result, const core::Bibliography& bibliography) {
    if (result.warnings.empty()) return "";
    std::string list;
    for (const bool first : {true, false})
        for (const course::Warning& warning : result.warnings)
            if (speaks_against(warning.kind) == first) list += item(warning, bibliography);
    const auto count = static_cast<int>(result.warnings.size());
    return fmt::format(
        "<div class=\"warnings\" role=\"note\" aria-labelledby=\"warnings\">\n"
        "<h2 id=\"warnings\"><svg viewBox=\"0 0 20 18\" width=\"20\" height=\"18\" aria-hidden=\"true\">"
        "<path d=\"M10,1 L19,17 H1 Z M10,6.5 V11.5 M10,13.4 V14.8\" class=\"alert\"/></svg>{} before treatment"
        "</h2>\n<ul>\n{}</ul>\n</div>\n",
        capitalised(counted(count, "warning")), list);
}

}  // namespace percuta::report
