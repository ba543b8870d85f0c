#include "report/json.hpp"

#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "sample_result.hpp"

namespace percuta::report {
namespace {

using nlohmann::json;

json written(const course::Result& result) { return json::parse(result_json(result, testing::sample_bibliography())); }

TEST(ResultJson, KeepsEveryFigureOfACurveToTheLastBit) {
    const course::Result result = testing::sample_result();
    const json read = written(result);
    for (const course::Curve& curve : result.curves) {
        EXPECT_EQ(read["curves"][curve.name]["median"].get<std::vector<double>>(), curve.median) << curve.name;
        EXPECT_EQ(read["curves"][curve.name]["hi"].get<std::vector<double>>(), curve.hi) << curve.name;
        EXPECT_EQ(read["curves"][curve.name]["central"].get<std::vector<double>>(), curve.central) << curve.name;
        EXPECT_EQ(read["curves"][curve.name]["unit"], curve.unit);
    }
    EXPECT_EQ(read["curves"]["t_d"].size(), result.times.size());
}

TEST(ResultJson, SpeaksInTheUnitsOfItsKeys) {
    const json read = written(testing::sample_result());
    const json& puncture = read["sessions"][0]["puncture"];
    EXPECT_NEAR(puncture["holes_per_cm2"].get<double>(), 236.0, 1e-9);
    EXPECT_NEAR(puncture["depth_um"]["mean"].get<double>(), 540.0, 1e-9);
    EXPECT_NEAR(puncture["force_mN"]["mean"].get<double>(), 104.0, 1e-9);
    EXPECT_EQ(puncture["dermis_fraction"].get<double>(), 0.97);
    EXPECT_NEAR(read["sessions"][1]["t_d"].get<double>(), 28.0, 1e-12);
    EXPECT_EQ(read["plan"]["device"]["needle_length"].get<double>(), 1.5e-3);
    EXPECT_EQ(read["plan"]["schedule"]["start"], "2027-01-11");
}

TEST(ResultJson, SaysWhatFollowsAtOnceInTheUnitsOfItsKeys) {
    course::Result result = testing::sample_result();
    const json puncture = written(result)["sessions"][0]["puncture"];
    EXPECT_NEAR(puncture["bleeding_fraction_interval"]["hi"].get<double>(), 0.55, 1e-12);
    EXPECT_NEAR(puncture["injured_volume_ul_cm2"].get<double>(), 0.31, 1e-12);  // a layer of 10 um is 1 uL/cm2
    EXPECT_NEAR(puncture["open_volume_ul_cm2"].get<double>(), 0.12, 1e-12);
    EXPECT_NEAR(puncture["pain_vas"].get<double>(), 27.0, 1e-12);
    EXPECT_NEAR(puncture["area_cm2"].get<double>(), 200.0, 1e-9);
    EXPECT_NEAR(puncture["duration_min"].get<double>(), 7.5, 1e-12);
    EXPECT_TRUE(puncture["bone_depth_mm"].is_null());
    result.sessions[0].bone_depth = 3.9e-3;
    EXPECT_NEAR(written(result)["sessions"][0]["puncture"]["bone_depth_mm"].get<double>(), 3.9, 1e-12);
}

TEST(ResultJson, ListsTheStrikesOfAMapAndTheSharesOfAllHoles) {
    course::Result result = testing::sample_result();
    const json puncture = written(result)["sessions"][0]["puncture"];
    const json& map = puncture["hole_map"];
    EXPECT_NEAR(map["side_mm"].get<double>(), 6.0, 1e-12);
    ASSERT_EQ(map["holes"].size(), result.sessions[0].map.size());
    EXPECT_NEAR(map["holes"][1]["x_mm"].get<double>(), 4.0, 1e-12);
    EXPECT_NEAR(map["holes"][1]["slot_um"][0].get<double>(), 60.0, 1e-9);
    EXPECT_EQ(map["holes"][2]["pierced"], false);
    double sum = 0.0, edge = 0.0;
    for (const json& bin : puncture["depth_histogram"]) {
        EXPECT_NEAR(bin["from_um"].get<double>(), edge, 1e-9) << "no gap between bins";
        edge = bin["to_um"].get<double>();
        sum += bin["share"].get<double>();
    }
    EXPECT_NEAR(sum, 1.0, 1e-12);
    result.sessions[0].map_side = 0.0;
    EXPECT_TRUE(written(result)["sessions"][0]["puncture"]["hole_map"].is_null());
}

TEST(ResultJson, RaisesAFlagForEveryWarning) {
    const json flags = written(testing::sample_result())["safety"]["flags"];
    ASSERT_EQ(flags.size(), 2u);
    EXPECT_EQ(flags[0]["kind"], "off-label");
    EXPECT_EQ(flags[0]["link"], "https://doi.org/10.1000/sample.2");
    EXPECT_EQ(flags[1]["citation"], "") << "it rests on no source";
}

TEST(ResultJson, KeepsTheCentralValueOfAReadingBesideItsInterval) {
    const course::Result result = testing::sample_result();
    const json read = written(result);
    for (std::size_t i = 0; i < result.assays.size(); ++i) {
        EXPECT_EQ(read["assays"][i]["central_pct"].get<double>(), result.assays[i].central);
        EXPECT_EQ(read["assays"][i]["change_pct"]["median"].get<double>(), result.assays[i].change.median);
    }
}

TEST(ResultJson, IsTheSameTextForTheSameResult) {
    const core::Bibliography bibliography = testing::sample_bibliography();
    EXPECT_EQ(result_json(testing::sample_result(), bibliography), result_json(testing::sample_result(), bibliography));
}

TEST(ResultJson, DiffersOnlyInTimeTakenAndDateBetweenRuns) {
    course::Result later = testing::sample_result();
    later.provenance.wall_seconds = 9.0;
    later.provenance.created = "2028-02-02T00:00:00Z";
    json first = written(testing::sample_result());
    json second = written(later);
    EXPECT_NE(first, second);
    for (json* read : {&first, &second}) {
        (*read)["provenance"].erase("wall_seconds");
        (*read)["provenance"].erase("created");
    }
    EXPECT_EQ(first, second);
}

TEST(ResultJson, RefusesWhatIsNotANumberAndNamesIt) {
    course::Result result = testing::sample_result();
    result.sessions[1].depth.sd = std::numeric_limits<double>::quiet_NaN();
    try {
        result_json(result, testing::sample_bibliography());
        FAIL() << "a NaN was written";
    } catch (const core::InternalError& error) {
        EXPECT_NE(std::string(error.what()).find("sessions.1.puncture.depth_um.sd"), std::string::npos) << error.what();
    }
    result = testing::sample_result();
    result.curves[0].hi[3] = std::numeric_limits<double>::infinity();
    EXPECT_THROW(result_json(result, testing::sample_bibliography()), core::InternalError);
}

TEST(ResultJson, SaysWhenAPaperPrintedNoSpread) {
    const json read = written(testing::sample_result());
    EXPECT_EQ(read["published"][0]["error_pct"], 12.0);
    EXPECT_TRUE(read["published"][1]["error_pct"].is_null());
}

TEST(ResultJson, NamesTheSourceOfEveryParameter) {
    const json read = written(testing::sample_result());
    EXPECT_EQ(read["basis"][0]["link"], "https://doi.org/10.1000/sample.1");
    EXPECT_NE(read["basis"][0]["citation"].get<std::string>().find("Lotfi 2013"), std::string::npos);
    EXPECT_EQ(read["published"][2]["citation"], "unknown-key") << "a key that the bibliography lacks stands for itself";
    EXPECT_EQ(read["basis"][3]["link"], "") << "only links to the web are links";
}

}  // namespace
}  // namespace percuta::report
