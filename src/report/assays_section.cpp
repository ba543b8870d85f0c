// What a laboratory would print.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

/// Per cent; the central value as fine as the interval below it.
std::string cell(const course::Assay& assay) {
    return fmt::format("<strong>{}</strong><br><span class=\"muted\">{}</span>", with_sign(rounded(assay.central, 1)),
                       with_sign(in_cell(assay.change, 1.0, 1)));
}

/// One row a reading, one column a time.
Table readings(const course::Result& result) {
    std::vector<double> times;
    std::vector<std::string> names;
    for (const course::Assay& assay : result.assays) {
        if (std::find(times.begin(), times.end(), assay.time) == times.end()) times.push_back(assay.time);
        if (std::find(names.begin(), names.end(), assay.name) == names.end()) names.push_back(assay.name);
    }
    std::sort(times.begin(), times.end());
    Table table{
        "Laboratory readings: change from before treatment in %, central value above median (90 % interval). "
        "Central: with every parameter at its fitted value; interval: with the uncertain ones drawn from their "
        "priors, whose median lies lower because draws in which inflammation would feed itself are not skin "
        "and are left out.",
        {"reading"},
        {},
        ""};
    for (const double time : times) table.head.push_back(moment(time));
    for (const std::string& name : names) {
        std::vector<std::string> row(times.size() + 1, "");
        for (const course::Assay& assay : result.assays) {
            if (assay.name != name) continue;
            row[0] = escape(assay.title);
            row[static_cast<std::size_t>(std::find(times.begin(), times.end(), assay.time) - times.begin()) + 1] =
                cell(assay);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

std::string assays_section(const course::Result& result) {
    const std::string title = "Laboratory readings";
    if (result.assays.empty()) return section("assays", title, paragraph("This result has no laboratory readings."));
    return section(
        "assays", title,
        paragraph("The same tissue, read in different ways, gives different numbers. These are the readings that a "
                  "laboratory would print for this course.") +
            render(readings(result)));
}

}  // namespace percuta::report
