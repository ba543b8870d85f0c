#include "report/csv.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "sample_result.hpp"

namespace percuta::report {
namespace {

std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
    std::vector<std::vector<std::string>> rows;
    for (std::size_t from = 0; from < csv.size();) {
        const std::size_t end = csv.find("\r\n", from);
        EXPECT_NE(end, std::string::npos) << "every row ends as RFC 4180 asks";
        if (end == std::string::npos) break;
        std::vector<std::string> row(1);
        for (const char c : csv.substr(from, end - from)) {
            if (c == ',') row.emplace_back();
            else row.back() += c;
        }
        rows.push_back(std::move(row));
        from = end + 2;
    }
    return rows;
}

TEST(CurvesCsv, HasAsManyFieldsInEveryRow) {
    const course::Result result = testing::sample_result();
    const auto rows = rows_of(curves_csv(result));
    ASSERT_EQ(rows.size(), result.times.size() + 1);
    for (const auto& row : rows) EXPECT_EQ(row.size(), 1 + 4 * result.curves.size());
}

TEST(CurvesCsv, NamesItsUnitsInTheHeader) {
    const auto header = rows_of(curves_csv(testing::sample_result())).front();
    const auto has = [&](const char* name) { return std::find(header.begin(), header.end(), name) != header.end(); };
    EXPECT_EQ(header.front(), "t_d");
    EXPECT_TRUE(has("collagen_total"));
    EXPECT_TRUE(has("collagen_total_lo"));
    EXPECT_TRUE(has("collagen_total_hi"));
    EXPECT_TRUE(has("collagen_total_central"));
    EXPECT_TRUE(has("tewl [g/m^2/h]"));
    EXPECT_TRUE(has("tewl_hi [g/m^2/h]"));
    EXPECT_TRUE(has("epidermis_um")) << "a name that ends in its unit does not say it twice";
}

TEST(CurvesCsv, KeepsFiguresToTheLastBit) {
    const course::Result result = testing::sample_result();
    const auto rows = rows_of(curves_csv(result));
    for (std::size_t i = 0; i < result.times.size(); ++i) {
        EXPECT_EQ(std::stod(rows[i + 1][0]), result.times[i] / core::day);
        EXPECT_EQ(std::stod(rows[i + 1][1]), result.curves[0].median[i]);
        EXPECT_EQ(std::stod(rows[i + 1][3]), result.curves[0].hi[i]);
        EXPECT_EQ(std::stod(rows[i + 1][4]), result.curves[0].central[i]);
    }
}

TEST(CurvesCsv, QuotesAUnitThatHoldsAComma) {
    course::Result result;
    result.times = {0.0};
    result.curves = {{{{1.0}, {1.0}, {1.0}, {1.0}}, "odd", "a,\"b\"", 0.0}};
    EXPECT_TRUE(curves_csv(result).starts_with("t_d,\"odd [a,\"\"b\"\"]\",\"odd_lo [a,\"\"b\"\"]\""));
}

TEST(CurvesCsv, RefusesACurveThatIsTooShortOrNotFinite) {
    course::Result result = testing::sample_result();
    result.curves[2].lo.pop_back();
    EXPECT_THROW(curves_csv(result), core::InternalError);
    result = testing::sample_result();
    result.curves[2].lo[1] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW(curves_csv(result), core::InternalError);
}

TEST(ClosureCsv, KeepsEveryHourAndItsUnits) {
    const course::Result result = testing::sample_result();
    const auto rows = rows_of(closure_csv(result));
    ASSERT_EQ(rows.size(), result.closure.times.size() + 1);
    EXPECT_EQ(rows[0][9], "tewl_g_m2_h");
    for (const auto& row : rows) EXPECT_EQ(row.size(), 13u);
    for (std::size_t i = 0; i < result.closure.times.size(); ++i) {
        EXPECT_EQ(std::stod(rows[i + 1][0]), result.closure.times[i] / core::hour);
        EXPECT_EQ(std::stod(rows[i + 1][2]), result.closure.patency.lo[i]);
    }
    EXPECT_NEAR(std::stod(rows[1][9]), 40.0, 1e-9);
}

TEST(ClosureCsv, IsAHeaderAloneWithoutChannels) {
    EXPECT_EQ(rows_of(closure_csv(course::Result{})).size(), 1u);
    course::Result result = testing::sample_result();
    result.closure.patency.lo.pop_back();
    EXPECT_THROW(closure_csv(result), core::InternalError);
}

TEST(DeliveryCsv, HasARowForEveryTimeOfEveryPermeantThatComesIn) {
    const course::Result result = testing::sample_result();
    const auto rows = rows_of(delivery_csv(result));
    ASSERT_EQ(rows.size(), 1 + result.delivery[0].times.size() + result.delivery[1].times.size());
    for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
    const auto column = [&](const std::string& name) {
        return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) - rows[0].begin());
    };
    const std::size_t film = column("film_ug_cm2"), intact = column("film_ug_cm2_intact_hi"),
                      plasma = column("plasma_ug_ml");
    ASSERT_LT(plasma, rows[0].size());
    EXPECT_EQ(rows[0][0], "n");
    EXPECT_EQ(rows[1][0], "1");
    EXPECT_EQ(rows[1][1], "ascorbic-acid-15");
    EXPECT_EQ(rows[1][2], "ascorbic-acid");
    EXPECT_EQ(std::stod(rows[1][film]), result.delivery[0].curves[0].needled.median[0] * 1e5);
    EXPECT_EQ(std::stod(rows[1][intact]), result.delivery[0].curves[0].intact.hi[0] * 1e5);
    EXPECT_EQ(rows[1][plasma], "") << "unknown is not 0";
    EXPECT_EQ(std::stod(rows.back()[plasma]), result.delivery[1].curves.back().needled.median.back() * 1e3);
}

TEST(DeliveryCsv, TellsAProductThatStandsTwiceApart) {
    course::Result result = testing::sample_result();
    result.delivery = {testing::sample_delivery(), testing::sample_delivery()};
    result.delivery[1].index = 1;
    const auto rows = rows_of(delivery_csv(result));
    EXPECT_EQ(rows[1][0], "1");
    EXPECT_EQ(rows.back()[0], "2");
    EXPECT_EQ(rows.back()[1], rows[1][1]);
}

TEST(DeliveryCsv, QuotesANameThatHoldsACommaAndRefusesWhatIsNotFinite) {
    course::Result result = testing::sample_result();
    result.delivery[0].product = "my serum, \"strong\"";
    EXPECT_NE(delivery_csv(result).find("\r\n1,\"my serum, \"\"strong\"\"\",ascorbic-acid,0,"), std::string::npos);
    result.delivery[0].curves[1].intact.lo[2] = std::numeric_limits<double>::infinity();
    EXPECT_THROW(delivery_csv(result), core::InternalError);
}

}  // namespace
}  // namespace percuta::report
