#include "trial/trial_summary.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "outcome/improvement.hpp"
#include "trial/moments.hpp"
#include "trial/student.hpp"

namespace percuta::trial {

namespace {

constexpr double significance = 0.05;

Spread spread_of(std::vector<double> values) {
    Spread out;
    std::erase_if(values, [](double value) { return std::isnan(value); });
    out.count = values.size();
    if (values.empty()) return out;
    const Moments all = moments(values);
    out.mean = all.mean;
    if (values.size() > 1) out.sd = all.sd;
    out.interval = core::interval(std::move(values));
    return out;
}

/// Replicates for which a value is not defined are left out.
core::Interval between(std::vector<double> of_replicates) {
    std::erase_if(of_replicates, [](double value) { return std::isnan(value); });
    return of_replicates.empty() ? core::Interval{} : core::interval(std::move(of_replicates));
}

using Group = std::vector<const Record*>;

/// The people of one arm, replicate by replicate.
struct Arm {
    std::vector<Group> replicates;

    Spread spread(const std::function<double(const Record&)>& value) const {
        std::vector<double> values;
        for (const Group& people : replicates)
            for (const Record* one : people) values.push_back(value(*one));
        return spread_of(std::move(values));
    }
    /// Mean of a value that is not a number for those who do not count.
    Estimate mean(const std::function<double(const Record&)>& value) const {
        Estimate out;
        double total = 0.0;
        std::vector<double> means;
        for (const Group& people : replicates) {
            double sum = 0.0;
            std::uint64_t n = 0;
            for (const Record* one : people)
                if (const double v = value(*one); !std::isnan(v)) sum += v, ++n;
            means.push_back(n > 0 ? sum / static_cast<double>(n) : std::nan(""));
            total += sum;
            out.count += n;
        }
        if (out.count > 0) out.all = total / static_cast<double>(out.count);
        out.between = between(std::move(means));
        return out;
    }
};

/// A value of each replicate instead of each person.
Estimate over_replicates(const std::vector<double>& values) {
    Estimate out;
    for (const double value : values)
        if (!std::isnan(value)) out.all += value, ++out.count;
    if (out.count > 0) out.all /= static_cast<double>(out.count);
    out.between = between(values);
    return out;
}

double better(const MeasureRead& measure, double before, double after) {
    return outcome::improvement(before, after, measure.lower_is_better);
}

/// The changes that were read in one replicate, in the order of its people; not a number for who left.
std::vector<double> changes(const Group& people, const Protocol& protocol, std::size_t m) {
    std::vector<double> out;
    for (const Record* one : people)
        out.push_back(better(protocol.measures[m], one->readings[m].before, one->readings[m].after.back()));
    return out;
}

std::vector<double> read_only(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    return values;
}

MeasureSummary measure_summary(const Arm& arm, const Protocol& protocol, std::size_t m) {
    const MeasureRead& measure = protocol.measures[m];
    const auto reading = [m](const Record& one) -> const Reading& { return one.readings[m]; };
    const auto change = [&](const Record& one) {
        return better(measure, reading(one).before, reading(one).after.back());
    };
    const auto true_change = [&](const Record& one) {
        return better(measure, reading(one).true_before, reading(one).true_end);
    };
    /// Share of those read for whom something holds.
    const auto share = [&](const std::function<bool(const Record&)>& holds) {
        return arm.mean([&](const Record& one) {
            return std::isnan(change(one)) ? std::nan("") : holds(one) ? 1.0 : 0.0;
        });
    };
    MeasureSummary out;
    out.before = arm.spread([&](const Record& one) { return reading(one).before; });
    for (std::size_t i = 0; i < protocol.times.size(); ++i)
        out.after.push_back(arm.spread([&](const Record& one) { return reading(one).after[i]; }));
    out.change = arm.spread(change);
    out.mean_change = arm.mean(change);
    out.improved = share([&](const Record& one) { return outcome::improved_by(change(one)); });
    out.worse = share([&](const Record& one) { return outcome::improved_by(-change(one)); });
    out.counted = share([&](const Record& one) { return outcome::improved_by(change(one), measure.counts); });
    if (!measure.of_change)
        out.by_half = share([&](const Record& one) {
            return outcome::improved_by(change(one),
                                        outcome::half_of(reading(one).before, measure.least, measure.lower_is_better));
        });
    std::vector<double> significant, variations;
    for (const Group& people : arm.replicates) {
        significant.push_back(paired_t_test(read_only(changes(people, protocol, m))).p < significance ? 1.0 : 0.0);
        std::vector<double> gained;
        for (const Record* one : people) gained.push_back(true_change(*one));
        const Spread of_one = spread_of(std::move(gained));
        if (of_one.count > 1 && of_one.mean > 0.0) variations.push_back(of_one.sd / of_one.mean);
    }
    out.significant = over_replicates(significant);
    out.true_change = arm.spread(true_change);
    if (!variations.empty()) out.true_cv = core::interval(std::move(variations)).median;
    return out;
}

ArmSummary arm_summary(const Arm& arm, const Protocol& protocol) {
    ArmSummary out;
    for (const Group& people : arm.replicates) out.people += people.size();
    out.age = arm.spread([](const Record& one) { return one.age; });
    out.female = arm.mean([](const Record& one) { return one.female ? 1.0 : 0.0; });
    out.left = arm.mean([](const Record& one) { return std::isnan(one.left) ? 0.0 : 1.0; });
    out.downtime = arm.spread([](const Record& one) { return one.downtime; });
    for (std::size_t i = 0; i < protocol.events.size(); ++i)
        out.events.push_back(arm.mean([i](const Record& one) { return one.events[i] ? 1.0 : 0.0; }));
    for (std::size_t m = 0; m < protocol.measures.size(); ++m)
        out.measures.push_back(measure_summary(arm, protocol, m));
    return out;
}

/// Both arms have the same people in the same order when sides of one person are compared, and they leave together.
TTest compare(const Protocol& protocol, const std::vector<double>& a, const std::vector<double>& b) {
    if (protocol.design != course::Design::split) return welch_t_test(read_only(a), read_only(b));
    std::vector<double> differences;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) differences.push_back(a[i] - b[i]);
    return paired_t_test(read_only(std::move(differences)));
}

Difference difference_of(const std::vector<Arm>& arms, const Protocol& protocol, std::size_t m) {
    std::vector<double> means, significant;
    for (std::size_t r = 0; r < arms[0].replicates.size(); ++r) {
        const std::vector<double> a = changes(arms[0].replicates[r], protocol, m),
                                  b = changes(arms[1].replicates[r], protocol, m);
        const Spread one = spread_of(a), other = spread_of(b);
        means.push_back(one.count > 0 && other.count > 0 ? one.mean - other.mean : std::nan(""));
        significant.push_back(compare(protocol, a, b).p < significance ? 1.0 : 0.0);
    }
    return {over_replicates(means), over_replicates(significant)};
}

}  // namespace

TrialSummary sum_up(const Protocol& protocol, const std::vector<Record>& records) {
    std::vector<Arm> arms(protocol.arms.size());
    for (Arm& arm : arms) arm.replicates.resize(protocol.replicates);
    for (const Record& record : records) arms[record.arm].replicates[record.replicate].push_back(&record);
    TrialSummary out;
    out.protocol = protocol;
    for (const Arm& arm : arms) out.arms.push_back(arm_summary(arm, protocol));
    if (arms.size() == 2)
        for (std::size_t m = 0; m < protocol.measures.size(); ++m)
            out.differences.push_back(difference_of(arms, protocol, m));
    return out;
}

}  // namespace percuta::trial
