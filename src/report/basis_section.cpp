// How far each part can be trusted, and every number and source that it rests on.
#include <map>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

std::string claims(const course::Result& result) {
    if (result.credibility.empty()) return "";
    Table table{"How far each part of this result can be trusted", {"part", "grade", "why"}, {}, "text"};
    for (const course::Claim& claim : result.credibility)
        table.rows.push_back({escape(capitalised(words(claim.output))),
                              fmt::format("<span class=\"grade {0}\">{0}</span>", name(claim.credibility)),
                              escape(claim.why)});
    return render(table);
}

std::string counts(const course::Result& result) {
    std::map<std::string, int> by_basis;
    int unverified = 0;
    int sampled = 0;
    for (const course::Basis& basis : result.basis) {
        ++by_basis[basis.basis];
        unverified += basis.seen ? 0 : 1;
        sampled += basis.sampled ? 1 : 0;
    }
    std::string out;
    for (const char* kind : {"measured", "fitted", "derived", "assumed"})
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", by_basis[kind], kind);
    out = fmt::format("This result rests on {} parameters: {}.", result.basis.size(), out);
    if (sampled > 0 && result.provenance.samples > 1)
        out += fmt::format(
            " {} of them were drawn {} times from their priors, those of the force balance as far as they agree with "
            "the "
            "experiments that calibrate it, each time with the skin of another person; these draws make the intervals.",
            sampled, result.provenance.samples);
    if (unverified > 0)
        out += fmt::format(" {} {} marked “unverified”: the number was not seen in the source itself.", unverified,
                           unverified == 1 ? "is" : "are");
    return paragraph(out);
}

std::vector<std::string> row(const course::Basis& basis, const core::Bibliography& bibliography) {
    const std::string unverified = basis.seen ? "" : " <span class=\"muted\">(unverified)</span>";
    return {fmt::format("{}.{}<br><span class=\"muted small\">{}</span>", escape(basis.room), escape(basis.name),
                        escape(basis.meaning)),
            escape(with_unit(number(basis.value), unit_sign(basis.unit))), escape(basis.basis) + unverified,
            cited(source_of(basis.source, bibliography))};
}

std::string parameters(const course::Result& result, const core::Bibliography& bibliography, bool sampled_only,
                       const std::string& caption) {
    Table table{caption, {"parameter", "value", "basis", "source"}, {}, "text"};
    for (const course::Basis& basis : result.basis)
        if (basis.sampled || !sampled_only) table.rows.push_back(row(basis, bibliography));
    return table.rows.empty() ? "" : details(fmt::format("{} ({})", caption, table.rows.size()), render(table));
}

std::string sources(const course::Result& result, const core::Bibliography& bibliography) {
    std::set<std::string> keys;
    for (const course::Basis& basis : result.basis)
        if (!basis.source.empty()) keys.insert(basis.source);
    for (const course::Published& figure : result.published)
        if (!figure.source.empty()) keys.insert(figure.source);
    for (const course::Warning& warning : result.warnings)
        if (!warning.source.empty()) keys.insert(warning.source);
    if (keys.empty()) return "";
    std::string list = "<ul class=\"small\">\n";
    for (const std::string& key : keys) list += fmt::format("<li>{}</li>\n", cited(source_of(key, bibliography)));
    return details(fmt::format("Sources ({})", keys.size()), list + "</ul>\n", OnPaper::always);
}

std::string notes(const course::Result& result) {
    if (result.notes.empty()) return "";
    std::string list = "<h3>Limits met on the way</h3>\n<ul>\n";
    for (const std::string& note : result.notes) list += fmt::format("<li>{}</li>\n", escape(note));
    return list + "</ul>\n";
}

}  // namespace

std::string basis_section(const course::Result& result, const core::Bibliography& bibliography) {
    return section("basis", "What this rests on",
                   claims(result) + counts(result) +
                       parameters(result, bibliography, true, "Parameters that were sampled") +
                       parameters(result, bibliography, false, "All parameters in use") +
                       sources(result, bibliography) + notes(result));
}

}  // namespace percuta::report
