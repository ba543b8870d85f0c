// Skins on their way through the sessions: step control, jumps, and the rows of their curves.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "healing/heal.hpp"
#include "healing/observe.hpp"
#include "healing/solver.hpp"
#include "numerics/control.hpp"
#include "numerics/rosenbrock.hpp"

namespace percuta::healing {

inline constexpr double first_step = 0.005 * core::day;
inline constexpr double shortest_step = 1e-6 * core::day;
inline constexpr double longest_step = 4.0 * core::day;

/// Told the state at every stop: at the start, at sessions (after them) and wherever a course was asked to stop.
using Follow = std::function<void(double time, const Layout& layout, std::span<const double> values)>;

/// Skins that go through the sessions side by side: one for double and Dual, eight for Lanes. Each has its own time
/// step, so that none depends on its neighbours.
template <class Number>
class Courses {
public:
    struct Skin {
        const Parameters& p;
        const Layout& layout;
        const std::vector<Session>& sessions;
    };

    Courses(SkinOf<Number> of, std::span<const Skin> skins, double end, const Accuracy& accuracy,
            std::vector<double> stops = {})
        : solver_(std::move(of)), method_(solver_.size()), state_(solver_.size()), stops_(std::move(stops)), end_(end) {
        const numerics::StepLimits limits{accuracy.tolerance, first_step, shortest_step, longest_step};
        for (const Skin& skin : skins) {
            const std::size_t l = lanes_.size();
            lanes_.push_back({skin, State(skin.layout), 0, numerics::StepControl(limits, 0.0, 0.0),
                              Course{empty_curves(skin.layout), 0, 0}});
            scatter(l);
        }
        // Lanes left over rest like the last one.
        for (std::size_t l = lanes_.size(); l < numerics::lanes_of<Number>; ++l) put(l, lanes_.back().state);
        if constexpr (std::same_as<Number, numerics::Dual>) rest_with_derivatives();
    }

    /// Calls `each_step(time of the slowest lane)` after every step; `follow` at every stop.
    template <class EachStep>
    void run(EachStep each_step, const Follow& follow) {
        for (std::size_t l = 0; l < lanes_.size(); ++l) {
            record(l);
            arrive(l, follow);
        }
        for (;;) {
            Number step = {};
            double slowest = end_;
            bool busy = false;
            for (std::size_t l = 0; l < lanes_.size(); ++l) {
                if (lanes_[l].control.arrived()) continue;
                busy = true;
                numerics::set_lane(step, l, lanes_[l].control.step());
                slowest = std::min(slowest, lanes_[l].control.time());
            }
            if (!busy) return;
            each_step(slowest);
            method_.step(solver_, state_, step);
            const Number error = solver_.norm(method_.error(), method_.result());
            keep_accepted(error);
            for (std::size_t l = 0; l < lanes_.size(); ++l) {
                if (!lanes_[l].moved) continue;
                gather(l);
                record(l);
                if (lanes_[l].control.arrived()) arrive(l, follow);
            }
        }
    }

    Course course(std::size_t l) {
        Lane& lane = lanes_[l];
        lane.course.steps = lane.control.accepted();
        lane.course.rejected = lane.control.rejected();
        return std::move(lane.course);
    }
    /// One entry of the state, by field and place.
    const Number& at(Field f, std::size_t place) const {
        return state_[static_cast<std::size_t>(f) * solver_.places() + place];
    }
    const Number& at(State::Scalar s) const { return state_[field_count * solver_.places() + s]; }
    const SkinOf<Number>& skin() const { return solver_.skin(); }

private:
    struct Lane {
        Skin skin;
        State state;
        std::size_t next;  // session
        numerics::StepControl control;
        Course course;
        bool moved = false;
        std::vector<double> row{};
    };

    /// Index in the state of all lanes of entry `i` of a lane's own state: its columns may be shorter.
    template <class Visit>
    void each_entry(const Layout& layout, Visit visit) const {
        const std::size_t own = layout.cells(), all = solver_.places();
        for (std::size_t f = 0; f < field_count; ++f)
            for (std::size_t i = 0; i < own; ++i) visit(f * own + i, f * all + i);
        for (std::size_t s = 0; s < State::scalar_count; ++s) visit(field_count * own + s, field_count * all + s);
    }
    void gather(std::size_t l) {
        Lane& lane = lanes_[l];
        each_entry(lane.skin.layout,
                   [&](std::size_t own, std::size_t all) { lane.state.values[own] = numerics::lane(state_[all], l); });
    }
    void put(std::size_t l, const State& from) {
        const Lane& lane = lanes_[std::min(l, lanes_.size() - 1)];
        // Layers that only fill up a column stand like its last one.
        const std::size_t own = lane.skin.layout.cells(), all = solver_.places();
        for (std::size_t f = 0; f < field_count; ++f)
            for (std::size_t i = own; i < all; ++i)
                numerics::set_lane(state_[f * all + i], l, from.values[f * own + own - 1]);
        each_entry(lane.skin.layout,
                   [&](std::size_t entry, std::size_t at) { numerics::set_lane(state_[at], l, from.values[entry]); });
    }
    void scatter(std::size_t l) { put(l, lanes_[l].state); }

    /// Matrix at rest depends on parameters.
    void rest_with_derivatives() {
        const auto& rest = solver_.skin().matrix;
        const std::size_t n = solver_.places();
        for (const auto& [field, level] :
             {std::pair{Field::C3, rest.C3}, {Field::C1, rest.C1}, {Field::X, rest.X}, {Field::Te, rest.Te}})
            for (std::size_t i = solver_.skin().epidermis_end; i < n; ++i)
                state_[static_cast<std::size_t>(field) * n + i] = level;
    }

    void keep_accepted(const Number& error) {
        const std::span<const Number> result = method_.result();
        if constexpr (std::same_as<Number, numerics::Lanes>) {
            numerics::Lanes::Mask mask{};
            for (std::size_t l = 0; l < lanes_.size(); ++l) mask[l] = try_to_accept(l, error[l]) ? -1 : 0;
            numerics::detail::take_lanes(state_.size(), mask, result.data(), state_.data());
        } else if (try_to_accept(0, numerics::lane(error, 0))) {
            std::ranges::copy(result, state_.begin());
        }
    }
    bool try_to_accept(std::size_t l, double error) {
        Lane& lane = lanes_[l];
        return lane.moved = !lane.control.arrived() && lane.control.accept(error);
    }

    void record(std::size_t l) {
        Lane& lane = lanes_[l];
        observe(lane.skin.layout, lane.state.values, lane.row);
        if (!std::ranges::all_of(lane.row, [](double value) { return std::isfinite(value); }))
            throw core::NotConverged(fmt::format("a field grew beyond all bounds on day {:g}; a parameter is absurd",
                                                 lane.control.time() / core::day));
        lane.course.curves.append(lane.control.time(), lane.row);
    }

    /// At the time of a session, or at the end: strikes, and sets out for the next.
    void arrive(std::size_t l, const Follow& follow) {
        Lane& lane = lanes_[l];
        const Layout& layout = lane.skin.layout;
        for (; lane.next < lane.skin.sessions.size() && lane.skin.sessions[lane.next].time <= lane.control.time();
             ++lane.next) {
            const Session& session = lane.skin.sessions[lane.next];
            if (session.wound.empty()) continue;
            const Injury injury = injure(lane.skin.p, layout, session.wound);
            strike(lane.skin.p, layout, injury, session.platelets, lane.state);
            open_surface(layout, lane.state);
            if constexpr (std::same_as<Number, numerics::Dual>) {
                strike_with_derivatives(solver_.skin().p, layout, injury, session.platelets, state_);
                for (std::size_t s = 0; s < State::scalar_count; ++s)
                    state_[field_count * solver_.places() + s].value =
                        lane.state.values[field_count * layout.cells() + s];
            } else {
                scatter(l);
            }
            lane.control.restart();
            record(l);
        }
        if (follow) follow(lane.control.time(), layout, lane.state.values);
        const auto stop = std::ranges::upper_bound(stops_, lane.control.time());
        const double next = lane.next < lane.skin.sessions.size() ? lane.skin.sessions[lane.next].time : end_;
        lane.control.go_on(stop == stops_.end() ? next : std::min(next, *stop));
    }

    Solver<Number> solver_;
    numerics::Rosenbrock<Number> method_;
    std::vector<Number> state_;
    std::vector<Lane> lanes_;
    std::vector<double> stops_;  ///< increasing, not after the end
    double end_;
};

}  // namespace percuta::healing
