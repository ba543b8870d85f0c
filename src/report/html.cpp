#include "report/html.hpp"

#include "report/page.hpp"
#include "report/sections.hpp"

namespace percuta::report {

std::string report_html(const course::Result& result, const core::Bibliography& bibliography) {
    const std::string title = result.plan.title.empty() ? "Microneedling plan" : result.plan.title;
    std::string out = summary_section(result, bibliography);
    out += contents({{"screening", "May this person be needled?"},
                     {"skin", "The needles in the skin"},
                     {"holes", "Holes and depths"},
                     {"channels", "How the channels close"},
                     {"delivery", "What gets in"},
                     {"cascade", "The healing cascade"},
                     {"collagen", "Collagen and epidermis"},
                     {"assays", "Laboratory readings"},
                     {"outcome", "What a reader would see"},
                     {"burden", "Redness, risks and what it takes"},
                     {"care", "Before, after, and when to get help"},
                     {"basis", "What this rests on"},
                     {"provenance", "Provenance"}});
    out += screening_section(result, bibliography);
    out += cross_section(result);
    out += holes_section(result);
    out += closure_section(result);
    out += delivery_section(result, bibliography);
    out += cascade_section(result);
    out += collagen_section(result, bibliography);
    out += assays_section(result);
    out += outcome_section(result);
    out += burden_section(result, bibliography);
    out += calendar_section(result, bibliography);
    out += basis_section(result, bibliography);
    out += provenance_section(result);
    return page(title, result.provenance.version, out);
}

}  // namespace percuta::report
