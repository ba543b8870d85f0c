#include "trial/design.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "trial/pareto.hpp"

namespace percuta::trial {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Differences below these are not felt by anybody: probability, seconds, money, sessions, risk.
constexpr std::array resolution{0.01, 6.0 * 3600.0, 10.0, 1.0, 0.005};

Burdens burdens(const Assessment& is) { return {-is.goal, is.downtime, is.cost, is.sessions, is.pih}; }

/// Part of a watch: progress from `begin` to `end` of the whole.
core::Watch part(const core::Watch& whole, double begin, double end, std::string stage) {
    if (!whole.progress) return whole;
    return {[progress = whole.progress, begin, end, stage = std::move(stage)](double done, std::string_view) {
                progress(std::lerp(begin, end, done), stage);
            },
            whole.stop};
}

/// At most `most` of them, evenly over their order, the first and the last among them.
template <class T>
void thin(std::vector<T>& all, std::size_t most) {
    if (all.size() <= most || most < 2) return;
    std::vector<T> kept;
    for (std::size_t k = 0; k < most; ++k) kept.push_back(all[k * (all.size() - 1) / (most - 1)]);
    all = std::move(kept);
}

class Search {
public:
    Search(std::span<const Axis> axes, std::span<const Limit> limits, double wanted, const Bench& bench,
           const Effort& effort, const core::Watch& watch)
        : axes_(axes), limits_(limits), wanted_(wanted), bench_(bench), effort_(effort), watch_(watch) {
        out_.broken.assign(limits.size(), 0);
        out_.least.assign(limits.size(), std::numeric_limits<double>::infinity());
    }

    Front run() {
        list_candidates();
        const std::vector<std::size_t> open = count_by_plan();
        if (open.size() > effort_.most_candidates)
            throw core::InvalidInput(core::Diagnostic{
                effort_.place,
                fmt::format("the search has {} plans to simulate, more than {}", open.size(), effort_.most_candidates),
                "give fewer options, wider steps or narrower ranges in [search], or a limit on sessions or cost"});
        assess(open, effort_.coarse, part(watch_, 0.0, 0.5, "trying every plan"));
        const std::vector<std::size_t> near = near_front(count_by_simulation(open));
        assess(near, effort_.fine, part(watch_, 0.5, 0.8, "looking closer at the best"));
        out_.refined = near.size();
        make_front(near);
        if (std::ranges::none_of(out_.points, &Point::reaches)) find_obstacles();
        explain();
        return std::move(out_);
    }

private:
    struct Candidate {
        Choice choice;
        Outline outline;
        std::optional<Assessment> coarse, fine;

        const Assessment& best() const { return fine ? *fine : *coarse; }
    };

    void list_candidates() {
        std::map<std::string, std::size_t> impossible;
        std::map<std::string, std::size_t> known;
        Choice choice(axes_.size(), 0);
        for (bool more = std::ranges::none_of(axes_, [](const Axis& axis) { return axis.options.empty(); }); more;
             more = advance(choice)) {
            watch_.check();
            Outline outline = bench_.outline(choice);
            if (!outline.impossible.empty()) {
                ++impossible[outline.impossible];
                continue;
            }
            const auto [found, is_new] = known.try_emplace(outline.identity, candidates_.size());
            if (is_new) candidates_.push_back({choice, std::move(outline), {}, {}});
            at_[choice] = found->second;
        }
        out_.candidates = candidates_.size();
        out_.impossible.assign(impossible.begin(), impossible.end());
        std::ranges::stable_sort(out_.impossible, std::ranges::greater{}, &std::pair<std::string, std::size_t>::second);
    }

    bool advance(Choice& choice) const {
        for (std::size_t axis = axes_.size(); axis-- > 0;) {
            if (++choice[axis] < axes_[axis].options.size()) return true;
            choice[axis] = 0;
        }
        return false;
    }

    void note(const Assessment& is, bool simulated) {
        for (const std::size_t limit : broken(limits_, is, simulated)) ++out_.broken[limit];
        for (std::size_t k = 0; k < limits_.size(); ++k)
            if (limits_[k].measure->simulated == simulated)
                out_.least[k] = std::min(out_.least[k], is.*limits_[k].measure->member);
    }

    /// Those that keep the limits which need no simulation.
    std::vector<std::size_t> count_by_plan() {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            const Assessment& is = candidates_[i].outline.known;
            note(is, false);
            if (broken(limits_, is, false).empty()) open.push_back(i);
        }
        return open;
    }

    /// Those that keep all limits, or nearly so: few draws may be wrong about them.
    std::vector<std::size_t> count_by_simulation(const std::vector<std::size_t>& open) {
        constexpr double slack = 1.1;
        std::vector<std::size_t> kept;
        for (const std::size_t i : open) {
            const Assessment& is = *candidates_[i].coarse;
            note(is, true);
            const bool hopeful = std::ranges::all_of(limits_, [&](const Limit& limit) {
                return is.*limit.measure->member <= slack * limit.most || !limit.measure->simulated;
            });
            if (hopeful) kept.push_back(i);
        }
        return kept;
    }

    void assess(const std::vector<std::size_t>& which, int draws, const core::Watch& watch) {
        const bool fine = draws == effort_.fine;
        std::vector<std::size_t> missing;
        std::vector<Choice> choices;
        for (const std::size_t i : which) {
            const Candidate& one = candidates_[i];
            if ((fine ? one.fine : one.coarse).has_value() || std::ranges::find(missing, i) != missing.end()) continue;
            missing.push_back(i);
            choices.push_back(one.choice);
        }
        if (missing.empty()) return;
        const std::vector<Assessment> found = bench_.assess(choices, draws, watch);
        for (std::size_t k = 0; k < missing.size(); ++k) {
            Candidate& one = candidates_[missing[k]];
            (fine ? one.fine : one.coarse) = found[k];
            if (effort_.fine == effort_.coarse) one.coarse = one.fine = found[k];
        }
    }

    /// Those that none beats by more than a margin that allows for few draws; with a smaller margin, and at last fewer,
    /// where that leaves too many.
    std::vector<std::size_t> near_front(const std::vector<std::size_t>& open) const {
        std::vector<std::size_t> near = open;
        constexpr double least_margin = 1e-3;
        for (double margin = effort_.margin; near.size() > effort_.most_refined && margin > least_margin;
             margin *= 0.5) {
            near.clear();
            for (const std::size_t i : open)
                if (std::ranges::none_of(open, [&](std::size_t k) { return beats(k, i, margin); })) near.push_back(i);
        }
        std::ranges::stable_sort(near, {}, [&](std::size_t i) { return -candidates_[i].coarse->goal; });
        thin(near, effort_.most_refined);
        return near;
    }

    bool beats(std::size_t one, std::size_t other, double margin) const {
        if (!broken(limits_, *candidates_[one].coarse).empty()) return false;
        Burdens a = burdens(*candidates_[one].coarse);
        const Burdens b = burdens(*candidates_[other].coarse);
        a.front() += margin;
        return dominates(a, b);
    }

    void make_front(const std::vector<std::size_t>& near) {
        std::vector<std::size_t> kept;
        std::vector<Burdens> all;
        for (const std::size_t i : near)
            if (broken(limits_, *candidates_[i].fine).empty()) {
                kept.push_back(i);
                all.push_back(burdens(*candidates_[i].fine));
            }
        for (const std::size_t k : pareto_front(all, Burdens(resolution.begin(), resolution.end()))) {
            const Candidate& one = candidates_[kept[k]];
            out_.points.push_back({one.choice, *one.fine, one.fine->goal >= wanted_, {}, {}, {}});
        }
        std::ranges::stable_sort(out_.points, {}, [](const Point& point) { return burdens(point.is); });
    }

    /// Plans with exactly one option changed that exist: one step on ordered axes, any other option elsewhere.
    std::vector<std::pair<std::size_t, std::size_t>> moves(const Choice& choice) const {
        std::vector<std::pair<std::size_t, std::size_t>> out;
        for (std::size_t axis = 0; axis < axes_.size(); ++axis)
            for (std::size_t option = 0; option < axes_[axis].options.size(); ++option) {
                const std::size_t here = choice[axis];
                const bool near = option + 1 == here || option == here + 1;
                if (option != here && (near || !axes_[axis].ordered)) out.emplace_back(axis, option);
            }
        return out;
    }

    std::optional<std::size_t> candidate(Choice choice, std::size_t axis, std::size_t option) const {
        choice[axis] = option;
        const auto found = at_.find(choice);
        return found == at_.end() ? std::nullopt : std::optional(found->second);
    }

    /// More that one reaches than the other, with as many draws as both have.
    double gain(std::size_t to, std::size_t from) const {
        const Candidate &a = candidates_[to], &b = candidates_[from];
        return a.fine && b.fine ? a.fine->goal - b.fine->goal : a.coarse->goal - b.coarse->goal;
    }

    void explain() {
        std::vector<std::size_t> coarse, fine;
        const std::size_t best = out_.points.empty() ? 0 : best_point(out_);
        for (std::size_t p = 0; p < out_.points.size(); ++p)
            for (const auto& [axis, option] : moves(out_.points[p].choice))
                if (const auto to = candidate(out_.points[p].choice, axis, option)) {
                    coarse.push_back(*to);
                    if (p == best || p == 0) fine.push_back(*to);
                }
        assess(coarse, effort_.coarse, part(watch_, 0.8, 0.9, "asking the neighbours"));
        assess(fine, effort_.fine, part(watch_, 0.9, 1.0, "asking the neighbours"));
        for (Point& point : out_.points) explain(point);
    }

    void explain(Point& point) const {
        const std::size_t here = at_.at(point.choice);
        point.next.assign(axes_.size(), nothing);
        for (const auto& [axis, option] : moves(point.choice)) {
            const auto to = candidate(point.choice, axis, option);
            if (!to || *to == here) continue;
            const double more = gain(*to, here);
            if (axes_[axis].ordered && option == point.choice[axis] + 1) point.next[axis] = more;
            if (more >= resolution.front())
                point.better.push_back({axis, option, more, broken(limits_, candidates_[*to].best())});
            const bool last_step =
                axes_[axis].ordered && -more >= resolution.front() &&
                (option + 1 == point.choice[axis] ? point.choice[axis] + 1 == axes_[axis].options.size()
                                                  : point.choice[axis] == 0);
            if (last_step) point.edges.push_back({axis, -more});
        }
        std::ranges::stable_sort(point.better, std::ranges::greater{}, &Step::gain);
        std::ranges::stable_sort(point.edges, std::ranges::greater{}, &Edge::gain);
    }

    /// The best plan beyond each limit alone.
    void find_obstacles() {
        std::vector<std::size_t> beyond_plan;
        for (std::size_t i = 0; i < candidates_.size(); ++i)
            if (broken(limits_, candidates_[i].outline.known, false).size() == 1) beyond_plan.push_back(i);
        thin(beyond_plan, effort_.most_candidates / 2);
        assess(beyond_plan, effort_.coarse, part(watch_, 0.8, 0.85, "looking beyond the limits"));
        std::vector<std::optional<std::size_t>> best(limits_.size());
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            if (!candidates_[i].coarse) continue;
            const std::vector<std::size_t> only = broken(limits_, *candidates_[i].coarse);
            if (only.size() != 1) continue;
            auto& so_far = best[only.front()];
            if (!so_far || candidates_[i].coarse->goal > candidates_[*so_far].coarse->goal) so_far = i;
        }
        std::vector<std::size_t> chosen;
        for (const auto& one : best)
            if (one) chosen.push_back(*one);
        assess(chosen, effort_.fine, part(watch_, 0.85, 0.9, "looking beyond the limits"));
        const double reached = out_.points.empty() ? 0.0 : out_.points.front().is.goal;
        for (std::size_t limit = 0; limit < best.size(); ++limit)
            if (best[limit] && candidates_[*best[limit]].fine->goal > reached + resolution.front())
                out_.obstacles.push_back({limit, candidates_[*best[limit]].choice, *candidates_[*best[limit]].fine});
        std::ranges::stable_sort(out_.obstacles, {}, [](const Obstacle& one) { return -one.is.goal; });
    }

    std::span<const Axis> axes_;
    std::span<const Limit> limits_;
    double wanted_;
    const Bench& bench_;
    const Effort& effort_;
    const core::Watch& watch_;
    std::vector<Candidate> candidates_;
    std::map<Choice, std::size_t> at_;  ///< choices that make one plan lead to one candidate
    Front out_;
};

}  // namespace

std::vector<std::size_t> broken(std::span<const Limit> limits, const Assessment& is, bool simulated) {
    std::vector<std::size_t> out;
    for (std::size_t k = 0; k < limits.size(); ++k)
        if (limits[k].measure->simulated == simulated && is.*limits[k].measure->member > limits[k].most)
            out.push_back(k);
    return out;
}

std::vector<std::size_t> broken(std::span<const Limit> limits, const Assessment& is) {
    std::vector<std::size_t> out = broken(limits, is, false);
    std::ranges::copy(broken(limits, is, true), std::back_inserter(out));
    std::ranges::sort(out);
    return out;
}

std::size_t best_point(const Front& front) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < front.points.size(); ++i) {
        const Point &a = front.points[i], &b = front.points[best];
        if (a.reaches && b.reaches && std::pair(a.is.cost, a.is.sessions) < std::pair(b.is.cost, b.is.sessions))
            best = i;
    }
    return best;
}

Front search(std::span<const Axis> axes, std::span<const Limit> limits, double wanted, const Bench& bench,
             const Effort& effort, const core::Watch& watch) {
    return Search(axes, limits, wanted, bench, effort, watch).run();
}

}  // namespace percuta::trial
