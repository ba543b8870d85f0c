// Scales, readers, physical quantities and adverse events as data/outcome.toml describes them.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/document.hpp"
#include "core/parameter.hpp"
#include "outcome/improvement.hpp"
#include "outcome/parameters.hpp"
#include "outcome/scars.hpp"
#include "outcome/surface.hpp"

namespace percuta::outcome {

/// What a scale is a function of.
enum class ScaleKind {
    scar_points,    ///< Goodman and Baron's quantitative score
    scar_grade,     ///< the qualitative one
    ecca,           ///< weights of scar types times classes of their number
    wrinkle_grade,  ///< steps of depth
    scar_items,     ///< weighted items of a surgical or burn scar
    roughness,      ///< arithmetic mean of the relief
    hair_density,
    hair_diameter,
    cut_change,      ///< grades of change between cut points
    percent_change,  ///< share of what was treated that is gone, per cent
};

/// A clinical scale.
struct Scale {
    std::string name, title;  ///< "goodman-baron-quantitative"
    ScaleKind kind = ScaleKind::percent_change;
    std::vector<std::string> concerns;  ///< that it is read for
    std::string unit = "points";        ///< "points", "grade", "%", "1/cm^2", "um" …
    double least = 0.0, most = 0.0;     ///< ends, in its unit
    double step = 1.0;                  ///< between printed scores; 0: continuous
    double counts = 1.0;  ///< least improvement that counts (a grade, a step that is noticed), in its unit
    bool lower_is_better = true;
    bool of_change = false;    ///< scores a change against before (GAIS, quartile, global assessment), not a state
    double rater_sd = 0.0;     ///< of one trained rater, in its unit
    double visit_sd = 0.0;     ///< from visit to visit and photograph to photograph
    std::string source;        ///< key of references.bib
    bool seen = true;          ///< false: its definition was not confirmed in the source itself
    std::string anchors;       ///< what its steps mean, in words
    core::ParameterSet noise;  ///< rater_sd, visit_sd and, of counts, what chance adds

    // Definition, for the kinds that have one
    ScarTable table;                ///< scar_points, ecca
    double depth_step = 0.0;        ///< wrinkle_grade: of depth, metres
    std::array<double, 3> items{};  ///< scar_items: weights of colour, stiffness, height
    std::array<double, 6> cuts{};   ///< cut_change: improvements between grades, ascending
    std::size_t cut_count = 0;      ///< of these
    double counted_area = 0.0;      ///< hair_density: m2
    double idle_share = 0.0;        ///< hair_density: share of follicles without a visible hair

    /// By how much `now` is better than `before`, in the unit of the scale.
    double improvement(double before, double now) const { return outcome::improvement(before, now, lower_is_better); }
    /// Whether an instrument reads it, so that nobody's habit or hope bears on it.
    bool by_instrument() const {
        return kind == ScaleKind::roughness || kind == ScaleKind::hair_density || kind == ScaleKind::hair_diameter;
    }
    /// Improvement at which half of what was treated is gone, from a reading before treatment.
    double half(double before) const;
};

/// Who reads.
struct Reader {
    std::string name, title;   ///< "blinded-photo", "two raters of photographs who do not know the treatment"
    double raters = 1.0;       ///< whose scores are averaged; 0: an instrument, which has no habit
    bool sees_visits = false;  ///< whether light, photograph and day differ between readings
    double bias = 0.0;         ///< share of the way to the best score by which a treated person is scored better
    double bias_sd = 0.0;      ///< of that, between readers
    std::string source;
    double Parameters::*bias_of = nullptr;  ///< the parameter that `bias` is the central value of

    /// This reader with the bias that a draw of the parameters gives.
    Reader in(const Parameters& p) const;
};

/// A physical quantity with what is known of how needling changes it.
struct Quantity {
    std::string name, title, unit;
    std::vector<std::string> concerns;  ///< that it matters for
    std::string evidence;               ///< in words
    std::string level;                  ///< validated | extrapolated | hypothesis | none
    std::string source;
};

/// An adverse event that has a denominator.
struct Event {
    std::string name, title;
    std::string evidence, source;
};

class Catalogue {
public:
    /// Reads data/outcome.toml. Throws core::InvalidInput with every mistake at once. Its [parameters] must have been
    /// checked before.
    static Catalogue read(const core::Document& document);

    const std::vector<Scale>& scales() const { return scales_; }
    const std::vector<Reader>& readers() const { return readers_; }
    const std::vector<Quantity>& quantities() const { return quantities_; }
    const std::vector<Event>& events() const { return events_; }
    const Scale& scale(std::string_view name) const;    ///< throws core::InternalError when there is none
    const Reader& reader(std::string_view name) const;  ///< the same
    bool has_scale(std::string_view name) const;
    std::vector<std::string> scale_names() const;
    std::vector<std::string> reader_names() const;
    /// Scales that are read for a concern.
    std::vector<const Scale*> scales_for(std::string_view concern) const;
    /// Quantities that matter for a concern.
    std::vector<const Quantity*> quantities_for(std::string_view concern) const;
    /// What names a source, and the key of references.bib that it names; parameters name theirs themselves.
    std::vector<std::pair<std::string, std::string>> sources() const;

private:
    std::vector<Scale> scales_;
    std::vector<Reader> readers_;
    std::vector<Quantity> quantities_;
    std::vector<Event> events_;
};

/// What a perfect reader would print, before rounding: a pure function of the skin before treatment and now.
double score(const Scale& scale, const Parameters& p, const Surface& before, const Surface& now);

/// What lasts of one reader of one person: errors that are the same before and after.
struct Eye {
    double habit = 0.0;  ///< in standard deviations of one rater
    double bias = 0.0;   ///< share of the way to the best score
};
Eye draw_eye(const Reader& reader, core::RandomStream& random);

/// What the reader prints: bias once the person was treated, habit, visit noise, rounding, ends of the scale.
/// `true_before` is the score before treatment. What an instrument reads has neither habit nor bias, and the noise of
/// its visits whoever holds it. Counts of hair are `count_drift` (1/m2) higher, which is 0 at the first reading: they
/// rise between first and later ones whatever is done, and no other scale does.
double print(const Scale& scale, const Reader& reader, const Eye& eye, double true_before, double true_now,
             bool treated, core::RandomStream& visit, double count_drift = 0.0);

}  // namespace percuta::outcome
