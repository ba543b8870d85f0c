#include "puncture/press.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "core/error.hpp"

namespace percuta::puncture {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Solves (1 + (K - 1) Y) change = -wrong with K the influence of the needles on each other and Y the diagonal of how
/// far their own dimples yield, made symmetric by its root; only needles that yield take part. Positive definite, as K
/// is and Y <= 1.
class NewtonStep {
public:
    bool made() const { return made_; }

    /// Anew, in the memory of the one before.
    void make(const MatrixXd& influence, const VectorXd& yields) {
        made_ = true;
        yielding_.clear();
        for (Index i = 0; i < yields.size(); ++i)
            if (yields(i) > 0.0) yielding_.push_back(i);
        const VectorXd part = yields(yielding_);
        root_ = part.cwiseSqrt();
        matrix_.noalias() = root_.asDiagonal() * influence(yielding_, yielding_) * root_.asDiagonal();
        matrix_.diagonal().array() += 1.0 - part.array();
        factor_.compute(matrix_);
    }

    VectorXd change(const MatrixXd& influence, const VectorXd& wrong) const {
        if (yielding_.empty()) return -wrong;
        VectorXd own_change = VectorXd::Zero(wrong.size());
        own_change(yielding_) = -root_.cwiseProduct(factor_.solve(root_.cwiseProduct(wrong(yielding_))));
        return own_change - wrong - influence * own_change;
    }

private:
    bool made_ = false;
    std::vector<Index> yielding_;
    VectorXd root_;
    MatrixXd matrix_;
    Eigen::LLT<MatrixXd> factor_;
};

/// The array on its way down. Unknown is how far each tip has moved against the skin that the other needles leave it:
/// its depth and its own dimple v together, the dimple that its force would make alone. The skin at needle i sinks by
/// w = K v. Below zero the unknown is a gap between tip and skin.
class Stroke {
public:
    /// Where the stroke is, so that one can go back.
    struct State {
        VectorXd moved;
        std::vector<std::size_t> stage;  ///< of each needle
        std::vector<double> deepest;
        double travel = 0.0;
    };

    Stroke(const Tissue& tissue, const device::Needle& needle, std::span<const Placed> array)
        : tissue_(tissue),
          needle_(needle),
          array_(array),
          n_(static_cast<Index>(array.size())),
          influence_(n_, n_),
          now_{VectorXd::Zero(n_), std::vector<std::size_t>(array.size(), 0), std::vector<double>(array.size(), 0.0),
               0.0},
          stages_(stages(tissue, needle)) {
        influence_.setIdentity();
        if (n_ == 1) return;
        const Plate plate(tissue.dimple_length, tissue.dimple_tension);
        for (Index i = 0; i < n_; ++i)
            for (Index j = 0; j < i; ++j) {
                const Point a = at(i).at, b = at(j).at;
                influence_(i, j) = influence_(j, i) = plate.shared(std::hypot(a.x - b.x, a.y - b.y));
            }
    }

    /// On to this travel; needles pierce on the way as their force allows. False where that takes more than
    /// `most_force`: then the stroke must go back.
    bool advance(double travel, double most_force) {
        now_.travel = travel;
        do {
            balance();
            if (force() > most_force) return false;
        } while (give_way());
        for (Index i = 0; i < n_; ++i) {
            double& deepest = now_.deepest[static_cast<std::size_t>(i)];
            deepest = std::max(deepest, rest(i, now_.moved(i)).depth);
        }
        return true;
    }

    const State& state() const { return now_; }
    void back_to(State state) { now_ = std::move(state); }

    /// How far the farthest tip has moved against the skin that the others leave it.
    double farthest() const { return now_.moved.maxCoeff(); }

    double force() const {
        double sum = 0.0;
        for (Index i = 0; i < n_; ++i) sum += force(i);
        return sum;
    }

    Press result() const {
        Press out;
        out.travel = now_.travel;
        out.force = force();
        VectorXd own(n_);
        for (Index i = 0; i < n_; ++i) own(i) = rest(i, now_.moved(i)).dimple;
        const VectorXd dimple = influence_ * own;
        for (Index i = 0; i < n_; ++i) {
            const auto s = static_cast<std::size_t>(i);
            out.needles.push_back({now_.deepest[s], dimple(i), dimple(i) - own(i), force(i), now_.stage[s] > 0});
        }
        return out;
    }

private:
    const Placed& at(Index i) const { return array_[static_cast<std::size_t>(i)]; }
    double force(Index i) const { return tissue_.foundation.force(rest(i, now_.moved(i)).dimple); }
    Rest rest(Index i, double moved) const { return settle_within(tissue_, needle_, stage_of(i), moved); }

    /// A place in the search for balance.
    struct Trial {
        VectorXd moved;
        VectorXd own, yields;  ///< dimple of each needle, and how it grows with `moved`
        VectorXd wrong;        ///< what each tip has moved too far: zero in balance
        double worst = 0.0;
    };
    Trial trial(VectorXd moved) const {
        Trial out{std::move(moved), VectorXd(n_), VectorXd(n_), {}, 0.0};
        for (Index i = 0; i < n_; ++i) {
            const Rest found = rest(i, out.moved(i));
            out.own(i) = found.dimple;
            out.yields(i) = found.yields;
        }
        out.wrong = influence_ * out.own - out.own + out.moved;
        for (Index i = 0; i < n_; ++i) out.wrong(i) -= now_.travel - at(i).behind;
        out.worst = out.wrong.cwiseAbs().maxCoeff();
        return out;
    }

    /// Newton's method, with the last factorised step as long as that serves. Own dimple and depth both grow with the
    /// unknown, neither faster than it: whatever a needle meets, kinks are the worst. Where a step leads away, needles
    /// are set right one by one, which lowers the energy of the skin and so always comes nearer.
    void balance() {
        constexpr int most_steps = 200, sweeps = 8;
        const double enough = 1e-9 * needle_.length;
        Trial here = trial(now_.moved);
        for (int step = 0; step < most_steps && here.worst > enough; ++step) {
            if (step_.made()) {
                Trial next = trial(here.moved + step_.change(influence_, here.wrong));
                if (next.worst < 0.4 * here.worst) {
                    here = std::move(next);
                    continue;
                }
            }
            step_.make(influence_, here.yields);
            const VectorXd change = step_.change(influence_, here.wrong);
            Trial next = trial(here.moved + change);
            for (double share = 0.5; next.worst > 0.9 * here.worst && share > 0.1; share *= 0.5)
                next = trial(here.moved + share * change);
            if (next.worst > 0.9 * here.worst) next = trial(one_by_one(here));
            for (int sweep = 1; sweep < sweeps && next.worst > 0.9 * here.worst; ++sweep)
                next = trial(one_by_one(next));
            here = std::move(next);
        }
        if (here.worst > enough)
            throw core::NotConverged(
                "the needles of this array find no balance with the skin; fewer needles or a wider spacing may help");
        now_.moved = here.moved;
    }

    /// Each needle in turn to its own balance with the skin as the others leave it.
    VectorXd one_by_one(const Trial& from) const {
        VectorXd moved = from.moved, own = from.own;
        VectorXd dimple = influence_ * own;
        for (Index i = 0; i < n_; ++i) {
            moved(i) = now_.travel - at(i).behind - (dimple(i) - own(i));
            const double next = rest(i, moved(i)).dimple;
            dimple += (next - own(i)) * influence_.col(i);
            own(i) = next;
        }
        return moved;
    }

    /// Whatever holds a needle gives way where its force has reached what that needs; true if any did.
    bool give_way() {
        bool any = false;
        for (Index i = 0; i < n_; ++i) {
            std::size_t& stage = now_.stage[static_cast<std::size_t>(i)];
            if (force(i) < (stage == 0 ? at(i).tougher : 1.0) * stages_[stage].force_to_pass) continue;
            ++stage;
            any = true;
        }
        return any;
    }

    const Stage& stage_of(Index i) const { return stages_[now_.stage[static_cast<std::size_t>(i)]]; }

    const Tissue& tissue_;
    const device::Needle& needle_;
    std::span<const Placed> array_;
    Index n_;
    MatrixXd influence_;
    State now_;
    std::vector<Stage> stages_;
    NewtonStep step_;  ///< of an earlier place in the stroke
};

/// Steps of a stroke: needles that pierce take the load off their neighbours, so that the order matters.
constexpr int strides = 6;
constexpr double infinite = std::numeric_limits<double>::infinity();

}  // namespace

Press press(const Tissue& tissue, const device::Needle& needle, std::span<const Placed> array, double travel) {
    Stroke stroke(tissue, needle, array);
    for (int i = 1; i <= strides; ++i) stroke.advance(travel * i / strides, infinite);
    return stroke.result();
}

Press press_with(const Tissue& tissue, const device::Needle& needle, std::span<const Placed> array, double force) {
    Stroke stroke(tissue, needle, array);
    // The strides do not depend on the force, so that more of it goes the same way further. One that would take too
    // much is shortened to where a straight line meets the force, which is short of it as the skin stiffens, until the
    // next needle gives way. One on which the base comes to touch the skin is halved until it just does.
    constexpr double near = 1e-3;
    double share = 1.0;
    bool based = false;
    while (share > near && stroke.force() < (1.0 - near) * force) {
        const Stroke::State before = stroke.state();
        const double force_before = stroke.force();
        const double stride = share * std::max(needle.length, before.travel) / strides;
        const bool allowed = stroke.advance(before.travel + stride, force);
        if (allowed && stroke.farthest() <= needle.length) {
            if (stroke.state().stage != before.stage && !based) share = std::min(1.0, 4.0 * share);
            continue;
        }
        based = based || allowed;
        const double too_much = stroke.force();
        stroke.back_to(before);
        share *= allowed ? 0.5 : std::clamp((force - force_before) / (too_much - force_before), 0.05, 0.9);
    }
    Press out = stroke.result();
    out.based = based && out.force < (1.0 - near) * force;
    return out;
}

}  // namespace percuta::puncture
