// Who made this page, from what, and the command that makes it again.
#include <fmt/format.h>

#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

std::string provenance_section(const course::Result& result) {
    const course::Provenance& p = result.provenance;
    std::string list = "<dl class=\"facts\">\n";
    const auto fact = [&list](const char* what, const std::string& value) {
        if (!value.empty()) list += fmt::format("<dt>{}</dt><dd>{}</dd>\n", what, escape(value));
    };
    fact("Program", fmt::format("Percuta {}{}", p.version, p.commit.empty() ? "" : ", commit " + p.commit));
    fact("Plan", p.plan_hash);
    fact("Parameters and data", p.data_hash);
    fact("Seed", std::to_string(p.seed));
    fact("Samples", std::to_string(p.samples));
    fact("Fidelity", p.fidelity);
    fact("Platform", p.platform);
    fact("Made", p.created.empty() ? "" : fmt::format("{}, in {}", p.created, with_unit(number(p.wall_seconds), "s")));
    fact("Carried out although contraindicated", p.overridden);
    list += "</dl>\n";
    std::string html = list;
    if (!p.command.empty())
        html += paragraph("This command gives the same figures again, with any number of threads:") +
                fmt::format("<pre><code>{}</code></pre>\n", escape(p.command));
    return section("provenance", "Provenance", html);
}

}  // namespace percuta::report
