// Draws of parameters that were fitted together: what is known of them after the studies that calibrate them. Their
// correlations are kept, since depth alone, say, tells a ratio of two parameters and neither of them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/parameter.hpp"

namespace percuta::core {

class Posterior {
public:
    Posterior() = default;
    /// `values[k]` holds the draws of `names[k]`, SI; all have the same length.
    Posterior(std::string made_from, std::vector<std::string> names, std::vector<std::vector<double>> values);
    /// Reads a file that `write` made; units are those of `priors`. Throws InvalidInput for what is not one.
    static Posterior read(const Document& document, const ParameterSet& priors);
    /// The file, in the units of `priors`, saying that `command` made it; the same draws give the same bytes.
    std::string write(const ParameterSet& priors, std::string_view command) const;

    /// Hash of what it was fitted with and to.
    const std::string& made_from() const { return made_from_; }
    std::span<const std::string> names() const { return names_; }
    std::size_t size() const { return values_.empty() ? 0 : values_.front().size(); }
    std::span<const double> draws(std::size_t parameter) const { return values_[parameter]; }

    /// A copy of the priors in which the fitted parameters have their medians as values, and their intervals.
    ParameterSet central(const ParameterSet& priors) const;
    /// A copy of a set with the values of one draw.
    ParameterSet draw(const ParameterSet& set, std::size_t index) const;
    /// Correlation of the logarithms of two fitted parameters over the draws; both are above zero.
    double correlation(std::size_t a, std::size_t b) const;

private:
    std::string made_from_;
    std::vector<std::string> names_;
    std::vector<std::vector<double>> values_;
};

}  // namespace percuta::core
