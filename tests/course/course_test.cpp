#include "course/carry_out.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "core/data_files.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "course/draw.hpp"
#include "course/summarise.hpp"
#include "known.hpp"
#include "report/html.hpp"
#include "report/json.hpp"

namespace percuta::course {
namespace {

namespace fs = std::filesystem;

plan::Plan example(const std::string& name) {
    const std::string path = std::string(PERCUTA_SOURCE_DIR) + "/examples/" + name + ".toml";
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return plan::read(core::Document::parse(text.str(), path), known().vocabulary());
}

Result quick(const plan::Plan& plan, int samples = 0, int threads = 1, std::uint64_t seed = 1) {
    Options options;
    options.fidelity = healing::Fidelity::column;
    options.samples = samples;
    options.threads = threads;
    options.seed = seed;
    options.people = 500;
    return carry_out(plan, known(), options);
}

std::string json(const Result& result) { return report::result_json(result, known().bibliography); }

/// The result for any number of threads, which must not matter.
std::string json_for_threads(const plan::Plan& plan, Options options) {
    options.threads = 1;
    const std::string one = json(carry_out(plan, known(), options));
    for (const int threads : {2, 3, 8}) {
        options.threads = threads;
        const std::string other = json(carry_out(plan, known(), options));
        const auto at = std::ranges::mismatch(one, other).in1 - one.begin();
        EXPECT_EQ(one, other) << threads << " threads differ from one near: "
                              << one.substr(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at - 60)), 120);
    }
    return one;
}

TEST(Course, SameSeedSameBytesForOneTwoOrEightThreads) {
    const plan::Plan plan = example("acne-scars");
    Options options;
    options.fidelity = healing::Fidelity::column;
    options.samples = 20;
    options.people = 500;
    const std::string first = json_for_threads(plan, options);
    options.seed = 2;
    options.threads = 1;
    EXPECT_NE(first, json(carry_out(plan, known(), options)));
}

TEST(Course, SameSeedSameBytesAtTheOtherFidelitiesToo) {
    plan::Plan plan = example("acne-scars");
    plan.schedule.sessions = 1;
    Options options;
    options.samples = 9;
    options.people = 200;
    plan.schedule.follow_up = 28 * core::day;
    json_for_threads(plan, options);
    options.fidelity = healing::Fidelity::patch;
    options.patch.side_x = options.patch.side_y = 1e-3;
    options.patch.cell = 50e-6;
    options.samples = 3;
    plan.schedule.follow_up = 2 * core::day;
    json_for_threads(plan, options);
}

TEST(Course, StrikesThatDoNotPierceTheSkinAreNoHoles) {
    puncture::Pattern pattern;
    pattern.strikes_per_area = 1e6;
    pattern.puncture_probability = 0.5;
    for (const double depth : {0.0, 1e-4, 0.0, 3e-4, 0.0, 2e-4, 5e-4, 4e-4, 0.0, 0.0}) {
        puncture::Hole hole;
        hole.peak_depth = depth;
        pattern.holes.push_back(hole);
    }
    const healing::Wound wound = wound_of(pattern);
    EXPECT_DOUBLE_EQ(wound.holes_per_area, 0.5 * 0.5e6);
    ASSERT_EQ(wound.holes.size(), 5U);
    double shares = 0.0;
    for (std::size_t i = 0; i < wound.holes.size(); ++i) {
        EXPECT_NEAR(wound.holes[i].depth, 1e-4 * static_cast<double>(i + 1), 1e-18);
        shares += wound.holes[i].share;
    }
    EXPECT_DOUBLE_EQ(shares, 1.0);
    for (puncture::Hole& hole : pattern.holes) hole.peak_depth = 0.0;
    EXPECT_TRUE(wound_of(pattern).empty());
}

TEST(Course, EveryDrawOfEveryExampleCanBeCarriedOut) {
    for (const auto& file : fs::directory_iterator(std::string(PERCUTA_SOURCE_DIR) + "/examples")) {
        if (file.path().extension() != ".toml") continue;
        plan::Plan plan = example(file.path().stem().string());
        plan.schedule.follow_up = core::day;
        plan.schedule.sessions = 1;
        EXPECT_NO_THROW(quick(plan, 400, 2)) << file.path();
    }
}

TEST(Course, MoreSamplesKeepTheFirstDraws) {
    const plan::Plan plan = example("acne-scars");
    const Draw a = sampled(known(), plan, 1, 3), b = sampled(known(), plan, 1, 3), c = sampled(known(), plan, 1, 4);
    EXPECT_EQ(a.healing.rho_N, b.healing.rho_N);
    EXPECT_NE(a.healing.rho_N, c.healing.rho_N);
}

TEST(Course, EverythingThatIsReportedIsFiniteForEveryExample) {
    for (const auto& file : fs::directory_iterator(std::string(PERCUTA_SOURCE_DIR) + "/examples")) {
        if (file.path().extension() != ".toml") continue;
        const Result result = quick(example(file.path().stem().string()), 4);
        for (const Curve& curve : result.curves)
            for (std::size_t i = 0; i < result.times.size(); ++i) {
                ASSERT_TRUE(std::isfinite(curve.median[i])) << file.path() << " " << curve.name;
                ASSERT_LE(curve.lo[i], curve.median[i]);
                ASSERT_GE(curve.hi[i], curve.median[i]);
            }
        EXPECT_FALSE(result.credibility.empty());
        EXPECT_FALSE(result.basis.empty());
        EXPECT_NO_THROW(static_cast<void>(json(result)));
    }
}

TEST(Course, EveryDeviceAtItsShortestAndLongestNeedleGivesAResult) {
    for (const device::Model& model : known().devices.models())
        for (const char* end : {"shortest_length", "longest_length"}) {
            plan::Plan plan = example("home-roller");
            plan.device.model = model.name;
            plan.device.needle_length = model.geometry.value(end);
            plan.technique.mode = "professional";
            plan.schedule.sessions = 1;
            EXPECT_NO_THROW(static_cast<void>(json(quick(plan)))) << model.name << " " << end;
            EXPECT_FALSE(report::report_html(quick(plan), known().bibliography).empty());
        }
}

TEST(Course, CurvesHoldTheMomentBeforeAndAfterEachSession) {
    const Result result = quick(example("acne-scars"));
    const Curve* cover = result.curve("reepithelialised");
    ASSERT_NE(cover, nullptr);
    for (const Session& session : result.sessions) {
        const auto after = std::ranges::find(result.times, session.time, [](double t) { return t; });
        std::size_t count = static_cast<std::size_t>(std::ranges::count(result.times, session.time));
        EXPECT_EQ(count, 2U) << "day " << session.time / core::day;
        const auto at = static_cast<std::size_t>(after - result.times.begin());
        EXPECT_GT(cover->median[at], 0.9);
        EXPECT_LT(cover->median[at + 1], 0.1);
    }
}

TEST(Course, DeeperNeedlesGiveMoreCollagenAndAHomeRollerHardlyAny) {
    plan::Plan plan = example("acne-scars");
    const auto gain = [&](double length) {
        plan.device.needle_length = length;
        return quick(plan).assays.front().change.median;
    };
    const double shallow = gain(0.5e-3), usual = gain(1.5e-3), deep = gain(2.5e-3);
    EXPECT_LT(shallow, usual);
    EXPECT_LT(usual, deep);
    const Result home = quick(example("home-roller"));
    EXPECT_LT(home.assays.front().change.median, 2.0);
    EXPECT_LT(home.sessions.front().puncture_probability, 0.9);
    EXPECT_LT(home.sessions.front().depth.p95, 0.15e-3);
    // A stamp of needles so dense that they carry each other dents the skin and says so.
    plan.device.model = "gold-nano-stamp";
    plan.device.needle_length = 0.2e-3;
    const Result nano = quick(plan);
    EXPECT_LT(nano.sessions.front().puncture_probability, 0.05);
    EXPECT_TRUE(std::ranges::any_of(nano.notes,
                                    [](const std::string& note) { return note.find("pierce") != std::string::npos; }));
}

TEST(Course, TheLotfiProtocolIsShownBesideItsPublishedFiguresMissesIncluded) {
    // A calibration study. What central values miss it by is shown, and bounded so that it cannot grow unnoticed.
    plan::Plan plan = example("acne-scars");
    plan.schedule.sessions = 5;
    plan.schedule.interval = 30 * core::day;
    plan.schedule.follow_up = 57 * core::day;
    Options options;
    options.samples = 64;
    options.people = 200;
    options.threads = 2;
    options.fidelity = healing::Fidelity::column;
    const Result sampled = carry_out(plan, known(), options);
    options.samples = 0;
    const Result central = carry_out(plan, known(), options);
    int compared = 0;
    for (const Published& point : sampled.published)
        for (std::size_t i = 0; i < sampled.assays.size(); ++i) {
            const Assay& assay = sampled.assays[i];
            if (assay.name != point.compared || std::abs(assay.time - point.time) > 0.5 * core::day) continue;
            const double usual = central.assays[i].change.median;
            std::printf(
                "  %-44s published %5.1f   central values %5.1f   sampled %5.1f (90 %% interval %5.1f to %5.1f)\n",
                assay.title.c_str(), point.change, usual, assay.change.median, assay.change.lo, assay.change.hi);
            const std::map<std::string, double> miss{
                {"masson_area_pct_change", -6.6}, {"silver_pct_change", 7.6}, {"epidermis_pct_change", -3.5}};
            EXPECT_NEAR(point.change - usual, miss.at(assay.name), 2.0) << assay.name;
            EXPECT_GT(point.change, assay.change.lo) << assay.name;
            ++compared;
        }
    EXPECT_EQ(compared, 3);
}

TEST(Course, NamesWhatItReadButHasNoShownEffect) {
    plan::Plan plan = example("acne-scars");
    plan.adjuncts.push_back({"gold-nano"});
    plan.adjuncts.push_back({"prp"});
    const Result result = quick(plan);
    const auto noted = [&](const char* word) {
        return std::ranges::any_of(result.notes,
                                   [&](const std::string& note) { return note.find(word) != std::string::npos; });
    };
    EXPECT_TRUE(noted("24K gold"));
    EXPECT_FALSE(noted("Platelet-rich plasma")) << "it acts on healing";
    EXPECT_EQ(result.adjuncts.size(), 2U);
}

TEST(Course, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(carry_out(example("acne-scars"), known(), {}, {{}, source.get_token()}), core::Interrupted);
}

TEST(Course, AnAbsurdParameterEndsWithAClearErrorAndNotWithNonsense) {
    core::DataFiles files = core::embedded_data();
    std::string& text = files.at("healing.toml");
    const auto at = text.find("value = ", text.find("[parameters.t_Pl]"));
    text.replace(at, text.find('\n', at) - at, "value = 1e300");
    const Knowledge absurd = learn(files);
    Options options;
    options.samples = 0;
    options.fidelity = healing::Fidelity::column;
    EXPECT_THROW(static_cast<void>(carry_out(example("acne-scars"), absurd, options)), core::NotConverged);
}

TEST(Course, ReportsProgressUpToTheEnd) {
    double last = 0.0;
    Options options;
    options.fidelity = healing::Fidelity::column;
    options.samples = 4;
    options.people = 10;
    static_cast<void>(
        carry_out(example("acne-scars"), known(), options, {[&](double done, std::string_view) { last = done; }, {}}));
    EXPECT_EQ(last, 1.0);
}

TEST(Course, HasNoOtherRateThanTheDataHold) {
    // A data file that lacks a parameter, or names an unknown source, is refused with a message that names it.
    core::DataFiles files = core::embedded_data();
    std::string& healing = files.at("healing.toml");
    const auto at = healing.find("[parameters.k_D]");
    healing.replace(at, std::string("[parameters.k_D]").size(), "[parameters.k_DD]");
    try {
        static_cast<void>(learn(files));
        FAIL();
    } catch (const core::InvalidInput& error) {
        EXPECT_NE(std::string(error.what()).find("k_D is missing"), std::string::npos) << error.what();
    }
    files = core::embedded_data();
    files.erase("skin.toml");
    EXPECT_THROW(static_cast<void>(learn(files)), core::InvalidInput);
    files = core::embedded_data();
    files["references.bib"] = "@misc{only, title = {One}}";
    EXPECT_THROW(static_cast<void>(learn(files)), core::InvalidInput);
}

}  // namespace
}  // namespace percuta::course
