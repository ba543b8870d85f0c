// Two to four plans side by side: what each leads to, and which of their differences are more than noise.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bibliography.hpp"
#include "core/interval.hpp"
#include "course/result.hpp"

namespace percuta::report {

inline constexpr std::size_t most_plans = 4;
/// The unit of chances.
inline constexpr std::string_view of_hundred_people = "of 100 people";

/// One plan that takes part.
struct Contestant {
    std::string file;  ///< as the user named it
    course::Result result;
};

enum class Verdict {
    equal,         ///< the same figure
    within_noise,  ///< draw by draw, zero lies within the 90 % interval of the difference
    apart,         ///< draw by draw, it does not
    not_sampled,   ///< the figures differ and nothing was drawn, so that nothing says by how much they might
    not_paired,    ///< they have intervals, but their draws are not at hand
};
std::string_view name(Verdict verdict);   ///< "within-noise"
std::string_view words(Verdict verdict);  ///< "within the noise"

/// A plan minus the first one, in the unit of the endpoint.
struct Difference {
    Verdict verdict = Verdict::equal;
    std::optional<core::Interval> by;  ///< draw by draw, or of the figures as they are; none where draws are missing
};

/// One thing that plans are compared by.
struct Endpoint {
    std::string name;          ///< stable: "collagen_end_pct"
    std::string title, group;  ///< in words
    std::string unit;          ///< as readers write it; empty for counts
    std::string reader;        ///< of a scale, in a word or two; empty for all else
    enum class Kind {
        planned,  ///< of the plan itself, not a prediction
        central,  ///< with central values only
        sampled   ///< with draws
    };
    Kind kind = Kind::sampled;
    bool main = false;                                     ///< worth a place in a short table
    bool drawn = false;                                    ///< and among the intervals
    std::vector<std::optional<core::Interval>> values{};   ///< one a plan; none where the plan does not lead to it
    std::vector<std::optional<Difference>> differences{};  ///< one a plan; none for the first
};

struct Comparison {
    std::vector<Contestant> plans;
    std::vector<Endpoint> endpoints;  ///< those of a group together
};

/// Whether anything was drawn, so that differences can be told from noise.
bool has_draws(const Comparison& comparison);

/// "A" for the first plan.
std::string letter(std::size_t plan);
/// Its title, or the name of its file.
std::string title_of(const Contestant& plan);
/// "62 (48 to 75)"; nothing known is a dash.
std::string in_cell(const Endpoint& endpoint, std::size_t plan);
/// "+8 (−3 to 19), within the noise".
std::string difference_in_cell(const Endpoint& endpoint, std::size_t plan);
/// Whether any plan can be set against the first one in it.
bool has_differences(const Endpoint& endpoint);

/// How `second` minus `first` is judged; `first_draws` and `second_draws` are the same worlds in the same order.
Difference difference(const core::Interval& first, const core::Interval& second, std::span<const double> first_draws,
                      std::span<const double> second_draws);

/// The results were carried out with the same seed and as many draws, or their draws are not the same worlds. Takes two
/// to four.
Comparison compare(std::vector<Contestant> plans);

/// A self-contained page.
std::string compare_html(const Comparison& comparison, const core::Bibliography& bibliography);
/// compare.json, version 1.
std::string compare_json(const Comparison& comparison);

}  // namespace percuta::report
