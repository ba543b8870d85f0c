// What a laboratory would print.
#include <cmath>

#include <fmt/format.h>

#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

std::string assays_section(const course::Result& result) {
    if (result.assays.empty()) return section("assays", "Laboratory readings", paragraph("This result has no laboratory readings."));
    Table table{"Laboratory readings as a change from before treatment", {"reading", "when", "change, %", "90 % interval"}, {}, ""};
    for (const course::Assay& assay : result.assays) {
        const course::Interval& change = assay.change;
        const bool sampled = change.lo != change.hi;
        const int decimals = decimals_for(change.hi - change.lo, std::max(std::abs(change.lo), std::abs(change.hi)));
        const std::string value = sampled ? rounded(change.median, decimals) : number(change.median);
        table.rows.push_back({escape(assay.title), moment(assay.time), with_sign(value),
                              sampled ? fmt::format("{} to {}", rounded(change.lo, decimals), rounded(change.hi, decimals)) : "not sampled"});
    }
    return section("assays", "Laboratory readings",
                   paragraph("The same tissue, read in different ways, gives different numbers. These are the readings that a laboratory would "
                             "print for this course.") +
                       render(table));
}

}  // namespace percuta::report
