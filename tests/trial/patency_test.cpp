#include "trial/patency.hpp"

#include <algorithm>
#include <cstdio>

#include <gtest/gtest.h>

#include "core/data_files.hpp"
#include "course/predict.hpp"
#include "known.hpp"

namespace percuta::trial {
namespace {

using course::known;

const std::vector<Calibrated>& calibrated() {
    static const std::vector<Calibrated> all = calibrate_patency(known());
    return all;
}

const Calibrated& of(const std::string& parameter) {
    const auto found = std::ranges::find(calibrated(), parameter, &Calibrated::parameter);
    if (found == calibrated().end()) throw std::out_of_range(parameter);
    return *found;
}

TEST(Patency, OfTheBuiltInDataIsTheOneThatTheStudiesGive) {
    ASSERT_FALSE(calibrated().empty());
    for (const Calibrated& one : calibrated()) {
        const core::Parameter& p = known().barrier.at(one.parameter);
        std::printf("  %-22s %.4g from %s (%.4g to %.4g)\n", one.parameter.c_str(), one.value, one.study.c_str(),
                    one.least, one.most);
        EXPECT_NEAR(p.value / one.value, 1.0, 0.02) << one.parameter << ": percuta fit --patency";
        EXPECT_EQ(p.basis, core::Basis::fitted) << one.parameter;
        EXPECT_LE(one.least, one.value);
        EXPECT_GE(one.most, one.value);
    }
}

TEST(Patency, IsWhereTheModelSaysWhatWasPublished) {
    const course::Stages stages = course::central_stages(known());
    for (const course::Study& study : known().studies)
        for (const course::BenchFigure& figure : study.bench) {
            const auto* setup = std::get_if<course::PermeationFigure>(&figure.setup);
            if (setup == nullptr || study.role != "calibration") continue;
            const bool reached = std::ranges::none_of(
                calibrated(), [&](const Calibrated& one) { return one.study == study.id && !one.reached; });
            if (!reached) continue;
            EXPECT_NEAR(course::predict(known().atlas, stages, figure) / figure.least, 1.0, 0.02) << figure.what;
        }
}

TEST(Patency, ThatNoValueGivesStaysAtItsBoundAndSaysSo) {
    EXPECT_FALSE(of("patency_rat_stamp").reached);
    EXPECT_EQ(of("patency_rat_stamp").value, 1.0);
    EXPECT_TRUE(of("patency_human_stamp").reached);
}

TEST(Patency, MoreThroughTheSkinMeansMoreLeftOpen) {
    core::DataFiles files = core::embedded_data();
    std::string& text = files.at("studies/ita-2015.toml");
    const std::string printed = "published = 2.19";
    text.replace(text.find(printed), printed.size(), "published = 4.38");
    const std::vector<Calibrated> other = calibrate_patency(course::learn(files));
    const auto pig = std::ranges::find(other, "patency_pig_roller", &Calibrated::parameter);
    ASSERT_NE(pig, other.end());
    EXPECT_GT(pig->value, of("patency_pig_roller").most);
}

TEST(Patency, OfPermeationIsNoConcernOfThePosteriorOfPuncture) {
    core::DataFiles files = core::embedded_data();
    std::string& text = files.at("studies/li-2015-ghk-human.toml");
    const std::string printed = "45.63 ug/cm^2";
    text.replace(text.find(printed), printed.size(), "90 ug/cm^2");
    EXPECT_FALSE(course::learn(files).posterior_is_stale());
}

TEST(Patency, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(calibrate_patency(known(), {{}, stop.get_token()}), core::Interrupted);
}

}  // namespace
}  // namespace percuta::trial
