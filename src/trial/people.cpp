#include "trial/people.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace percuta::trial {

namespace {

/// Share of a normal variable that rounds to each phototype; what would lie beyond 1 and 6 is left out.
std::array<double, 6> phototypes_around(int centre, double sd) {
    std::array<double, 6> shares{};
    if (sd == 0.0) {
        shares[static_cast<std::size_t>(centre - 1)] = 1.0;
        return shares;
    }
    const auto below = [&](double x) { return 0.5 * std::erfc((centre - x) / (sd * std::sqrt(2.0))); };
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double phototype = static_cast<double>(i) + 1.0;
        shares[i] = below(phototype + 0.5) - below(phototype - 0.5);
    }
    const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) share /= all;
    return shares;
}

/// Log-normal with this mean and standard deviation.
double draw_positive(double mean, double sd, core::RandomStream& random) {
    const double variance = std::log1p(sd * sd / (mean * mean));
    return mean * std::exp(std::sqrt(variance) * random.normal() - 0.5 * variance);
}

}  // namespace

PopulationParameters population_parameters(const core::ParameterSet& set) {
    core::check_names(set, population_bindings, "population.toml");
    return core::bind(set, population_bindings);
}

People people_around(const plan::Plan& plan, const outcome::Scale* scale, const PopulationParameters& p,
                     const PeopleAsked& asked) {
    const plan::Subject& subject = plan.subject;
    People out;
    out.age = subject.age;
    out.age_sd = asked.age_sd.value_or(p.age_sd);
    out.age_least = std::min(p.age_least, subject.age);
    out.age_most = std::max(p.age_most, subject.age);
    out.female = asked.female.value_or(subject.sex == "female" ? p.same_sex : 1.0 - p.same_sex);
    out.phototypes = asked.phototypes.value_or(phototypes_around(subject.phototype, p.phototype_sd));
    if (scale != nullptr) {
        out.baseline = plan.concern.baseline->value;
        out.baseline_least = scale->least;
        out.baseline_most = scale->most;
        out.baseline_sd = asked.baseline_sd.value_or(p.baseline_cv * (out.baseline - scale->least));
    }
    out.drop_out = asked.drop_out.value_or(p.drop_out);
    out.drop_out_alike = p.drop_out_alike;
    return out;
}

int draw_phototype(const std::array<double, 6>& shares, core::RandomStream& random) {
    int phototype = 1;
    double left = random.uniform();
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] > 0.0) phototype = static_cast<int>(i) + 1;  // round-off leaves the last that there is
        left -= shares[i];
        if (left < 0.0) break;
    }
    return phototype;
}

Person draw_person(const People& people, core::RandomStream& random) {
    Person out;
    out.female = random.uniform() < people.female;
    out.phototype = draw_phototype(people.phototypes, random);
    do out.age = people.age + people.age_sd * random.normal();
    while (out.age < people.age_least || out.age > people.age_most);
    const double load = people.baseline - people.baseline_least;
    out.baseline = people.baseline;
    if (load > 0.0 && people.baseline_sd > 0.0) do
            out.baseline = people.baseline_least + draw_positive(load, people.baseline_sd, random);
        while (out.baseline > people.baseline_most);
    return out;
}

double draw_drop_out(const People& people, core::RandomStream& random) {
    if (people.drop_out <= 0.0) return 0.0;
    const double both = 1.0 / people.drop_out_alike - 1.0;
    const double a = people.drop_out * both, b = (1.0 - people.drop_out) * both;
    // Joehnk: of two powers of uniform numbers whose sum is below 1, the share of the first.
    for (;;) {
        const double x = std::pow(random.uniform(), 1.0 / a), y = std::pow(random.uniform(), 1.0 / b);
        if (x + y <= 1.0 && x + y > 0.0) return x / (x + y);
    }
}

}  // namespace percuta::trial
