// Searching plans: which are worth considering under limits, and what keeps each from doing better. Knows nothing of
// skin: what a candidate leads to is asked of its caller.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/watch.hpp"

namespace percuta::trial {

/// One thing that a search varies.
struct Axis {
    std::string name;                  ///< "needle_length"
    std::string title;                 ///< "needle length"
    std::vector<std::string> options;  ///< as people write them: "1.5 mm"
    bool ordered = true;  ///< whether its options have neighbours: lengths do, devices are all beside each other
};
/// One option of each axis.
using Choice = std::vector<std::size_t>;

/// What a candidate leads to. SI.
struct Assessment {
    double goal = 0.0;                    ///< share of people who reach the goal
    double goal_lo = 0.0, goal_hi = 0.0;  ///< 90 % interval of that for as few draws as it was computed with
    double downtime = 0.0;                ///< of one session, mean over people, seconds
    double pih = 0.0;                     ///< probability over the whole course, mean
    double scar_load = 0.0;               ///< seconds of myofibroblasts beyond what heals without a scar, mean
    double overtreatment = 0.0;           ///< 0: every session finds healed skin; mean
    double pain = 0.0;                    ///< 0 to 1, mean
    double cost = 0.0;                    ///< of the course
    double sessions = 0.0;
    double off_label = 0.0;  ///< reasons why it is off label
    int draws = 0;
};

/// A quantity that can be limited.
struct Measure {
    std::string_view name;     ///< key of [limits]
    std::string_view title;    ///< "downtime after a session"
    std::string_view unit;     ///< in which people read it
    std::string_view pattern;  ///< fmt pattern of a value in that unit
    double Assessment::*member;
    bool simulated = true;  ///< false: known from the plan alone
};
std::span<const Measure> measures();
const Measure& measure(std::string_view name);  ///< throws core::InternalError when there is none
/// "3 d", "12 %", in the unit that people read.
std::string in_words(const Measure& measure, double value);

struct Limit {
    const Measure* measure = nullptr;
    double most = 0.0;  ///< SI
    core::Place place;  ///< where the user wrote it
};
/// Indices of the limits that are broken; `simulated` and the others apart.
std::vector<std::size_t> broken(std::span<const Limit> limits, const Assessment& is, bool simulated);
std::vector<std::size_t> broken(std::span<const Limit> limits, const Assessment& is);

/// What is known of a candidate before it is simulated.
struct Outline {
    std::string impossible;  ///< why there is no such plan; empty when there is
    std::string identity;    ///< the same for choices that make the same plan
    Assessment known;        ///< measures that are not simulated
};

/// What the search asks. The draws behind an assessment are the same for all candidates, and fewer draws are the first
/// of many.
struct Bench {
    std::function<Outline(const Choice&)> outline;
    std::function<std::vector<Assessment>(std::span<const Choice>, int draws, const core::Watch&)> assess;
};

struct Effort {
    int coarse = 8;                     ///< draws of every candidate
    int fine = 64;                      ///< draws of those near the front
    std::size_t most_candidates = 600;  ///< that are simulated
    std::size_t most_refined = 40;
    double margin = 0.05;  ///< of probability, by which one may look worse for the few draws and stay
    core::Place place{};   ///< where the user wrote what is searched
};

/// A change of one option of a point of the front by which more people would reach the goal.
struct Step {
    std::size_t axis = 0, option = 0;
    double gain = 0.0;                ///< of probability, both with the same draws
    std::vector<std::size_t> limits;  ///< that it breaks; empty: it is allowed and costs more of something
};
/// Where the options of an ordered axis end although the last step still helped.
struct Edge {
    std::size_t axis = 0;
    double gain = 0.0;  ///< of that last step
};
/// A plan of the front.
struct Point {
    Choice choice;
    Assessment is;
    bool reaches = false;      ///< the probability that is wanted
    std::vector<Step> better;  ///< largest gain first
    std::vector<Edge> edges;
    /// By how much one more step of each ordered axis would change the probability; not a number where there is none.
    std::vector<double> next;
};
/// A limit, and what could be reached if it were the one that falls.
struct Obstacle {
    std::size_t limit = 0;
    Choice choice;
    Assessment is;
};

struct Front {
    std::size_t candidates = 0;                                   ///< different plans
    std::vector<std::pair<std::string, std::size_t>> impossible;  ///< choices that are no plan, by reason
    std::vector<std::size_t> broken;                              ///< by limit: plans that break it
    std::vector<double> least;                                    ///< by limit: the least that any plan has
    std::size_t refined = 0;
    std::vector<Point> points;        ///< most probable first
    std::vector<Obstacle> obstacles;  ///< when no point reaches the goal: most probable first
};

/// Every candidate with few draws, those near the front with more. Never returns a point that breaks a limit or is
/// dominated in probability, downtime, cost, sessions and risk of dark spots by another that was refined. Throws
/// core::InvalidInput for more candidates than `effort` allows and core::Interrupted when `watch` says so.
Front search(std::span<const Axis> axes, std::span<const Limit> limits, double wanted, const Bench& bench,
             const Effort& effort = {}, const core::Watch& watch = {});

/// The point that reaches the goal at the least cost, then with the fewest sessions; else the most probable one.
/// The front has points.
std::size_t best_point(const Front& front);

/// Why a point is as it is and not better, in sentences.
std::vector<std::string> why_not_more(const Point& point, std::span<const Axis> axes, std::span<const Limit> limits);
/// What stands between the goal and the best that the limits allow, in sentences.
std::vector<std::string> what_stands_in_the_way(const Front& front, std::span<const Axis> axes,
                                                std::span<const Limit> limits, double wanted);
/// Throws core::InvalidInput when the front is empty: with the places of the limits that no plan keeps, or with that of
/// the search when it holds no plan at all.
void refuse_nothing(const Front& front, std::span<const Limit> limits, const core::Place& search);

}  // namespace percuta::trial
