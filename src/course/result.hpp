// Everything that one plan, carried out, is known to lead to. The shape of `result.json`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "care/calendar.hpp"
#include "care/screen.hpp"
#include "core/interval.hpp"
#include "core/series.hpp"
#include "course/adjuncts.hpp"
#include "course/cost.hpp"
#include "device/device.hpp"
#include "outcome/events.hpp"
#include "outcome/quantities.hpp"
#include "outcome/read.hpp"
#include "plan/plan.hpp"
#include "skin/atlas.hpp"

namespace percuta::course {

using core::Interval;  // 90 %, over the sampled priors
using outcome::ScaleReading;

/// Distribution over the holes of one session, in metres.
struct Spread {
    double mean = 0.0, sd = 0.0, p05 = 0.0, p95 = 0.0;
};

/// One hole of the strip that the cross-section of the report draws. Metres.
struct DrawnHole {
    double x = 0.0;
    double depth = 0.0;           ///< peak true depth
    double residual_depth = 0.0;  ///< open channel right after withdrawal
    double mouth = 0.0;           ///< width at the surface, after recoil
};

/// One hole of the piece of skin that the map of the report draws. Metres; (0, 0) is a corner.
struct MappedHole {
    double x = 0.0, y = 0.0;
    double mouth = 0.0, depth = 0.0;
    double slot_x = 0.0, slot_y = 0.0;  ///< by which it is longer than wide
    bool pierced = false;
};

/// How many holes are so deep. Metres.
struct DepthCount {
    double from = 0.0, to = 0.0;
    double share = 0.0;  ///< of the strikes that pierced
};

struct Session {
    double time = 0.0;              ///< seconds after the first session
    double strikes_per_area = 0.0;  ///< needle strikes per square metre
    double holes_per_area = 0.0;    ///< strikes that pierced, per square metre
    double puncture_probability = 0.0;
    double nominal_depth = 0.0;      ///< needle length, metres
    Spread depth;                    ///< peak true depth
    Spread residual_depth;           ///< open channel right after withdrawal
    Spread histology_depth;          ///< what a section or a dye would print
    Spread mouth;                    ///< width of the hole at the surface
    Spread force;                    ///< newton, at peak depth
    double volume_fraction = 0.0;    ///< of the punctured layer, 0..1
    double covered_area = 0.0;       ///< share of the surface inside a hole
    double dermis_fraction = 0.0;    ///< share of holes that pass the local epidermis into the dermis
    double bleeding_fraction = 0.0;  ///< share of holes that open a blood vessel
    double injured_volume = 0.0;     ///< of tissue inside holes under a square metre while the needles are in, metres
    double open_volume = 0.0;        ///< of the channels right after withdrawal under a square metre, metres
    double pressing_force = 0.0;     ///< newton, on all needles that touch at once; of slow needles
    double needles_touching = 0.0;   ///< at once
    bool based = false;              ///< the plan's force is more than they take: the base of the device bears the rest
    double pain = 0.0;               ///< of one press without anaesthetic, 0..1
    double pain_of_needle = 0.0;     ///< the same over that of a 26 gauge needle
    double area = 0.0;               ///< treated, square metres
    double duration = 0.0;           ///< seconds
    double bulge_fraction = 0.0;     ///< share of holes as deep as the bulge of the hair follicles
    double follicles_hit = 0.0;      ///< share of follicles with such a hole through their upper part
    double past_dermis = 0.0;        ///< share of holes that end in the fat
    double bone_depth = 0.0;         ///< below the surface, where bone lies there; else 0
    bool to_bone = false;            ///< the needles travel as far as that
    Interval bleeding_interval;      ///< over the sampled priors
    Interval depth_interval;         ///< mean peak depth over the sampled priors
    Interval holes_interval;         ///< holes per square metre over the sampled priors
    std::vector<DrawnHole> strip;    ///< the holes met by a straight cut
    double strip_length = 0.0;       ///< metres, along the cut
    double strip_thickness = 0.0;    ///< metres: holes within this slice are drawn
    std::vector<MappedHole> map;     ///< strikes on a square piece of the skin
    double map_side = 0.0;           ///< of that square, metres
    std::vector<DepthCount> depths;  ///< histogram of true depth

    // Behind two of the intervals, one a draw; empty without draws
    std::vector<double> depth_draws, holes_draws;
};

/// A quantity over the times of its owner, over the draws of the priors.
struct Band {
    std::vector<double> median{}, lo{}, hi{};
    std::vector<double> central{};       ///< with every parameter at its value in the data
    std::vector<double> lo50{}, hi50{};  ///< between them lies the middle half of the draws
};

/// One curve with its band; `times` of the result are common to all.
struct Curve : Band {
    std::string name{};  ///< stable: "collagen_total", "neutrophils" …
    std::string unit{};  ///< UDUNITS-2
    double rest = 0.0;
};

/// What a laboratory would print at one time, as a change from before treatment.
struct Assay {
    std::string name;      ///< "masson_area_pct_change" …
    std::string title;     ///< "Collagen area, Masson trichrome"
    double time = 0.0;     ///< seconds after the first session
    Interval change;       ///< per cent, over the draws of the priors
    double central = 0.0;  ///< per cent, with every parameter at its value in the data

    std::vector<double> draws;  ///< behind `change`, one a draw, per cent; empty without draws
};

/// A published figure drawn beside a curve or an assay.
struct Published {
    std::string study;        ///< "Lotfi 2013"
    std::string source;       ///< key of references.bib
    std::string compared;     ///< name of the assay it belongs to
    std::string conditions;   ///< device, sessions, when it was read
    double time = 0.0;        ///< where it is drawn: seconds after the first session of this plan, by `after_last`
    double after_last = 0.0;  ///< seconds after its last session
    double change = 0.0;      ///< per cent
    double error = 0.0;       ///< standard deviation or half interval when printed, else 0
    std::string error_kind;   ///< "SD", "95 % interval", or "not printed"
    std::string role;         ///< calibration | held-out | display
    std::string note;         ///< how its protocol differs from this plan
};

/// When something is over, seconds after the needles, over the draws of people; infinite when it never is.
struct ClosingTime {
    std::string name;   ///< tewl | impedance | dye
    std::string title;  ///< "Water loss is normal again"
    double p10 = 0.0, median = 0.0, p95 = 0.0, central = 0.0;
};

/// How the channels of one session close; all sessions are alike.
struct ChannelClosure {
    std::vector<double> times;      ///< seconds after the needles
    Band patency;                   ///< radius of the channels over that right after the needles, 0..1
    Band lumen_left;                ///< what resealing alone has left of it, 0..1
    Band water_loss;                ///< TEWL, kg/(m2 s)
    double base_water_loss = 0.0;   ///< of this skin without holes, kg/(m2 s)
    std::vector<ClosingTime> over;  ///< one for each observable
    double restart = 0.0;           ///< seconds after the needles: the lumen of 95 of 100 such people is closed
    bool covered = false;           ///< by a product under a film, for part of the time
};

/// One curve of a delivery; amounts per area in kg/m2, `plasma` in kg/m3.
struct DeliveryCurve {
    std::string name;  ///< film lumen stratum_corneum epidermis dermis blood delivered plasma
    Band needled, intact;
};

/// Amount in one place at the end of what is simulated, kg/m2.
struct DeliveryReading {
    std::string name;  ///< film removed lumen stratum_corneum epidermis dermis blood metabolised
    Interval needled, intact;
    double central_needled = 0.0, central_intact = 0.0;
};

/// Concentration over depth at one time, with central values; kg/m3 of tissue. Two points lie where two layers meet.
struct DepthProfile {
    double time = 0.0;  ///< seconds after the needles
    std::vector<double> needled_depth, needled, intact_depth, intact;
};

/// What one session brings in of one permeant of one product of the plan, and the same product without needles.
struct Delivery {
    std::size_t index = 0;  ///< of the product in the plan
    std::string product, product_title, permeant, permeant_title;
    std::string when;            ///< before | during | after | daily
    double concentration = 0.0;  ///< of the fresh product, kg/m3
    double area = 0.0;           ///< square metres
    double applied = 0.0;        ///< in all applications around a session, kg/m2
    std::string not_delivered;   ///< why nothing is taken to come in; empty: it was simulated
    std::string source;          ///< of that: key of references.bib
    bool extrapolated = false;   ///< outside what the coefficients were made from
    std::vector<double> times;   ///< seconds after the needles; negative before them
    std::vector<DeliveryCurve> curves;
    std::vector<DeliveryReading> readings;
    Interval delivered;  ///< past the stratum corneum by the end: living skin, blood, metabolised; kg/m2
    Interval delivered_intact;
    Interval enhancement;  ///< of the two
    double central_enhancement = 0.0;
    Interval into_blood;  ///< by the end from the whole area, kg
    Interval into_blood_intact;
    bool has_plasma = false;           ///< whether its kinetics in the body are known
    Interval plasma_peak;              ///< kg/m3
    double plasma_peak_time = 0.0;     ///< of the run with central values, seconds after the needles
    std::vector<double> plasma_peaks;  ///< one a draw, kg/m3
    std::vector<double> blood_draws;   ///< into the blood from the whole area, one a draw, kg
    std::vector<DepthProfile> profiles;
};

/// What the course takes from a person besides the needles, and what it may leave.
struct Burden {
    Interval downtime;                 ///< visible redness after one session, seconds, over people, studies and draws
    std::vector<outcome::Risk> risks;  ///< over the whole course
    outcome::Overtreatment overtreatment;  ///< with central values
    Interval scar_load;                    ///< seconds
    Cost cost;                             ///< of the whole course

    // Behind the intervals: one a person, one a draw; seconds
    std::vector<double> downtimes, scar_loads;
};

enum class Credibility { validated, extrapolated, hypothesis };

struct Claim {
    std::string output;  ///< which part of the result
    Credibility credibility = Credibility::hypothesis;
    std::string why;
};

/// Something that those who plan should know before they treat.
struct Warning {
    /// off-label | fat | bone | overlap | contraindicated | granuloma | low-ph | growth-factors | restart |
    /// lidocaine-low | lidocaine-amber | lidocaine-red | lidocaine-stop | lidocaine-dose | prilocaine | minoxidil |
    /// unrecognised
    std::string kind;
    std::string text;
    std::string source;  ///< key of references.bib; may be empty
};

/// One parameter that this result rests on.
struct Basis {
    std::string room, name, unit, source, basis, meaning;
    double value = 0.0;  ///< in `unit`
    bool seen = true;
    bool sampled = false;
};

struct Provenance {
    std::string version, commit, platform, plan_hash, data_hash, command, fidelity;
    std::uint64_t seed = 0;
    int samples = 0;
    double wall_seconds = 0.0;  ///< the only field, with `created`, that differs from run to run
    std::string created;        ///< ISO 8601, UTC
    std::string overridden;     ///< why a plan that is contraindicated was carried out all the same; else empty
};

/// The block of skin of patch fidelity; no cells otherwise. Lengths in metres.
struct Block {
    std::size_t nx = 0, ny = 0, nz = 0;
    double dx = 0.0, dy = 0.0, dz = 0.0;
};

struct Result {
    Provenance provenance;
    Block block;
    plan::Plan plan;
    care::Screening screening;
    skin::Skin skin;
    device::Device device;
    double collagen_baseline = 1.0;  ///< of healthy young skin
    std::vector<Session> sessions;
    std::vector<double> times;  ///< seconds after the first session
    std::vector<Curve> curves;
    std::vector<Assay> assays;
    ChannelClosure closure;
    std::vector<Delivery> delivery;
    std::vector<Published> published;
    std::vector<ScaleReading> outcome;
    std::vector<outcome::QuantityReading> quantities;  ///< physical, at the end of the course
    Burden burden;
    std::vector<AdjunctNote> adjuncts;  ///< what is combined with needling, and its evidence
    std::vector<Claim> credibility;
    std::vector<Basis> basis;
    std::vector<Warning> warnings;
    care::Calendar calendar;         ///< what comes before and after each session
    std::vector<std::string> notes;  ///< what was read but not simulated, limits met on the way

    const Curve* curve(std::string_view name) const;
};

}  // namespace percuta::course
