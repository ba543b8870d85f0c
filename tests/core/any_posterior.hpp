// What holds for the reader of posteriors whatever it is given.
#pragma once

#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <string>

#include "core/error.hpp"
#include "core/posterior.hpp"

namespace percuta::core {

/// A prior of each kind, in units with and without a zero of their own.
inline const ParameterSet& priors_of_all_kinds() {
    static const ParameterSet all = [] {
        const Document document = Document::parse(R"(
depth = { value = 2, unit = "mm", prior = { lognormal = 1.5 }, source = "x", basis = "assumed", meaning = "a depth" }
shift = { value = 0, unit = "N", prior = { normal = 0.5 }, source = "x", basis = "assumed", meaning = "a force" }
"room.share" = { value = 0.5, unit = "1", prior = { uniform = [0, 1] }, source = "x", basis = "assumed", meaning = "a share" }
"room.warmth" = { value = 37, unit = "degC", prior = { uniform = [30, 40] }, source = "x", basis = "assumed", meaning = "a temperature" }
count = { value = 3, unit = "1", prior = { fixed = true }, source = "x", basis = "assumed", meaning = "a number" }
)",
                                                  "priors.toml");
        Findings findings(document);
        ParameterSet set = ParameterSet::read(Reader(document.root(), findings));
        findings.raise();
        return set;
    }();
    return all;
}

/// Whether a posterior is read, which then is written and read as the same bytes, or refused. Throws where the reader
/// is broken.
inline bool read_any_posterior(const std::string& text) {
    const ParameterSet& priors = priors_of_all_kinds();
    Posterior first;
    try {
        first = Posterior::read(Document::parse(text, "posterior.toml"), priors);
    } catch (const InvalidInput& error) {
        if (error.diagnostics().empty()) throw std::logic_error("refused without a reason");
        return false;
    }
    if (first.size() == 0 || first.names().empty()) throw std::logic_error("a posterior without draws");
    constexpr double largest = 1e300;  // close to the end of numbers five digits are not enough to stay below it
    for (std::size_t k = 0; k < first.names().size(); ++k)
        for (const double value : first.draws(k))
            if (std::abs(value) > largest) return true;
    static_cast<void>(first.central(priors));
    static_cast<void>(first.draw(priors, first.size() - 1));
    const std::string once = first.write(priors, "percuta fit");
    const std::string again = Posterior::read(Document::parse(once, "written.toml"), priors).write(priors, "percuta fit");
    if (again != once) throw std::logic_error("the posterior changed by being written:\n" + once);
    return true;
}

}  // namespace percuta::core
