#include "hair/model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::hair {

namespace {

void require(bool holds, std::string_view what) {
    if (!holds) throw core::UsageError(fmt::format("hair: {}", what));
}

double below(double standard) { return 0.5 * std::erfc(-standard / std::numbers::sqrt2); }

/// Of a log-normal quantity.
double log_variance(double cv) { return std::log1p(cv * cv); }

/// From what healthy scalp has to what bald scalp has, by the severity 0 to 1.
double between(double full, double bald, double severity) { return full * std::pow(bald / full, severity); }

double exposure_in(const std::vector<Drives::Span>& spans, double from, double to) {
    double exposed = 0.0;
    for (const Drives::Span& span : spans)
        exposed += span.exposure * std::max(0.0, std::min(span.to, to) - std::max(span.from, from));
    return exposed;
}

}  // namespace

Duration::Duration(double mean, double cv)
    : mean_(mean),
      log_median_(std::log(mean) - 0.5 * log_variance(cv)),
      sigma_(std::sqrt(log_variance(cv))),
      median_(std::exp(log_median_)),
      // Weighing by its own length shifts the logarithm of a log-normal quantity by its variance.
      met_median_(std::exp(log_median_ + log_variance(cv))) {}

double Duration::survival(double time) const {
    return time <= 0.0 ? 1.0 : below((log_median_ - std::log(time)) / sigma_);
}

double Duration::limited(double time) const {
    if (time <= 0.0) return time;
    const double standard = (std::log(time) - log_median_) / sigma_;
    return mean_ * below(standard - sigma_) + time * below(-standard);
}

double Duration::draw(core::RandomStream& random) const { return random.lognormal(median_, sigma_); }

double Duration::draw_met(core::RandomStream& random) const { return random.lognormal(met_median_, sigma_); }

double Cycle::visible_time() const {
    return anagen.mean() + catagen.mean() + telogen.mean() - anagen.limited(emergence);
}

double density_of_class(const Parameters& p, double norwood) {
    require(norwood >= 1.0 && norwood <= 7.0, fmt::format("a Norwood class is 1 to 7, not {:g}", norwood));
    return p.density_bald +
           (p.density_full - p.density_bald) / (1.0 + std::exp((norwood - p.class_middle) / p.class_width));
}

double response_of(const Parameters& p, double deviation) {
    const double variance = log_variance(p.response_cv);
    return std::exp(std::sqrt(variance) * deviation - 0.5 * variance);
}

Cycle cycle_of(const Parameters& p, const Scalp& scalp) {
    require(std::isfinite(scalp.visible_density) && scalp.visible_density >= 0.0,
            "hairs per area have to be a number above zero");
    require(std::isfinite(scalp.area) && scalp.area > 0.0, "the counted area has to be above zero");
    require(std::isfinite(scalp.diameter) && scalp.diameter >= 0.0,
            "the diameter of hairs has to be a number above zero");
    const double visible = scalp.visible_density > 0.0
                               ? scalp.visible_density
                               : density_of_class(p, scalp.norwood == 0.0 ? p.reference_class : scalp.norwood);
    const double severity = std::clamp((p.density_full - visible) / (p.density_full - p.density_bald), 0.0, 1.0);
    Cycle out;
    out.emergence = (p.follicle_length + p.visible_length) / p.growth;
    out.catagen = Duration(p.catagen, p.catagen_cv);
    out.telogen = Duration(p.telogen, p.telogen_cv);
    out.anagen = Duration(p.anagen_full, p.anagen_cv);
    out.kenogen = p.kenogen_full;
    // Follicles stay when hairs go: as many as healthy scalp needs for its hairs. Denser scalp has more of them.
    out.follicles = std::max(visible, p.density_full) * out.length() / out.visible_time();
    out.diameter = scalp.diameter > 0.0 ? scalp.diameter : between(p.diameter_full, p.diameter_bald, severity);
    if (severity == 0.0) return out;
    out.anagen = Duration(between(p.anagen_full, p.anagen_bald, severity), p.anagen_cv);
    out.kenogen = 0.0;
    out.kenogen = out.visible_time() * out.follicles / visible - out.length();
    require(out.kenogen > 0.0,
            fmt::format("{:g} hairs per cm2 leave no follicle empty: anagen of such scalp is too short for them",
                        visible * 1e-4));
    return out;
}

double Course::at(const std::vector<double>& values, double time) const {
    const double place = time / step;
    const std::size_t cell = std::min(static_cast<std::size_t>(place), values.size() - 2);
    return std::lerp(values[cell], values[cell + 1], place - static_cast<double>(cell));
}

double Course::when(const std::vector<double>& integral, double value) const {
    const auto next = std::upper_bound(integral.begin(), integral.end(), value);
    if (next == integral.end()) return std::numeric_limits<double>::infinity();
    if (next == integral.begin()) return 0.0;
    const double before = *(next - 1);
    return step * (static_cast<double>(next - integral.begin() - 1) + (value - before) / (*next - before));
}

Course course_of(const Parameters& p, const Cycle& cycle, const Drives& drives, double response, double end,
                 double step) {
    require(std::isfinite(step) && step > 0.0, "a step has to be above zero");
    const std::size_t cells = static_cast<std::size_t>(std::ceil(end / step)) + 1;
    std::vector<Drives::Session> sessions = drives.sessions;
    std::ranges::sort(sessions, {}, &Drives::Session::time);
    const double fade_mn = std::exp(-step / p.tau_mn), fade_mx = std::exp(-step / p.tau_mx),
                 fade_shaft = std::exp(-step / cycle.emergence);
    Course out{step, {0.0}, {0.0}, {0.0}, {0.0}, {1.0}};
    for (std::vector<double>* values : {&out.activation, &out.by_itself, &out.clock, &out.release, &out.thickness})
        values->reserve(cells + 1);
    double wound = 0.0, drug = 0.0, effect = 0.0;  // s, c, c/(c + EC50) at the start of the cell
    std::size_t session = 0;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const double from = static_cast<double>(cell) * step, to = from + step;
        double began = wound;
        wound *= fade_mn;
        for (; session < sessions.size() && sessions[session].time < to; ++session) {
            const double jump = sessions[session].strength * p.reference_interval / p.tau_mn;
            began += jump;
            wound += jump * std::exp((sessions[session].time - to) / p.tau_mn);
        }
        const double needling = response * p.tau_mn * (began - wound);  // integral of s over the cell, exact
        drug = drug * fade_mx + (1.0 - fade_mx) * exposure_in(drives.minoxidil, from, to) / step;
        const double before = effect;
        effect = drug / (drug + p.EC50);
        const double minoxidil = response * 0.5 * step * (before + effect);
        const double by_itself = step + p.E_mn * needling;
        out.by_itself.push_back(out.by_itself.back() + by_itself);
        out.activation.push_back(out.activation.back() + by_itself + p.E_mx * minoxidil);
        out.clock.push_back(out.clock.back() +
                            step / (1.0 + (p.anagen_mn * needling + p.anagen_mx * minoxidil) / step));
        // Follicles are let go in the proportion in which the effect that holds them falls.
        const double fall = effect > 0.0 && effect < before ? std::log(before / effect) : 0.0;
        out.release.push_back(out.release.back() + fall);
        const double thick = 1.0 + (p.diameter_mn * needling + p.diameter_mx * minoxidil) / step;
        out.thickness.push_back(thick + (out.thickness.back() - thick) * fade_shaft);
    }
    return out;
}

void check(const Drives& drives, const std::vector<double>& times, double response) {
    for (const Drives::Session& session : drives.sessions) {
        require(std::isfinite(session.time) && session.time >= 0.0, "a session is not before time 0");
        require(std::isfinite(session.strength) && session.strength >= 0.0,
                "the strength of a session is a number not below zero");
    }
    for (const Drives::Span& span : drives.minoxidil) {
        require(span.from >= 0.0 && span.to >= span.from,
                "a span of minoxidil is not before time 0 and ends after it begins");
        require(std::isfinite(span.exposure) && span.exposure >= 0.0,
                "exposure to minoxidil is a number not below zero");
    }
    require(!times.empty() && times.front() >= 0.0 && std::isfinite(times.back()) && std::ranges::is_sorted(times),
            "times ascend from 0");
    require(std::isfinite(response) && response >= 0.0, "the response of a person is a number not below zero");
}

}  // namespace percuta::hair
