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

TEST(ResultJson, SaysHowTheChannelsCloseInHours) {
    const course::Result result = testing::sample_result();
    const json closure = written(result)["closure"];
    EXPECT_EQ(closure["t_h"].size(), result.closure.times.size());
    EXPECT_NEAR(closure["base_tewl_g_m2_h"].get<double>(), 10.0, 1e-9);  // 1 kg/(m2 s) is 3.6e6 g/m2/h
    EXPECT_NEAR(closure["tewl_g_m2_h"]["median"][0].get<double>(), 40.0, 1e-9);
    EXPECT_EQ(closure["patency"]["hi"].get<std::vector<double>>(), result.closure.patency.hi);
    EXPECT_NEAR(closure["closed"][0]["median_h"].get<double>(), 4.4, 1e-12);
    EXPECT_TRUE(closure["closed"][1]["p95_h"].is_null()) << "it is never over";
    EXPECT_NEAR(closure["restart_h"].get<double>(), 69.0, 1e-12);
    EXPECT_NEAR(written(result)["safety"]["restart_actives_h"].get<double>(), 69.0, 1e-12);
}

TEST(ResultJson, SaysWhereAProductGoesInTheUnitsOfItsKeys) {
    const json delivery = written(testing::sample_result())["delivery"];
    ASSERT_EQ(delivery.size(), 3u);
    const json& one = delivery[0];
    EXPECT_EQ(one["plan_product"], 1);
    EXPECT_NEAR(one["concentration_mg_ml"].get<double>(), 150.0, 1e-12);
    EXPECT_NEAR(one["area_cm2"].get<double>(), 100.0, 1e-12);
    EXPECT_NEAR(one["applied_ug_cm2"].get<double>(), 300.0, 1e-9);  // 1 kg/m2 is 1e5 ug/cm2
    EXPECT_NEAR(one["delivered_ug_cm2"]["hi"].get<double>(), 22.0, 1e-9);
    EXPECT_NEAR(one["layer_ug_cm2"]["dermis"]["needled"]["median"].get<double>(), 2.7, 1e-9);
    EXPECT_EQ(one["permeated_ug_cm2"], one["layer_ug_cm2"]["blood"]);
    EXPECT_NEAR(one["absorbed_ug_cm2"]["needled"].get<double>(), 300.0 - 1.05 * (230.0 + 40.0), 1e-9);
    EXPECT_NEAR(one["into_blood_mg"]["median"].get<double>(), 0.54, 1e-9);
    EXPECT_TRUE(one["plasma_ug_ml"].is_null()) << "its kinetics in the body are not known";
    EXPECT_EQ(one["curves"]["dermis"]["unit"], "ug/cm^2");
    EXPECT_NEAR(one["curves"]["film"]["needled"]["median"][0].get<double>(), 290.0, 1e-9);
    EXPECT_NEAR(one["profiles"][0]["needled"]["ug_ml"][0].get<double>(), 8000.0, 1e-6);  // 1 kg/m3 is 1000 ug/mL
    EXPECT_NEAR(delivery[1]["plasma_ug_ml"]["max"]["median"].get<double>(), 0.24, 1e-9);
    EXPECT_NEAR(delivery[1]["plasma_ug_ml"]["t_h"].get<double>(), 2.7, 1e-12);
    EXPECT_NEAR(delivery[1]["curves"]["t_h"][0].get<double>(), -1.0, 1e-12) << "put on an hour before the needles";
}

TEST(ResultJson, NeverTakesWhatWasNotSimulatedForNothing) {
    const json serum = written(testing::sample_result())["delivery"][2];
    EXPECT_EQ(serum["not_delivered"], "in a trial with biopsies none was found below the surface");
    EXPECT_EQ(serum["link"], "https://doi.org/10.1000/sample.1");
    for (const char* key : {"delivered_ug_cm2", "enhancement_ratio", "layer_ug_cm2", "into_blood_mg", "curves"})
        EXPECT_TRUE(serum[key].is_null()) << key;
    EXPECT_TRUE(written(testing::sample_result())["delivery"][0]["not_delivered"].is_null());
}

TEST(ResultJson, WritesNullForWhatHasNoEndAndRefusesWhatIsNotANumber) {
    course::Result result = testing::sample_result();
    result.closure.restart = std::numeric_limits<double>::infinity();
    result.delivery[0].enhancement.hi = std::numeric_limits<double>::infinity();
    result.delivery[0].enhancement.median = std::numeric_limits<double>::quiet_NaN();  // 0 over 0
    const json read = written(result);
    EXPECT_TRUE(read["closure"]["restart_h"].is_null());
    EXPECT_TRUE(read["safety"]["restart_actives_h"].is_null());
    EXPECT_TRUE(read["delivery"][0]["enhancement_ratio"]["hi"].is_null());
    EXPECT_TRUE(read["delivery"][0]["enhancement_ratio"]["median"].is_null());
    EXPECT_EQ(read["delivery"][0]["enhancement_ratio"]["lo"], 12.0);
    result.delivery[0].delivered.lo = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW(written(result), core::InternalError);
}

TEST(ResultJson, SaysWhyAContraindicatedPlanWasCarriedOut) {
    course::Result result = testing::sample_result();
    EXPECT_TRUE(written(result)["provenance"]["override"].is_null());
    result.provenance.overridden = "on cadaver skin";
    EXPECT_EQ(written(result)["provenance"]["override"], "on cadaver skin");
}

TEST(ResultJson, HasNoClosureWithoutChannels) {
    course::Result result = testing::sample_result();
    result.closure = {};
    result.delivery.clear();
    const json read = written(result);
    EXPECT_TRUE(read["closure"].is_null());
    EXPECT_TRUE(read["safety"]["restart_actives_h"].is_null());
    EXPECT_TRUE(read["delivery"].empty());
}

}  // namespace
}  // namespace percuta::report
