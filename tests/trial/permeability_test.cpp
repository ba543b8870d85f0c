#include "trial/permeability.hpp"

#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/error.hpp"
#include "known.hpp"

namespace percuta::trial {
namespace {

const char* const header = "log10_kow,mw_g_mol,log10_kp_cm_s\n";

delivery::Parameters parameters() { return delivery::parameters(course::known().delivery); }

std::string message(const std::string& text) {
    try {
        read_permeabilities(text, "kp.csv");
    } catch (const core::InvalidInput& error) {
        return error.what();
    }
    return "";
}

TEST(Permeability, TableIsReadWithCommentsBlanksAndEitherLineEnd) {
    const auto records = read_permeabilities(
        "# made up\r\n log10_kow, mw_g_mol ,log10_kp_cm_s\r\n\r\n-1.5,90,-7.0\n# x\n2,150.5,-5.5", "kp.csv");
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].log_k, -1.5);
    EXPECT_DOUBLE_EQ(records[1].molar_mass, 0.1505);
    EXPECT_EQ(records[1].log_kp, -5.5);
}

TEST(Permeability, WhatIsWrongIsSaidWithItsLine) {
    EXPECT_NE(message("logK,MW,kp\n1,2,3\n").find("kp.csv:1:1: error: this is not the header"), std::string::npos);
    EXPECT_NE(message(std::string(header) + "1,150\n").find("kp.csv:2:1: error: 2 values"), std::string::npos);
    EXPECT_NE(message(std::string(header) + "1,150,-5\n1,heavy,-5\n").find("kp.csv:3:1"), std::string::npos);
    EXPECT_NE(message(std::string(header) + "1,150,nan\n").find("no number"), std::string::npos);
    EXPECT_NE(message(std::string(header) + "12.5,150,-5\n").find("log10 K = 12.5"), std::string::npos);
    EXPECT_NE(message(std::string(header) + "1,-150,-5\n").find("above zero"), std::string::npos);
    EXPECT_NE(message(std::string(header) + "1,150,-50\n").find("log10 kp"), std::string::npos);
    EXPECT_NE(message("").find("no record"), std::string::npos);
    EXPECT_NE(message(std::string(header) + "# nothing\n").find("no record"), std::string::npos);
    const std::string both = message(std::string(header) + "1,,-5\n1,150,x\n");  // all at once
    EXPECT_NE(both.find("kp.csv:2"), std::string::npos);
    EXPECT_NE(both.find("kp.csv:3"), std::string::npos);
}

TEST(Permeability, ATableThatAModelMadeIsMatchedByIt) {
    const delivery::Parameters p = parameters();
    std::string table = header;
    for (const auto& [log_k, mass] : {std::pair{-2.0, 180.0}, {0.0, 200.0}, {2.0, 150.0}, {4.0, 300.0}})
        table += fmt::format("{},{},{}\n", log_k, mass,
                             std::log10(delivery::permeability(p, log_k, mass * 1e-3).regression * 1e2));
    const auto classes = judge_permeability(p, read_permeabilities(table, "kp.csv"));
    ASSERT_EQ(classes.size(), 5U);
    for (const PolarityClass& one : classes) {
        EXPECT_EQ(one.records, one.name == "all" ? 4 : 1);
        EXPECT_NEAR(one.regression.bias, 0.0, 1e-9);
        EXPECT_NEAR(one.regression.rmse, 0.0, 1e-7);
    }
    EXPECT_GT(classes[0].potts_guy.bias, 0.3);  // what has no polar route says too little of hydrophiles
    EXPECT_NEAR(classes[0].potts_guy.rmse, classes[0].potts_guy.bias, 1e-12);
    EXPECT_LT(classes[3].potts_guy.bias, 0.05);
}

TEST(Permeability, AClassWithoutRecordsHasNoResidual) {
    const auto classes = judge_permeability(parameters(), {{2.0, 0.15, -5.5}});
    EXPECT_EQ(classes[0].records, 0);
    EXPECT_EQ(classes[0].chen.rmse, 0.0);
}

}  // namespace
}  // namespace percuta::trial
