// `percuta data scales`, `readers`, `quantities`, `adjuncts`: what is seen in the clinic, by whom, and what is
// combined.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "course/adjuncts.hpp"
#include "outcome/parameters.hpp"
#include "report/listing.hpp"

namespace percuta::report::listing {

std::vector<Entry> scales(const course::Knowledge& known) {
    std::vector<Entry> out;
    for (const outcome::Scale& scale : known.clinic.scales()) {
        const std::string ends = fmt::format("{:g} to {:g} {}", scale.least, scale.most, scale.unit);
        const char* better = scale.lower_is_better ? "lower is better" : "higher is better";
        const char* of = scale.of_change ? "a change since treatment" : "a state";
        Entry entry{scale.name,
                    scale.title,
                    {ends, scale.title},
                    {{"title", scale.title},
                     {"scores", of},
                     {"runs", fmt::format("{}; {}", ends, better)},
                     {"anchors", scale.anchors},
                     {"read for", fmt::format("{}", fmt::join(scale.concerns, ", "))},
                     {"source", scale.source}},
                    {{"title", scale.title},
                     {"least", scale.least},
                     {"most", scale.most},
                     {"unit", scale.unit},
                     {"step", scale.step},
                     {"lower_is_better", scale.lower_is_better},
                     {"of_change", scale.of_change},
                     {"anchors", scale.anchors},
                     {"concerns", scale.concerns},
                     {"source", scale.source}}};
        add_parameters(entry, "scale." + scale.name, scale.noise);
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<Entry> readers(const course::Knowledge& known) {
    const outcome::Parameters fitted = outcome::parameters(known.outcome);
    std::vector<Entry> out;
    for (const outcome::Reader& described : known.clinic.readers()) {
        const outcome::Reader reader = described.in(fitted);
        const std::string bias = reader.bias_of == nullptr
                                     ? "none"
                                     : fmt::format("{:.2g} of the way to the best score once treated", reader.bias);
        out.push_back(
            {reader.name,
             reader.title,
             {reader.title},
             {{"title", reader.title},
              {"raters", reader.raters > 0.0 ? fmt::format("{:g}, averaged", reader.raters) : "an instrument"},
              {"bias", bias},
              {"source", reader.source}},
             {{"title", reader.title},
              {"raters", reader.raters},
              {"sees_visits", reader.sees_visits},
              {"bias", reader.bias},
              {"bias_sd", reader.bias_sd},
              {"source", reader.source}}});
    }
    return out;
}

std::vector<Entry> quantities(const course::Knowledge& known) {
    std::vector<Entry> out;
    for (const outcome::Quantity& quantity : known.clinic.quantities())
        out.push_back({quantity.name,
                       quantity.title,
                       {quantity.level, quantity.title},
                       {{"title", quantity.title},
                        {"unit", quantity.unit},
                        {"level", quantity.level},
                        {"evidence", quantity.evidence},
                        {"source", quantity.source}},
                       {{"title", quantity.title},
                        {"unit", quantity.unit},
                        {"level", quantity.level},
                        {"evidence", quantity.evidence},
                        {"source", quantity.source}}});
    return out;
}

std::vector<Entry> adjuncts(const course::Knowledge& known) {
    std::vector<Entry> out;
    for (const course::Adjunct& adjunct : known.adjuncts) {
        Entry entry{adjunct.name,
                    adjunct.title,
                    {adjunct.level, adjunct.title},
                    {{"title", adjunct.title},
                     {"level", adjunct.level},
                     {"evidence", adjunct.evidence},
                     {"caution", adjunct.caution.empty() ? "none" : adjunct.caution},
                     {"source", adjunct.source}},
                    {{"title", adjunct.title},
                     {"level", adjunct.level},
                     {"evidence", adjunct.evidence},
                     {"caution", adjunct.caution},
                     {"source", adjunct.source}}};
        for (const course::AdjunctFactor& factor : course::factors_of(adjunct))
            entry.lines.push_back(
                {"acts on", fmt::format("{} by {:.3g} ({:.3g} to {:.3g}): {}", factor.parameter, factor.central,
                                        factor.factor.lo, factor.factor.hi, factor.meaning)});
        if (adjunct.acts_on.all().empty()) entry.lines.push_back({"acts on", "nothing: no effect was shown"});
        add_parameters(entry, "adjunct." + adjunct.name, adjunct.acts_on);
        out.push_back(std::move(entry));
    }
    return out;
}

}  // namespace percuta::report::listing
