#include "trial/statistic.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "trial/moments.hpp"

namespace percuta::trial {
namespace {

double share(course::Statistic statistic, double threshold, const std::vector<double>& before,
             const std::vector<double>& after) {
    course::ClinicalFigure figure;
    figure.statistic = statistic;
    figure.threshold = threshold;
    return trial::statistic(figure, {before, after, true});
}

TEST(Statistics, CountPeopleWhoImprovedWhateverRoundOffLeft) {
    const std::vector<double> before{1.0, 1.0, 1.0, 1.0}, after{0.9, 0.95, 1.0, 1.2};
    EXPECT_EQ(share(course::Statistic::share_improved, 0.1, before, after), 25.0);
    EXPECT_EQ(share(course::Statistic::share_percent, 0.1, before, after), 25.0);
}

TEST(Statistics, CountNobodyWhoDidNotImproveHoweverLittleIsAskedFor) {
    EXPECT_EQ(share(course::Statistic::share_improved, 0.0, {1.0, 1.0}, {1.0, 0.5}), 50.0);
    EXPECT_EQ(share(course::Statistic::share_percent, 0.5, {0.0, 4.0}, {0.0, 2.0}), 50.0);
}

TEST(Statistics, OnAScaleOfChangeCountThoseWhoScoreIt) {
    EXPECT_EQ(share(course::Statistic::share_improved, 0.0, {}, {-1.0, 0.0, 2.0, 3.0}), 75.0);
    EXPECT_EQ(share(course::Statistic::share_improved, 2.0, {}, {-1.0, 0.0, 2.0, 3.0}), 50.0);
}

TEST(Moments, AreThoseOfASample) {
    const std::vector<double> values{1.0, 2.0, 3.0, 6.0};
    EXPECT_EQ(moments(values).mean, 3.0);
    EXPECT_NEAR(moments(values).variance(), 14.0 / 3.0, 1e-12);
    EXPECT_TRUE(std::isnan(moments(std::vector<double>{1.0}).sd));
    EXPECT_TRUE(std::isnan(moments({}).mean));
}

}  // namespace
}  // namespace percuta::trial
