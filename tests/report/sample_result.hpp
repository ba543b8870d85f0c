// A made-up but plausible result for tests of the writers. Its numbers are not Percuta's and mean nothing.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "core/bibliography.hpp"
#include "core/units.hpp"
#include "course/result.hpp"
#include "sample_delivery.hpp"

namespace percuta::report::testing {

inline core::Bibliography sample_bibliography() {
    return core::Bibliography::parse(
        R"(@article{lotfi2013, author = {Lotfi}, year = {2013}, title = {Skin needling & collagen <I>}, journal = {J Sample}, doi = {10.1000/sample.1}}
@article{domyati2015, author = {El-Domyati}, year = {2015}, title = {Multiple microneedling sessions}, doi = {10.1000/sample.2}}
@misc{judgement, title = {Judgement of the authors}}
@misc{unsafe, title = {A link of another kind}, url = {javascript:alert}}
)",
        "sample.bib");
}

/// Rise and fall after each session: `height` at its peak, `rise` and `fall` in days.
inline double pulse(const std::vector<course::Session>& sessions, double time, bool after, double rise, double fall) {
    double sum = 0.0;
    for (const course::Session& session : sessions) {
        const double days = (time - session.time) / core::day;
        if (days < 0.0 || (days == 0.0 && !after)) continue;
        sum += (std::exp(-days / fall) - (rise > 0.0 ? std::exp(-days / rise) : 0.0));
    }
    return sum;
}

/// Three known strikes, a disc, a slot across the page and a dent, and others so that a piece of it may be drawn.
inline void add_map(course::Session& s) {
    s.map_side = 6e-3;
    s.map = {{2e-3, 3e-3, 80e-6, 5e-4, 0.0, 0.0, true},
             {4e-3, 3.5e-3, 90e-6, 6e-4, 60e-6, 0.0, true},
             {3e-3, 4e-3, 0.0, 0.0, 0.0, 0.0, false}};
    for (int i = 0; i < 30; ++i)
        s.map.push_back({(0.1 + 0.19 * i) * 1e-3, (3.0 + 2.7 * std::sin(5.1 * i)) * 1e-3, (75.0 + i % 5) * 1e-6, 5e-4,
                         0.0, 0.0, true});
}

inline course::Session sample_session(double time) {
    course::Session s;
    s.time = time;
    s.strikes_per_area = 3.1e6;
    s.holes_per_area = 2.36e6;
    s.puncture_probability = 0.76;
    s.nominal_depth = 1.5e-3;
    s.depth = {540e-6, 118e-6, 350e-6, 740e-6};
    s.residual_depth = {168e-6, 52e-6, 88e-6, 259e-6};
    s.histology_depth = {402e-6, 96e-6, 250e-6, 566e-6};
    s.mouth = {82e-6, 14e-6, 58e-6, 104e-6};
    s.force = {0.104, 0.021, 0.07, 0.139};
    s.volume_fraction = 0.0062;
    s.covered_area = 0.0125;
    s.dermis_fraction = 0.97;
    s.bleeding_fraction = 0.43;
    s.bleeding_interval = {0.43, 0.31, 0.55};
    s.injured_volume = 3.1e-6;
    s.open_volume = 1.2e-6;
    s.pressing_force = 1.5;
    s.needles_touching = 28.0;
    s.pain = 0.27;
    s.pain_of_needle = 1.1;
    s.area = 0.02;
    s.duration = 450.0;
    s.bulge_fraction = 0.9;
    s.follicles_hit = 0.05;
    s.past_dermis = 0.01;
    s.depth_interval = {540e-6, 430e-6, 652e-6};
    s.holes_interval = {2.36e6, 2.01e6, 2.71e6};
    s.strip_length = 5e-3;
    s.strip_thickness = 0.4e-3;
    for (int i = 0; i < 9; ++i) {
        const double shift = std::sin(7.3 * i);
        const double depth = (540.0 + 190.0 * std::sin(3.7 * i + 1.0)) * 1e-6;
        s.strip.push_back({(0.3 + 0.54 * i + 0.16 * shift) * 1e-3, depth, depth * (0.29 + 0.07 * shift),
                           (70.0 + 24.0 * shift) * 1e-6});
    }
    add_map(s);
    s.depths = {{0.0, 200e-6, 0.0}, {200e-6, 400e-6, 0.1}, {400e-6, 600e-6, 0.65}, {600e-6, 800e-6, 0.25}};
    return s;
}

inline void add_curve(course::Result& result, const std::string& name, const std::string& unit, double rest,
                      double height, double rise, double fall, double spread) {
    course::Curve curve;
    curve.name = name;
    curve.unit = unit;
    curve.rest = rest;
    for (std::size_t i = 0; i < result.times.size(); ++i) {
        const bool after = i > 0 && result.times[i - 1] == result.times[i];
        const double change = height * pulse(result.sessions, result.times[i], after, rise, fall);
        curve.median.push_back(rest + change);
        curve.central.push_back(rest + 1.2 * change);
        curve.lo.push_back(rest + change * (1.0 - spread * (height > 0 ? 1.0 : -1.0)));
        curve.hi.push_back(rest + change * (1.0 + spread * (height > 0 ? 1.0 : -1.0)));
        if (curve.lo.back() > curve.hi.back()) std::swap(curve.lo.back(), curve.hi.back());
        curve.lo50.push_back(0.5 * (curve.median.back() + curve.lo.back()));
        curve.hi50.push_back(0.5 * (curve.median.back() + curve.hi.back()));
    }
    result.curves.push_back(std::move(curve));
}

inline void add_curves(course::Result& result) {
    struct Shape {
        const char* name;
        const char* unit;
        double rest, height, rise, fall, spread;
    };
    const std::vector<Shape> shapes{{"il1", "1", 0.0, 1.4, 0.05, 1.1, 0.35},
                                    {"mcp1", "1", 0.0, 1.1, 0.3, 1.8, 0.35},
                                    {"pdgf", "1", 0.0, 0.9, 0.1, 2.5, 0.3},
                                    {"tgf_b1", "1", 0.0, 1.0, 0.6, 6.0, 0.3},
                                    {"tgf_b3", "1", 0.0, 0.6, 1.0, 9.0, 0.4},
                                    {"vegf", "1", 0.0, 0.7, 1.2, 7.0, 0.3},
                                    {"mmp", "1", 0.0, 0.5, 0.8, 4.0, 0.3},
                                    {"neutrophils", "1", 0.0, 1.6, 0.4, 1.2, 0.3},
                                    {"m1", "1", 0.0, 1.2, 1.0, 3.0, 0.3},
                                    {"m2", "1", 0.0, 0.9, 2.5, 8.0, 0.3},
                                    {"fibroblasts", "1", 1.0, 0.8, 3.0, 20.0, 0.3},
                                    {"myofibroblasts", "1", 0.0, 0.12, 5.0, 14.0, 0.5},
                                    {"vessels", "1", 1.0, 0.2, 4.0, 30.0, 0.3},
                                    {"reepithelialised", "1", 1.0, -0.012, 0.0, 0.5, 0.2},
                                    {"barrier", "1", 1.0, -0.3, 0.0, 1.1, 0.2},
                                    {"collagen_total", "1", 1.0, 0.09, 25.0, 400.0, 0.45},
                                    {"collagen_1", "1", 1.0, 0.07, 40.0, 600.0, 0.45},
                                    {"collagen_3", "1", 1.0, 0.3, 8.0, 70.0, 0.4},
                                    {"epidermis_um", "um", 70.0, 9.0, 4.0, 60.0, 0.4},
                                    {"tewl", "g/m^2/h", 12.0, 22.0, 0.0, 1.4, 0.3},
                                    {"collagen_total_reticular", "1", 1.0, 0.03, 25.0, 400.0, 0.5}};
    for (const Shape& s : shapes) add_curve(result, s.name, s.unit, s.rest, s.height, s.rise, s.fall, s.spread);
}

inline void add_outcome(course::Result& result) {
    for (const bool blinded : {true, false}) {
        course::ScaleReading reading;
        reading.scale = "goodman-baron-quantitative";
        reading.reader = blinded ? "blinded-photo" : "open-single-assessor";
        reading.reader_title = blinded ? "two raters of photographs who do not know the treatment"
                                       : "one assessor who knows the treatment";
        reading.baseline = 12.0;
        reading.time = result.times.back();
        const double gain = blinded ? 3.1 : 5.2;
        reading.final = {12.0 - gain, 12.0 - gain - 2.9, 12.0 - gain + 2.6};
        reading.change = {gain, gain - 2.6, gain + 2.9};
        reading.change_mean = gain + 0.05;
        reading.change_sd = 1.7;
        reading.p_improved = blinded ? 0.78 : 0.94;
        reading.p_half = blinded ? 0.08 : 0.36;
        reading.p_one_grade = blinded ? 0.40 : 0.72;
        reading.p_improved_untreated = blinded ? 0.45 : 0.30;
        reading.p_one_grade_untreated = blinded ? 0.06 : 0.02;
        reading.p_half_untreated = blinded ? 0.04 : 0.01;
        reading.improved_between = {reading.p_improved, reading.p_improved - 0.1, reading.p_improved + 0.05};
        reading.one_grade_between = {reading.p_one_grade, reading.p_one_grade - 0.1, reading.p_one_grade + 0.1};
        reading.half_between = {reading.p_half, reading.p_half - 0.05, reading.p_half + 0.1};
        reading.scale_title = "Goodman and Baron, quantitative";
        reading.unit = "points";
        reading.counts = 4.0;
        for (int i = 0; i < 20; ++i) reading.quantiles.push_back(12.0 - gain + 0.3 * (i - 9.5));
        for (int i = 0; i < 200; ++i) {  // 200 people in ten worlds
            const double improvement = gain + 0.4 * (i % 10 - 4.5) + 1.5 * std::sin(1.7 * i);
            reading.improvements.push_back(improvement);
            reading.finals.push_back(12.0 - improvement);
        }
        reading.halves.assign(200, 6.0);
        reading.worlds = 10;
        for (int i = 0; i <= 40; ++i) {
            const double share = i / 40.0;
            const double value = 12.0 - gain * (1.0 - std::exp(-3.0 * share));
            const double half = 1.2 + 1.6 * share;
            reading.timeline.push_back({share * result.times.back(), {value, value - half, value + half}});
        }
        result.outcome.push_back(std::move(reading));
    }
}

inline void add_burden(course::Result& result) {
    course::Burden& burden = result.burden;
    burden.downtime = {1.5 * core::day, 0.8 * core::day, 2.9 * core::day};
    burden.risks = {
        {"pih", "Post-inflammatory hyperpigmentation", 0.012, 0.002, 0.05, "one series <of many>", "lotfi2013"},
        {"infection", "Infection", 0.00005, 0.0, 0.0004, "none seen", ""}};
    burden.overtreatment = {0.21, 6e5, 0.03};
    burden.scar_load = {6e5, 3e5, 9e5};
    burden.cost = {2024, {{"needles", "Needles", {90.0, 60.0, 150.0}, 90.0}}, {900.0, 600.0, 1400.0}, 905.0, {}};
    result.adjuncts = {{"prp",
                        "Platelet-rich plasma",
                        "small <effect> on scars",
                        "extrapolated",
                        "lotfi2013",
                        "mind the veins",
                        {{"session.platelets", {4.5, 1.4, 7.6}, 4.5, "platelets", "domyati2015", "derived"}}}};
}

inline void add_evidence(course::Result& result) {
    const double end = result.times.back();
    for (const double time : {56.0 * core::day, 112.0 * core::day, end}) {
        const double grown = 14.0 * (1.0 - std::exp(-time / (60.0 * core::day)));
        result.assays.push_back({"masson_area_pct_change",
                                 "Collagen area, Masson trichrome",
                                 time,
                                 {grown * 1.9, grown * 0.9, grown * 3.0},
                                 grown * 2.3,
                                 {}});
        result.assays.push_back({"ultrasound_density_pct_change",
                                 "Dermal density, ultrasound",
                                 time,
                                 {grown * 2.6, grown * 1.1, grown * 4.4},
                                 grown * 3.1,
                                 {}});
        result.assays.push_back(
            {"silver_pct_change", "Newly made collagen, silver stain", time, {grown, grown, grown}, grown, {}});
    }
    using course::Published;
    result.published = {
        Published{"Lotfi 2013", "lotfi2013", "masson_area_pct_change", "Dermaroller 1.5 mm, 3 sessions, face",
                  84 * core::day, 28 * core::day, 31.0, 12.0, "SD", "calibration", "sessions two weeks apart"},
        Published{"El-Domyati 2015", "domyati2015", "masson_area_pct_change", "Dermaroller, 6 sessions, face",
                  168 * core::day, 84 * core::day, 53.0, 0.0, "not printed", "held-out",
                  "six sessions instead of three"},
        Published{"Schwarz 2011", "unknown-key", "ultrasound_density_pct_change", "1.0 mm roller, one session",
                  42 * core::day, 42 * core::day, 16.0, 6.0, "95 % interval", "display", "one session"},
        Published{"El-Domyati 2015", "domyati2015", "epidermis_um", "Dermaroller, 6 sessions, face", 84 * core::day,
                  0.0, 14.0, 5.0, "SD", "held-out", ""},
        Published{"Dogra 2014", "unknown-key", "goodman-baron-quantitative", "Dermaroller, 5 sessions, open assessors",
                  112 * core::day, 28 * core::day, -44.6, 0.0, "not printed", "calibration", ""},
        Published{"Second 2015", "unknown-key", "goodman-baron-quantitative", "Pen, 3 sessions", 112 * core::day,
                  28 * core::day, -48.9, 9.1, "SD", "display", ""}};
    result.credibility = {
        {"puncture", course::Credibility::validated, "Depth and width agree with three studies that were held out."},
        {"collagen", course::Credibility::extrapolated, "Needle length lies between those of the calibration studies."},
        {"outcome", course::Credibility::hypothesis, "No blinded study of this scale was found."}};
    result.basis = {
        {"puncture", "toughness", "kJ/m^2", "lotfi2013", "measured", "energy to open a slit", 4.6, true, true},
        {"puncture", "friction", "1", "judgement", "assumed", "between steel and skin", 0.33, false, true},
        {"healing", "k_Y", "1/day", "domyati2015", "fitted", "loss of myofibroblasts", 0.0712, true, false},
        {"healing", "small", "m^2/s", "unsafe", "derived", "a small number", 4.2e-13, true, false}};
    result.warnings = {{"off-label", "K000001 covers phototypes 1 to 2; the plan says 3 <or> \"4\".", "domyati2015"},
                       {"fat", "7 % of the holes end in the fat.", ""}};
    result.notes = {"The product \"ascorbic-acid-15\" was read but not simulated.",
                    "Hair is not simulated at this site."};
}

/// `sessions` spaced by `interval`, followed for `follow_up`; all times in seconds.
inline course::Result sample_result(int sessions = 3, double interval = 28 * core::day,
                                    double follow_up = 182 * core::day) {
    course::Result result;
    result.screening.modality = "mechanical";
    result.provenance = {"0.1.0",
                         "abc1234",
                         "Linux x86_64",
                         "sha256:plan",
                         "sha256:data",
                         "percuta run plan.toml --seed 7 --samples 200",
                         "column",
                         7,
                         200,
                         1.25,
                         "2027-01-11T09:30:00Z",
                         ""};
    plan::Plan& plan = result.plan;
    plan.title = "Atrophic acne scars, monthly sessions";
    plan.subject.age = 32 * 365.25 * core::day;
    plan.subject.phototype = 3;
    plan.subject.site = "cheek";
    plan.subject.facts = {{"pregnant", false}, {"last.isotretinoin", std::string("never")}};
    plan.concern.kind = "acne-scar";
    plan.concern.baseline = plan::Baseline{"goodman-baron-quantitative", 12.0};
    plan.concern.mix = {{"rolling", 0.4}, {"boxcar", 0.4}, {"ice-pick", 0.2}};
    plan.device.model = "dermaroller-mf8";
    plan.device.needle_length = 1.5e-3;
    plan.technique.passes = 15;
    plan.schedule.start = core::Date{std::chrono::year{2027}, std::chrono::month{1}, std::chrono::day{11}};
    plan.schedule.sessions = sessions;
    plan.schedule.interval = interval;
    plan.schedule.follow_up = follow_up;
    plan.products.push_back({"ascorbic-acid-15", "after", 2e-5, 0.01, 8 * core::hour, false});
    plan.adjuncts.push_back({"prp"});
    result.skin.site = "cheek";
    result.skin.stratum_corneum = 14e-6;
    result.skin.viable_epidermis = 56e-6;
    result.skin.papillary_dermis = 180e-6;
    result.skin.dermis = 1.55e-3;
    result.skin.hypodermis = 4e-3;
    result.skin.vessels.upper_plexus = 320e-6;
    result.skin.follicles = {5e6, 66e-6, 450e-6, 700e-6};
    result.device.model = "dermaroller-mf8";
    result.device.title = "Dermaroller MF8";
    result.device.needles = 192;
    result.device.needle = {10e-6, 250e-6, 1.0e-3, 1.5e-3};
    result.collagen_baseline = 0.82;
    for (int i = 0; i < sessions; ++i) result.sessions.push_back(sample_session(i * interval));
    const double end = (sessions - 1) * interval + follow_up;
    std::vector<double> times;
    for (int i = 0; i < sessions; ++i) {
        const double begin = i * interval;
        const double stop = i + 1 < sessions ? begin + interval : end;
        times.push_back(begin);
        for (double t = begin, step = 0.1 * core::day; t < stop; t += step, step *= 1.15) times.push_back(t);
        times.push_back(stop);
    }
    result.times = std::move(times);
    add_curves(result);
    add_outcome(result);
    add_burden(result);
    add_evidence(result);
    result.closure = sample_closure();
    result.delivery = {sample_delivery(), sample_lidocaine(), sample_growth_factor()};
    return result;
}

}  // namespace percuta::report::testing
