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
