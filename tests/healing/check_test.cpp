#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "skin_of_reference.hpp"

namespace percuta::healing {
namespace {

struct Task {
    Tissue tissue = reference::skin();
    std::vector<Session> sessions = reference::sessions({.sessions = 2});
    Accuracy accuracy{};
    Hole& hole() { return sessions[1].wound.holes[0]; }
};

std::string refusal(const std::function<void(Task&)>& spoil) {
    Task task;
    spoil(task);
    try {
        heal(reference::parameters(), task.tissue, task.sessions, 60 * core::day, Fidelity::column, {}, task.accuracy);
    } catch (const core::UsageError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Healing, RefusesWhatCannotBeAndNamesIt) {
    const std::pair<std::function<void(Task&)>, const char*> wrong[] = {
        {[](Task& t) { t.hole().mouth_radius = -50e-6; }, "the radius at the mouth of a hole of session 2 is -50 um"},
        {[](Task& t) { t.hole().depth = NAN; }, "the depth of a hole of session 2"},
        {[](Task& t) { t.hole().share = 0.5; }, "add up to 0.5"},
        {[](Task& t) { t.sessions[1].time = -1.0; }, "before the one in front"},
        {[](Task& t) { t.sessions[0].wound.holes_per_area = INFINITY; }, "density of holes of session 1"},
        {[](Task& t) { t.tissue.epidermis = 0.0; }, "thickness of the epidermis is 0"},
        {[](Task& t) { t.tissue.papillary = 1.0; }, "thicker than the dermis"},
        {[](Task& t) { t.accuracy.cell_at_depth = -1e-6; }, "cell length at the tip"},
        {[](Task& t) { t.accuracy.cells_beside = 0; }, "rings"},
        {[](Task& t) { t.accuracy.tolerance = 0.0; }, "tolerance"},
        {[](Task&) {}, "accepted"}};
    for (const auto& [spoil, said] : wrong)
        EXPECT_NE(refusal(spoil).find(said), std::string::npos) << said << " / " << refusal(spoil);
}

TEST(Healing, SaysWhenAParameterIsNotANumber) {
    for (const auto member : {&Parameters::a_1, &Parameters::fn_F, &Parameters::s_N, &Parameters::e_stim}) {
        Task task;
        Parameters p = reference::parameters();
        p.*member = NAN;
        EXPECT_THROW(heal(p, task.tissue, task.sessions, 10 * core::day, Fidelity::column), core::NotConverged);
    }
}

}  // namespace
}  // namespace percuta::healing
