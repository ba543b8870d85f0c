#include "report/source.hpp"

#include "core/error.hpp"

namespace percuta::report {

Source source_of(std::string_view key, const core::Bibliography& bibliography) {
    if (!bibliography.has(key)) return {std::string(key), ""};
    const core::Reference& reference = bibliography.at(key);
    std::string link = reference.link();
    // Data files can be replaced by the user: a link of another kind ("javascript:") must not reach a page.
    if (!link.starts_with("https://") && !link.starts_with("http://")) link.clear();
    return {reference.cite(), link};
}

std::string_view name(course::Credibility credibility) {
    switch (credibility) {
        case course::Credibility::validated: return "validated";
        case course::Credibility::extrapolated: return "extrapolated";
        case course::Credibility::hypothesis: return "hypothesis";
    }
    throw core::InternalError("a grade of credibility without a name");
}

}  // namespace percuta::report
