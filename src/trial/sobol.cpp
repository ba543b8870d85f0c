#include "trial/sobol.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/random/sobol.hpp>

#include "core/error.hpp"
#include "core/interval.hpp"
#include "core/random.hpp"

namespace percuta::trial {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// 52 random bits at the upper end of a word, which is all that a coordinate shows.
std::uint64_t random_word(core::RandomStream& random) {
    constexpr double words = 0x1.0p52;
    constexpr unsigned unused = 12;
    return static_cast<std::uint64_t>(random.uniform() * words) << unused;
}

/// Rows of A and B, and what takes the place of each input of A.
class Design {
public:
    Design(const Sampling& sampling, const Admissible& admissible)
        : seed_(sampling.seed), d_(sampling.dimension), n_(sampling.base), admissible_(admissible) {
        draw_rows();
        for (std::size_t input = 0; input < d_; ++input) replace(input);
    }

    std::span<const double> a(std::size_t row) const { return std::span(a_).subspan(row * d_, d_); }
    std::span<const double> b(std::size_t row) const { return std::span(b_).subspan(row * d_, d_); }
    /// The value of the same row of B; not a number where A would not be admissible with it.
    double of_b(std::size_t row, std::size_t input) const { return of_b_[input][row]; }
    /// Whether what is admissible ties an input to others: its values in B are then not those that A may take.
    bool tied(std::size_t input) const { return !drawn_[input].empty(); }
    /// Of a tied input: one of the values that leave A admissible; not a number where none was found.
    double drawn(std::size_t row, std::size_t input) const { return drawn_[input][row]; }

private:
    bool allowed(std::span<const double> point) const { return !admissible_ || admissible_(point); }

    void draw_rows() {
        constexpr std::size_t most = 64;  // times as many points as rows
        std::size_t tried = 0;
        for (std::size_t count = n_; a_.size() < n_ * d_ || b_.size() < n_ * d_; count *= 2) {
            if (count > most * n_)
                throw core::NotConverged(
                    "hardly any draw of the priors is one that can be computed; they are too wide");
            const std::vector<double> points = sobol_points(2 * d_, count, seed_);
            for (; tried < count; ++tried) {
                const std::span<const double> point = std::span(points).subspan(2 * d_ * tried, 2 * d_);
                take(point.first(d_), a_);
                take(point.last(d_), b_);
            }
        }
    }

    void take(std::span<const double> point, std::vector<double>& rows) const {
        if (rows.size() < n_ * d_ && allowed(point)) rows.insert(rows.end(), point.begin(), point.end());
    }

    bool allowed_with(std::size_t row, std::size_t input, double value) const {
        std::vector<double> point(a(row).begin(), a(row).end());
        point[input] = value;
        return allowed(point);
    }

    void replace(std::size_t input) {
        std::vector<double>& of_b = of_b_.emplace_back();
        for (std::size_t row = 0; row < n_; ++row)
            of_b.push_back(allowed_with(row, input, b(row)[input]) ? b(row)[input] : none);
        std::vector<double>& drawn = drawn_.emplace_back();
        if (std::ranges::none_of(of_b, [](double value) { return std::isnan(value); })) return;
        for (std::size_t row = 0; row < n_; ++row) drawn.push_back(draw(row, input));
    }

    double draw(std::size_t row, std::size_t input) const {
        constexpr int most_attempts = 1000;
        core::RandomStream random(seed_, row * d_ + input + 1, core::Stream::parameters);
        for (int i = 0; i < most_attempts; ++i)
            if (const double value = random.uniform(); allowed_with(row, input, value)) return value;
        return none;
    }

    std::uint64_t seed_;
    std::size_t d_, n_;
    const Admissible& admissible_;
    std::vector<double> a_, b_;
    std::vector<std::vector<double>> of_b_, drawn_;  ///< by input
};

/// Values of one result: of A, of B, and by input of A with that input replaced.
struct Values {
    std::vector<double> a, b;
    std::vector<std::vector<double>> of_b;   ///< empty for an input that was dropped
    std::vector<std::vector<double>> drawn;  ///< empty for one that is not tied, too

    /// What the total index is made of.
    const std::vector<double>& replaced(std::size_t input) const {
        return drawn[input].empty() ? of_b[input] : drawn[input];
    }
};

/// What was found so far in the rows of a design.
class Found {
public:
    Found(const Sampling& sampling, const Design& design, const Evaluate& evaluate)
        : sampling_(sampling),
          design_(design),
          evaluate_(evaluate),
          values_(sampling.outputs),
          silent_(sampling.dimension, false) {
        for (Values& values : values_) {
            values.of_b.resize(sampling.dimension);
            values.drawn.resize(sampling.dimension);
        }
    }

    /// Evaluates all that belongs to rows from `begin` to before `end`.
    void evaluate(std::size_t begin, std::size_t end) {
        std::vector<double> points;
        std::vector<bool> there;  // whether there is a point for each value to come
        const auto put = [&](std::span<const double> point) {
            points.insert(points.end(), point.begin(), point.end());
            there.push_back(true);
        };
        const auto put_replaced = [&](std::size_t row, std::size_t input, double value) {
            if (std::isnan(value)) return there.push_back(false);
            put(design_.a(row));
            points[points.size() - sampling_.dimension + input] = value;
        };
        const auto rows = [&](auto work) {
            for (std::size_t row = begin; row < end; ++row) work(row);
        };
        rows([&](std::size_t row) { put(design_.a(row)); });
        rows([&](std::size_t row) { put(design_.b(row)); });
        for (std::size_t i = 0; i < silent_.size(); ++i) {
            if (silent_[i]) continue;
            rows([&](std::size_t row) { put_replaced(row, i, design_.of_b(row, i)); });
            if (design_.tied(i)) rows([&](std::size_t row) { put_replaced(row, i, design_.drawn(row, i)); });
        }
        const std::vector<double> found = evaluate_(points);
        if (found.size() * sampling_.dimension != points.size() * sampling_.outputs)
            throw core::InternalError("an evaluation gave another number of results than there were points");
        std::size_t slot = 0, at = 0;
        const auto take = [&](auto member) {
            rows([&](std::size_t) {
                const bool is = there[slot++];
                for (Values& values : values_) member(values).push_back(is ? found[at++] : none);
            });
        };
        take([](Values & values) -> auto& { return values.a; });
        take([](Values & values) -> auto& { return values.b; });
        for (std::size_t i = 0; i < silent_.size(); ++i) {
            if (silent_[i]) continue;
            take([i](Values & values) -> auto& { return values.of_b[i]; });
            if (design_.tied(i)) take([i](Values & values) -> auto& { return values.drawn[i]; });
        }
    }

    /// Drops the inputs that changed nothing so far.
    void drop_silent() {
        const auto same = [](double x, double y) { return x == y || std::isnan(x); };
        for (std::size_t i = 0; i < silent_.size(); ++i)
            silent_[i] = std::ranges::all_of(values_, [&](const Values& values) {
                return std::ranges::equal(values.replaced(i), values.a, same) &&
                       std::ranges::equal(values.of_b[i], values.a, same);
            });
        for (Values& values : values_)
            for (std::size_t i = 0; i < silent_.size(); ++i)
                if (silent_[i]) {
                    values.of_b[i].clear();
                    values.drawn[i].clear();
                }
    }

    const std::vector<Values>& values() const { return values_; }
    const std::vector<bool>& silent() const { return silent_; }

private:
    const Sampling& sampling_;
    const Design& design_;
    const Evaluate& evaluate_;
    std::vector<Values> values_;
    std::vector<bool> silent_;
};

/// Indices from some of the rows, which may come more than once.
struct Estimate {
    double mean = 0.0, variance = 0.0;
    std::vector<double> first, total;
};

Estimate estimate(const Values& values, std::span<const std::size_t> rows) {
    Estimate out;
    const std::size_t d = values.of_b.size();
    out.first.assign(d, 0.0);
    out.total.assign(d, 0.0);
    const auto n = static_cast<double>(rows.size());
    for (const std::size_t row : rows) out.mean += 0.5 * (values.a[row] + values.b[row]) / n;
    for (const std::size_t row : rows)
        out.variance += 0.5 * (std::pow(values.a[row] - out.mean, 2) + std::pow(values.b[row] - out.mean, 2)) / n;
    if (!(out.variance > 0.0)) return out;
    for (std::size_t i = 0; i < d; ++i) {
        if (values.of_b[i].empty()) continue;
        double first = 0.0, pairs = 0.0, total = 0.0, count = 0.0;
        for (const std::size_t row : rows) {
            const double a = values.a[row], b = values.b[row];
            if (const double of_b = values.of_b[i][row]; std::isfinite(of_b)) {
                first += (b - out.mean) * (of_b - a);  // Saltelli; the mean is taken off, which lowers the noise
                ++pairs;
            }
            if (const double replaced = values.replaced(i)[row]; std::isfinite(replaced)) {
                total += 0.5 * (a - replaced) * (a - replaced);  // Jansen
                ++count;
            }
        }
        if (pairs > 0.0) out.first[i] = first / pairs / out.variance;
        if (count > 0.0) out.total[i] = total / count / out.variance;
    }
    return out;
}

double beyond_first(const Estimate& one) {
    if (!(one.variance > 0.0)) return 0.0;
    double sum = 0.0;
    for (const double share : one.first) sum += share;
    return 1.0 - sum;
}

/// The middle 90 % of a sample of resamples around the estimate itself.
Share share(double value, const std::vector<double>& resampled) {
    if (resampled.empty()) return {value, value, value};
    const core::Interval spread = core::interval(resampled);
    return {value, std::min(value, spread.lo), std::max(value, spread.hi)};
}

SobolIndices indices(const Values& values, const std::vector<bool>& silent, const Sampling& sampling) {
    const std::size_t d = sampling.dimension;
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < values.a.size(); ++row)
        if (std::isfinite(values.a[row]) && std::isfinite(values.b[row])) rows.push_back(row);
    SobolIndices out;
    out.silent = silent;
    out.rows = rows.size();
    out.left_out = values.a.size() - rows.size();
    out.first.resize(d);
    out.total.resize(d);
    out.mean = out.variance = none;
    if (rows.empty()) return out;
    const Estimate all = estimate(values, rows);
    out.mean = all.mean;
    out.variance = all.variance;
    std::vector<std::vector<double>> first(d), total(d);
    std::vector<double> beyond;
    std::vector<std::size_t> again(rows.size());
    for (std::size_t k = 0; k < sampling.resamples; ++k) {
        core::RandomStream random(sampling.seed, k, core::Stream::studies);
        for (std::size_t& row : again)
            row = rows[static_cast<std::size_t>(random.uniform() * static_cast<double>(rows.size()))];
        const Estimate one = estimate(values, again);
        for (std::size_t i = 0; i < d; ++i) {
            first[i].push_back(one.first[i]);
            total[i].push_back(one.total[i]);
        }
        beyond.push_back(beyond_first(one));
    }
    for (std::size_t i = 0; i < d; ++i) {
        out.first[i] = share(all.first[i], first[i]);
        out.total[i] = share(all.total[i], total[i]);
    }
    out.interactions = share(beyond_first(all), beyond);
    return out;
}

}  // namespace

std::vector<double> sobol_points(std::size_t dimensions, std::size_t count, std::uint64_t seed) {
    std::vector<std::uint64_t> shift(dimensions);
    core::RandomStream random(seed, 0, core::Stream::parameters);
    for (std::uint64_t& word : shift) word = random_word(random);
    boost::random::sobol sequence(dimensions);
    std::vector<double> out;
    out.reserve(dimensions * count);
    for (std::size_t point = 0; point < count; ++point)
        for (std::size_t k = 0; k < dimensions; ++k)
            // Boost leaves the origin out, without which 2^n points are not even.
            out.push_back(core::open_unit((point == 0 ? 0 : sequence()) ^ shift[k]));
    return out;
}

std::vector<SobolIndices> sobol_indices(const Sampling& sampling, const Evaluate& evaluate,
                                        const Admissible& admissible) {
    if (sampling.dimension == 0 || sampling.base == 0)
        throw core::InternalError("indices are asked for without inputs or without rows");
    const Design design(sampling, admissible);
    Found found(sampling, design, evaluate);
    const std::size_t probe = std::min(sampling.probe, sampling.base);
    found.evaluate(0, probe);
    if (probe < sampling.base) {
        found.drop_silent();
        found.evaluate(probe, sampling.base);
    }
    std::vector<SobolIndices> out;
    for (const Values& values : found.values()) out.push_back(indices(values, found.silent(), sampling));
    return out;
}

}  // namespace percuta::trial
