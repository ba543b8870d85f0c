#include <array>
#include <limits>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "published.hpp"

namespace percuta::hair {
namespace {

using namespace fixture;

const Parameters p = parameters();

/// What the fit moves, and what was believed before: the logarithm is normal around that of `centre`; an infinite
/// `spread` is no belief.
struct Moved {
    double Parameters::*member;
    double centre, spread;
};
constexpr double none = std::numeric_limits<double>::infinity();
const std::array moved{Moved{&Parameters::E_mx, 1.0, none}, Moved{&Parameters::EC50, 1.0, std::log(2.0)},
                       Moved{&Parameters::E_mn, 1.0, none}, Moved{&Parameters::response_cv, 1.0, none},
                       Moved{&Parameters::anagen_bald, 365.24 / 12 * 5 * day, std::log(1.6)}};

double square(double x) { return x * x; }

double misfit(const Parameters& q) {
    double sum = 0.0;
    const auto said = computed(q);
    const auto printed = targets();
    for (std::size_t i = 0; i < printed.size(); ++i) sum += square((said[i] - printed[i].published) / printed[i].error);
    for (const Moved& one : moved) sum += square(std::log(q.*one.member / one.centre) / one.spread);
    return sum;
}

TEST(Calibration, IsWhereTheMisfitIsLeast) {
    const double least = misfit(p);
    fmt::print("misfit {:.2f} of {} figures\n", least, targets().size());
    for (const Moved& one : moved)
        for (const double factor : {0.95, 1.05}) {
            Parameters other = p;
            other.*one.member *= factor;
            EXPECT_GT(misfit(other), least);
        }
}

TEST(Calibration, SaysWhatTheTrialsPrintedWithinTwoStandardErrors) {
    const auto said = computed(p);
    const auto printed = targets();
    for (std::size_t i = 0; i < printed.size(); ++i) {
        fmt::print("{:<48} published {:5.1f} (SE {:.1f})  computed {:5.1f}\n", printed[i].what, printed[i].published,
                   printed[i].error, said[i]);
        EXPECT_NEAR(said[i], printed[i].published, 2.0 * printed[i].error) << printed[i].what;
    }
}

TEST(HeldOut, IsPrintedBesideWhatIsComputed) {
    const double placebo = p.placebo_gain / per_cm2;
    const Drives drug = minoxidil(0.0, 96 * week);
    const auto print = [](const char* what, const char* published, double said) {
        fmt::print("{:<48} published {:<20} computed {:.2f}\n", what, published, said);
    };
    const auto alone = gains(p, drug, {12 * week, 13 * week, 24 * week, 26 * week, 96 * week});
    const auto together = gains(p, both(drug, needling(usual_interval, 24 * week)), {12 * week, 24 * week});
    const auto weekly = gains(p, both(drug, needling(week, 12 * week)), {12 * week});
    print("Pei 2024, over minoxidil, 24 weeks, 1/cm2", "13.36 (8.55-18.16)", together[1].mean - alone[2].mean);
    print("the same, 12 weeks", "", together[0].mean - alone[0].mean);
    const auto thickness = expected(p, {}, needling(usual_interval, 24 * week), {0.0, 24 * week}, 1.0);
    print("Pei 2024, diameter, um", "2.50 (0.99-4.02)", (thickness[1].diameter - thickness[0].diameter) / um);
    print("Dhurat 2013, needling and minoxidil, 12 weeks", "91.4", weekly[0].mean + placebo);
    print("Dhurat 2013, minoxidil, 12 weeks", "22.2", alone[0].mean + placebo);
    print("Kumar 2018, needling and minoxidil, 12 weeks", "1.94", weekly[0].mean + placebo);
    print("Kumar 2018, minoxidil, 12 weeks", "0.29", alone[0].mean + placebo);
    print("Hoffmann 2005, 13 weeks", "21.3", alone[1].mean + placebo);
    print("Hoffmann 2005, 26 weeks", "34.0", alone[3].mean + placebo);
    const auto stopped = gains(p, drug, {96 * week, 108 * week, 114 * week, 120 * week});
    print("Price 1999, gain at the stop, % of hairs", "30 (of weight)",
          100 * stopped[0].mean / (density_of_class(p, p.reference_class) / per_cm2));
    print("Price 1999, left 12 weeks after", "", stopped[1].mean);
    print("Price 1999, left 18 weeks after", "", stopped[2].mean);
    print("Price 1999, left 24 weeks after", "none", stopped[3].mean);
    const auto two = gains(p, minoxidil(0.0, 20 * week, 0.4), {365.24 / 3 * day});
    print("1987, 2 % over placebo, 4 months", "10.7", two[0].mean);
    // No more hairs can be gained than follicles are empty.
    const Cycle cycle = cycle_of(p, {});
    const double empty = cycle.kenogen / cycle.length() * cycle.follicles / per_cm2;
    print("Follicles that are empty, 1/cm2", "", empty);
    EXPECT_LT(weekly[0].mean, empty);
    EXPECT_LT(stopped[3].mean, 0.1 * stopped[0].mean);
}

}  // namespace
}  // namespace percuta::hair
