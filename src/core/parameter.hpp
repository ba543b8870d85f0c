// What is known, with how well it is known and where from. Every number about skin, needles or people is one of these.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/interval.hpp"
#include "core/random.hpp"

namespace percuta::core {

/// How a value came about. `assumed` is a judgement; the report says so.
enum class Basis { measured, fitted, derived, assumed };
std::string_view name(Basis basis);

/// What is believed about a value before data.
struct Prior {
    enum class Kind { fixed, lognormal, normal, uniform };
    Kind kind = Kind::fixed;
    double spread = 0.0;  ///< lognormal: geometric standard deviation (> 1); normal: standard deviation in SI
    double least = 0.0;   ///< uniform: bounds in SI
    double most = 0.0;
};

struct Parameter {
    std::string name;
    double value = 0.0;  ///< SI
    std::string unit;    ///< as written in the data file; `written` is in this unit
    double written = 0.0;
    Prior prior;
    double centre = 0.0;  ///< of the prior, SI: what the data file says, which a fit may have moved `value` from
    std::string source;   ///< key of references.bib
    Basis basis = Basis::assumed;
    bool seen = true;                   ///< false: the number was not confirmed in the source itself
    bool sampled = false;               ///< one of the parameters whose spread makes the reported intervals
    std::optional<Interval> posterior;  ///< of a fitted parameter, SI
    std::string meaning;
};

/// Reads one parameter table: value, unit, prior, source, basis, meaning, and the marks `sampled` and `unverified`.
Parameter read_parameter(std::string name, Reader reader);

/// A draw from the prior; the value itself when the prior is fixed.
double draw(const Parameter& parameter, RandomStream& random);
/// The value of which the prior lets a share `u` lie below, 0 < u < 1; the value itself when the prior is fixed.
double from_unit(const Parameter& parameter, double u);

/// What a value may be. A size, a share, a count or a rate is above zero; a rate or weight of 0 switches a mechanism
/// off, unless something is divided by it; a slope may have any sign.
enum class Sign { above_zero, not_below_zero, any };

/// A parameter that must be there, and what it must be.
struct Wanted {
    std::string_view name;
    std::string_view unit;  ///< fixes the dimension
    Sign sign = Sign::above_zero;
};

/// Parameters of one room, in the order of their file.
class ParameterSet {
public:
    ParameterSet() = default;
    explicit ParameterSet(std::vector<Parameter> parameters) : parameters_(std::move(parameters)) {}
    /// Every entry of `reader` as a parameter.
    static ParameterSet read(Reader reader);
    /// These and no others. A missing or unknown value, one of a wrong sign and one of a wrong dimension become
    /// findings.
    static ParameterSet read_exactly(Reader& reader, std::span<const Wanted> wanted);

    std::span<const Parameter> all() const { return parameters_; }
    bool has(std::string_view name) const;
    const Parameter& at(std::string_view name) const;  ///< throws InternalError when there is none
    double value(std::string_view name) const { return at(name).value; }
    /// A copy in which one value (SI) is replaced; prior, source and basis stay.
    ParameterSet with(std::string_view name, double value) const;
    /// The same for several values, `values[i]` for `names[i]`.
    ParameterSet with(std::span<const std::string> names, std::span<const double> values) const;
    /// A copy in which a parameter is replaced by another of its name.
    ParameterSet with(Parameter parameter) const;
    /// A copy in which every parameter marked `sampled` is drawn from its prior.
    ParameterSet sampled(RandomStream& random) const;
    /// A copy in which every parameter is drawn from its prior.
    ParameterSet drawn(RandomStream& random) const;

private:
    std::vector<Parameter> parameters_;
};

/// Links a name in a data file to a member of a room's parameter struct, with the unit that fixes its dimension.
template <class Struct>
struct Binding {
    std::string_view name;
    double Struct::*member;
    std::string_view unit;
    Sign sign = Sign::above_zero;
};

/// Throws InvalidInput for names that a room needs and its file lacks, for unknown names, for wrong dimensions, and for
/// values and priors whose sign is not allowed.
void check_names(const ParameterSet& set, std::span<const Wanted> wanted, std::string_view file);

/// Throws InvalidInput when the file and the table of bindings do not match.
template <class Struct, std::size_t n>
void check_names(const ParameterSet& set, const std::array<Binding<Struct>, n>& bindings, std::string_view file) {
    std::vector<Wanted> wanted;
    for (const auto& binding : bindings) wanted.push_back({binding.name, binding.unit, binding.sign});
    check_names(set, std::span<const Wanted>(wanted), file);
}

/// Fills a room's struct from a set whose names were checked.
template <class Struct, std::size_t n>
Struct bind(const ParameterSet& set, const std::array<Binding<Struct>, n>& bindings) {
    Struct out;
    for (const auto& binding : bindings) out.*binding.member = set.value(binding.name);
    return out;
}

}  // namespace percuta::core
