#include "trial/fit_clinical.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "core/error.hpp"
#include "healing/rest.hpp"
#include "trial/replay.hpp"

namespace percuta::trial {

namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

double share_below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

/// The value of a parameter z standard deviations from the middle of its prior, on the scale where that is normal.
double value_at(const core::Parameter& parameter, double z) {
    constexpr double farthest = 6.0;  // beyond it shares of a normal distribution run out of digits
    return core::from_unit(parameter, share_below(std::clamp(z, -farthest, farthest)));
}

/// Where a column has no prediction, that of the others on the mean: it says nothing of that column.
void fill_gaps(MatrixXd& predicted) {
    for (Eigen::Index f = 0; f < predicted.rows(); ++f) {
        double sum = 0.0, count = 0.0;
        for (Eigen::Index m = 0; m < predicted.cols(); ++m)
            if (std::isfinite(predicted(f, m))) {
                sum += predicted(f, m);
                count += 1.0;
            }
        for (Eigen::Index m = 0; m < predicted.cols(); ++m)
            if (!std::isfinite(predicted(f, m))) predicted(f, m) = count > 0.0 ? sum / count : 0.0;
    }
}

/// How far a figure may be off beyond what replicates scatter by: what was printed beside it, and what a model of this
/// kind has wrong by itself, a tenth of the figure or ten points of a share. Without that, shares of all or none would
/// be taken for exact.
double error_of_its_own(const course::ClinicalFigure& figure) {
    constexpr double tenth = 0.1;
    double model = figure.unit == "%" ? 100.0 * tenth : 0.0;
    for (const double end : {figure.least, figure.most})
        if (std::isfinite(end)) model = std::max(model, tenth * std::abs(end));
    return std::hypot(figure.sd, std::max(model, 1e-3));
}

/// The calibrating trials, and what the model says of their figures for given parameters.
class Target {
public:
    Target(const course::Knowledge& known, std::uint64_t seed) : known_(known), seed_(seed) {
        for (const course::Study& study : known.studies)
            if (study.trial && study.role == "calibration") plans_.emplace_back(known, study);
        for (const ReadingPlan& plan : plans_) size_ += plan.figures().size();
    }

    std::size_t size() const { return size_; }
    const std::vector<ReadingPlan>& plans() const { return plans_; }

    /// In which world a member is, for all that is not fitted.
    enum class Worlds { one_each, the_same };

    /// Expected figures, one column a member.
    MatrixXd predict(const std::vector<course::Chosen>& members, Worlds in, core::Workers& workers,
                     const core::Watch& watch) const {
        constexpr int crowd = 400;
        MatrixXd out(static_cast<Eigen::Index>(size_), static_cast<Eigen::Index>(members.size()));
        Eigen::Index row = 0;
        for (const ReadingPlan& plan : plans_) {
            const std::vector<TrialWorld> worlds = follow_worlds(plan, draws(plan, members, in), seed_, workers, watch);
            workers.each(members.size(), [&](std::size_t m) {
                watch.check();
                // The same people for all members, so that only parameters tell them apart.
                const std::vector<double> values =
                    replicate(known_, plan, worlds[m], seed_, 0, {.people = crowd, .study_effects = false});
                for (std::size_t f = 0; f < values.size(); ++f)
                    out(row + static_cast<Eigen::Index>(f), static_cast<Eigen::Index>(m)) = values[f];
            });
            row += static_cast<Eigen::Index>(plan.figures().size());
        }
        return out;
    }

    /// Covariance of the figures over replicates where the chosen parameters hold: people, readers and studies.
    MatrixXd errors(const course::Chosen& chosen, core::Workers& workers, const core::Watch& watch) const {
        constexpr std::size_t replicates = 400;
        const auto n = static_cast<Eigen::Index>(size_);
        MatrixXd out = MatrixXd::Zero(n, n);
        Eigen::Index row = 0;
        for (const ReadingPlan& plan : plans_) {
            std::vector<course::Draw> central;
            for (const course::Arm& arm : plan.trial().arms)
                central.push_back(course::central(known_, arm.plan, chosen));
            const TrialWorld world = follow_worlds(plan, {central}, seed_, workers, watch).front();
            const auto figures = static_cast<Eigen::Index>(plan.figures().size());
            MatrixXd values(figures, static_cast<Eigen::Index>(replicates));
            workers.each(replicates, [&](std::size_t r) {
                const std::vector<double> one = replicate(known_, plan, world, seed_, r + 1);
                for (std::size_t f = 0; f < one.size(); ++f)
                    values(static_cast<Eigen::Index>(f), static_cast<Eigen::Index>(r)) = one[f];
            });
            fill_gaps(values);
            values.colwise() -= VectorXd(values.rowwise().mean());
            MatrixXd block = values * values.transpose() / (static_cast<double>(replicates) - 1.0);
            for (Eigen::Index f = 0; f < figures; ++f) {
                const double sd = error_of_its_own(*plan.figures()[static_cast<std::size_t>(f)].figure);
                // Half as much again is what the model has wrong of each figure by itself: taken as correlated as the
                // readings of one trial are, errors would let spreads pull means beyond all that was printed.
                block(f, f) = 1.5 * block(f, f) + sd * sd;
            }
            out.block(row, row, figures, figures) = block;
            row += figures;
        }
        return out;
    }

    /// Published, off by `error`, minus predicted; nothing within a range.
    double innovation(std::size_t figure, double predicted, double error) const {
        const course::ClinicalFigure& published = at(figure);
        return std::clamp(predicted, published.least + error, published.most + error) - predicted;
    }

    std::vector<Fitted> compare(const VectorXd& before, const VectorXd& after, const MatrixXd& errors) const {
        std::vector<Fitted> out;
        for (const ReadingPlan& plan : plans_)
            for (const ReadingPlan::Figure& one : plan.figures()) {
                const course::ClinicalFigure& figure = *one.figure;
                const auto row = static_cast<Eigen::Index>(out.size());
                out.push_back({plan.study().id, figure.what, figure.unit, figure.least, figure.most,
                               std::sqrt(errors(row, row)), before(row), after(row)});
            }
        return out;
    }

private:
    const course::ClinicalFigure& at(std::size_t figure) const {
        for (const ReadingPlan& plan : plans_) {
            if (figure < plan.figures().size()) return *plan.figures()[figure].figure;
            figure -= plan.figures().size();
        }
        throw core::InternalError("no such figure");
    }

    std::vector<std::vector<course::Draw>> draws(const ReadingPlan& plan, const std::vector<course::Chosen>& members,
                                                 Worlds in) const {
        std::vector<std::vector<course::Draw>> out(members.size());
        for (std::size_t m = 0; m < members.size(); ++m)
            for (const course::Arm& arm : plan.trial().arms)
                out[m].push_back(course::typical(known_, arm.plan, seed_, in == Worlds::one_each ? m : 0, &members[m]));
        return out;
    }

    const course::Knowledge& known_;
    std::uint64_t seed_;
    std::vector<ReadingPlan> plans_;
    std::size_t size_ = 0;
};

/// The parameters being fitted and their priors.
struct Space {
    std::vector<const core::Parameter*> parameters;
    std::vector<std::string> names;
    MatrixXd moves;  ///< parameter × figure: 1 where the figure depends on the parameter, 0 elsewhere

    course::Chosen chosen(const VectorXd& z) const {
        course::Chosen out{names, {}};
        for (std::size_t k = 0; k < parameters.size(); ++k)
            out.values.push_back(value_at(*parameters[k], z(static_cast<Eigen::Index>(k))));
        return out;
    }
    std::vector<course::Chosen> chosen(const MatrixXd& ensemble) const {
        std::vector<course::Chosen> out;
        for (Eigen::Index m = 0; m < ensemble.cols(); ++m) out.push_back(chosen(VectorXd(ensemble.col(m))));
        return out;
    }
};

/// 1 for each figure that differs between two predictions, 0 elsewhere.
VectorXd moves(const VectorXd& a, const VectorXd& b) {
    VectorXd out = VectorXd::Zero(a.size());
    for (Eigen::Index f = 0; f < a.size(); ++f)
        if (a(f) != b(f) && (std::isfinite(a(f)) || std::isfinite(b(f)))) out(f) = 1.0;
    return out;
}

/// The sampled parameters of the clinical rooms on which a calibrating figure depends.
Space informed(const course::Knowledge& known, const Target& target, core::Workers& workers, const core::Watch& watch) {
    constexpr double nudge = 0.3;  // of a standard deviation
    const core::ParameterSet& priors = known.clinical_priors;
    Space all;
    for (const core::Parameter& parameter : priors.all()) {
        all.parameters.push_back(&parameter);
        all.names.push_back(parameter.name);
    }
    const auto dimension = static_cast<Eigen::Index>(all.names.size());
    // The first member is the usual one, and each of the others nudged in one parameter.
    MatrixXd nudged = MatrixXd::Zero(dimension, dimension + 1);
    nudged.rightCols(dimension).diagonal().setConstant(nudge);
    const MatrixXd predicted = target.predict(all.chosen(nudged), Target::Worlds::the_same, workers, watch);
    Space out;
    std::vector<VectorXd> rows;
    for (Eigen::Index k = 0; k < dimension; ++k) {
        const VectorXd moved = moves(predicted.col(k + 1), predicted.col(0));
        if (moved.isZero()) continue;
        rows.push_back(moved);
        out.parameters.push_back(all.parameters[static_cast<std::size_t>(k)]);
        out.names.push_back(all.names[static_cast<std::size_t>(k)]);
    }
    out.moves.resize(static_cast<Eigen::Index>(rows.size()), predicted.rows());
    for (std::size_t k = 0; k < rows.size(); ++k) out.moves.row(static_cast<Eigen::Index>(k)) = rows[k].transpose();
    return out;
}

MatrixXd normals(Eigen::Index rows, Eigen::Index columns, std::uint64_t seed, std::uint64_t subject) {
    MatrixXd out(rows, columns);
    for (Eigen::Index m = 0; m < columns; ++m) {
        core::RandomStream random(seed, (subject << 32U) + static_cast<std::uint64_t>(m), core::Stream::studies);
        for (Eigen::Index k = 0; k < rows; ++k) out(k, m) = random.normal();
    }
    return out;
}

MatrixXd centred(const MatrixXd& values) { return values.colwise() - VectorXd(values.rowwise().mean()); }

/// One assimilation with errors `inflation` times as large as they are.
void assimilate(MatrixXd& ensemble, const MatrixXd& predicted, const Target& target, const MatrixXd& moves,
                const MatrixXd& errors, double inflation, const MatrixXd& noise) {
    const double freedom = static_cast<double>(ensemble.cols()) - 1.0;
    const MatrixXd dz = centred(ensemble), dy = centred(predicted);
    const MatrixXd inflated = inflation * errors;
    MatrixXd innovation = inflated.llt().matrixL() * noise;
    for (Eigen::Index m = 0; m < predicted.cols(); ++m)
        for (Eigen::Index f = 0; f < predicted.rows(); ++f)
            innovation(f, m) = target.innovation(static_cast<std::size_t>(f), predicted(f, m), innovation(f, m));
    const MatrixXd covariance = dy * dy.transpose() / freedom + inflated;
    // Chance lets every parameter go with every figure in an ensemble of this size.
    const MatrixXd together = (dz * dy.transpose() / freedom).cwiseProduct(moves);
    ensemble += together * covariance.ldlt().solve(innovation);
}

std::vector<Identified> identify(const Space& space, const MatrixXd& ensemble) {
    std::vector<Identified> out;
    const MatrixXd dz = centred(ensemble);
    const MatrixXd covariance = dz * dz.transpose() / (static_cast<double>(ensemble.cols()) - 1.0);
    for (Eigen::Index k = 0; k < ensemble.rows(); ++k) {
        Identified one;
        one.name = space.names[static_cast<std::size_t>(k)];
        one.contraction = std::clamp(1.0 - covariance(k, k), 0.0, 1.0);
        one.shift = ensemble.row(k).mean();
        for (Eigen::Index j = 0; j < ensemble.rows(); ++j) {
            const double r = covariance(k, j) / std::sqrt(covariance(k, k) * covariance(j, j));
            if (j == k || std::abs(r) <= std::abs(one.correlation)) continue;
            one.correlation = r;
            one.partner = space.names[static_cast<std::size_t>(j)];
        }
        out.push_back(std::move(one));
    }
    return out;
}

/// Members of the prior with which skin rests.
MatrixXd draw_members(const course::Knowledge& known, const Space& space, const ClinicalFitOptions& options) {
    constexpr std::uint64_t most_attempts = 1000;
    const auto dimension = static_cast<Eigen::Index>(space.names.size());
    MatrixXd out(dimension, options.members);
    for (Eigen::Index m = 0; m < out.cols(); ++m) {
        std::uint64_t attempt = 0;
        do {
            const auto subject = static_cast<std::uint64_t>(m) * most_attempts + attempt;
            out.col(m) = normals(dimension, 1, options.seed, (std::uint64_t{1} << 20U) + subject);
        } while (!course::rests(known, space.chosen(VectorXd(out.col(m)))) && ++attempt < most_attempts);
        if (attempt == most_attempts)
            throw core::NotConverged("no draw of the priors leaves the skin at rest; they are too wide");
    }
    return out;
}

/// A step that would lead a member to where skin does not rest is shortened until it does.
void keep_at_rest(const course::Knowledge& known, const Space& space, const MatrixXd& before, MatrixXd& after) {
    constexpr int halvings = 5;
    for (Eigen::Index m = 0; m < after.cols(); ++m) {
        VectorXd step = after.col(m) - before.col(m);
        for (int i = 0; !course::rests(known, space.chosen(VectorXd(after.col(m)))); ++i) {
            step = i < halvings ? VectorXd(0.5 * step) : VectorXd::Zero(step.size());
            after.col(m) = before.col(m) + step;
        }
    }
}

}  // namespace

ClinicalFit fit_clinical(const course::Knowledge& fitted_before, const ClinicalFitOptions& options,
                         core::Workers& workers, const core::Watch& watch) {
    const course::Knowledge known = fitted_before.before_clinical_fit();
    const Target target(known, options.seed);
    if (target.size() == 0)
        throw core::UsageError("no trial with the role calibration has figures to fit to; see percuta data studies");
    watch.tick(0.0, "finding what the trials tell");
    const Space space = informed(known, target, workers, watch);
    const auto figures = static_cast<Eigen::Index>(target.size());
    MatrixXd ensemble = draw_members(known, space, options);
    const auto predict = [&](int step) {
        watch.tick((step + 0.5) / (options.steps + 1.5), "fitting to clinical trials");
        MatrixXd predicted = target.predict(space.chosen(ensemble), Target::Worlds::one_each, workers, watch);
        fill_gaps(predicted);
        return predicted;
    };
    // What readings scatter by depends on what there is to read: it is found anew where the ensemble has come to.
    const auto errors_here = [&] {
        return target.errors(space.chosen(VectorXd(ensemble.rowwise().mean())), workers, watch);
    };
    MatrixXd predicted = predict(0);
    const VectorXd before = predicted.rowwise().mean();
    for (int step = 0; step < options.steps; ++step) {
        const MatrixXd before_step = ensemble, errors = errors_here();
        assimilate(ensemble, predicted, target, space.moves, errors, options.steps,
                   normals(figures, options.members, options.seed, static_cast<std::uint64_t>(step) + 2));
        keep_at_rest(known, space, before_step, ensemble);
        predicted = predict(step + 1);
    }
    ClinicalFit out;
    out.parameters = identify(space, ensemble);
    out.figures = target.compare(before, predicted.rowwise().mean(), errors_here());
    std::vector<std::vector<double>> values(space.names.size());
    for (const course::Chosen& member : space.chosen(ensemble))
        for (std::size_t k = 0; k < values.size(); ++k) values[k].push_back(member.values[k]);
    out.posterior = {known.clinical_hash, space.names, std::move(values)};
    return out;
}

}  // namespace percuta::trial
