#include "healing/patch.hpp"

#include <cmath>
#include <cstdio>
#include <map>
#include <thread>

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "healing/field_view.hpp"
#include "healing/patch_solver.hpp"
#include "skin_of_reference.hpp"

namespace percuta::healing {
namespace {

using core::day;

const reference::Protocol acne{.sessions = 1, .depth_mm = 0.54, .holes_per_cm2 = 229, .width_um = 130};

/// Holes on a square lattice, `n` by `n` of them, and the patch that they fill.
struct Lattice {
    std::vector<PatchSession> sessions;
    PatchRequest request;
};

Lattice lattice(const reference::Protocol& protocol, int n, double cell) {
    const double pitch = 1.0 / std::sqrt(protocol.holes_per_cm2 * 1e4);
    Lattice out{{}, {n * pitch, n * pitch, cell}};
    for (const Session& session : reference::sessions(protocol)) {
        PatchSession patch{session.time, session.wound, {}};
        for (int i = 0; i < n; ++i)
            for (int j = 0; j < n; ++j)
                patch.holes.push_back({(i + 0.5) * pitch, (j + 0.5) * pitch, session.wound.holes.front()});
        out.sessions.push_back(patch);
    }
    return out;
}

Course healed(const Lattice& patch, double end, const PatchHelp& help = {}) {
    return heal_patch(reference::parameters(), reference::skin(0.6, acne.depth_mm), patch.sessions, end, patch.request,
                      help);
}

void same_bytes(const Course& one, const Course& other) {
    ASSERT_EQ(one.curves.times(), other.curves.times());
    for (std::size_t i = 0; i < one.curves.columns().size(); ++i)
        EXPECT_EQ(one.curves.columns()[i].values, other.curves.columns()[i].values) << one.curves.columns()[i].name;
}

TEST(Patch, AgreesWithTheCellForARegularPattern) {
    const double end = 7 * day;
    const Course patch = healed(lattice(acne, 1, 25e-6), end);
    const Course cell = heal(reference::parameters(), reference::skin(0.6, acne.depth_mm), reference::sessions(acne),
                             end, Fidelity::cell);
    for (const char* name : {"damage", "il1", "neutrophils", "m1", "m2", "tgf_b1", "fibroblasts", "myofibroblasts",
                             "vessels", "collagen_total", "collagen_3", "il1_reticular", "collagen_total_reticular"}) {
        double most = 0.0, size = 0.0;
        for (double time = 0.05 * day; time < end; time += 0.1 * day) {
            const double a = patch.curves.at(name, time), b = cell.curves.at(name, time);
            most = std::max(most, std::abs(a - b));
            size = std::max(size, std::abs(b - cell.curves.column(name).rest));
        }
        std::printf("  %-26s largest difference from the cell %.2f %%\n", name, 100 * most / size);
        EXPECT_LT(most / size, 0.02) << name;
    }
}

TEST(Patch, UnwoundedSkinIsAtRestBitForBit) {
    const Parameters p = reference::parameters();
    const Tissue tissue = reference::skin();
    const PatchGrid grid = patch_grid(p, tissue, {}, {0.2e-3, 0.25e-3, 50e-6});
    const Layout layers(
        p, tissue,
        numerics::Grid({numerics::Axis::uniform(numerics::Metric::cartesian, 0.0,
                                                grid.dz * static_cast<double>(grid.shape.nz), grid.shape.nz)}));
    core::Alone alone;
    PatchSolver solver(p, layers, grid.shape, grid.dx, grid.dy, alone);
    for (int i = 0; i < 100; ++i) solver.step(0.5 * day);
    // Mature collagen and elastin balance products of different rates: in the last digits only.
    for (const float departure : solver.departures()) EXPECT_NEAR(departure, 0.0F, 1e-15F);
}

/// Threads that share out the work like cards, each from its last to its first.
class Crew : public core::Workers {
public:
    explicit Crew(std::size_t threads) : threads_(threads) {}
    void each(std::size_t count, const std::function<void(std::size_t)>& work) override {
        std::vector<std::jthread> others;
        for (std::size_t t = 0; t < threads_; ++t)
            others.emplace_back([&, t] {
                for (std::size_t i = count; i-- > 0;)
                    if (i % threads_ == t) work(i);
            });
    }

private:
    std::size_t threads_;
};

TEST(Patch, DoesNotDependOnTheNumberOfThreads) {
    const Lattice patch = lattice(acne, 1, 50e-6);
    const Course alone = healed(patch, 1 * day);
    for (const std::size_t threads : {2U, 8U}) {
        Crew crew(threads);
        same_bytes(alone, healed(patch, 1 * day, {.workers = &crew}));
    }
}

/// Keeps in memory, as often as it is told to; stops the run after some time.
struct Memory : core::Keeper {
    int every = 1, asked = 0;
    bool full = false;
    core::Milestone at;
    std::vector<double> state, rows;

    bool due() override { return ++asked % every == 0; }
    void keep(const core::Milestone& m, std::span<const double> s, std::span<const double> r) override {
        full = true;
        at = m;
        state.assign(s.begin(), s.end());
        rows.assign(r.begin(), r.end());
    }
    bool restore(core::Milestone& m, std::span<double> s, std::vector<double>& r) override {
        if (!full) return false;
        m = at;
        std::ranges::copy(state, s.begin());
        r = rows;
        return true;
    }
};

TEST(Patch, GoesOnAfterAnInterruptionToTheSameBytes) {
    Lattice patch = lattice({.sessions = 2, .interval_days = 1, .depth_mm = 0.54, .holes_per_cm2 = 229}, 1, 50e-6);
    const Course whole = healed(patch, 2 * day);
    for (const int stop_after : {1, 7, 23, 41}) {
        Memory memory;
        memory.every = 3;
        std::stop_source stop;
        int ticks = 0;
        const core::Watch watch{[&](double, std::string_view) {
                                    if (++ticks == stop_after) stop.request_stop();
                                },
                                stop.get_token()};
        EXPECT_THROW(heal_patch(reference::parameters(), reference::skin(0.6, acne.depth_mm), patch.sessions, 2 * day,
                                patch.request, {.keeper = &memory}, watch),
                     core::Interrupted);
        same_bytes(whole, healed(patch, 2 * day, {.keeper = &memory}));
    }
}

/// Remembers frames.
struct Frames : core::FieldSink {
    core::FieldGrid grid;
    std::map<double, std::vector<std::vector<float>>> frames;
    void begin(const core::FieldGrid& g) override { grid = g; }
    void frame(double time, const Fill& fill) override {
        auto& fields = frames[time];
        for (std::size_t f = 0; f < grid.fields.size(); ++f) {
            fields.emplace_back(grid.cells());
            fill(f, fields.back());
        }
    }
};

TEST(Patch, ShowsItsFieldsAtTheTimesAskedFor) {
    const Lattice patch = lattice(acne, 1, 50e-6);
    Frames frames;
    const std::vector<double> times{0.0, 0.7 * day, 1 * day};
    const Course course = healed(patch, 1 * day, {.frames = {&frames, {"epidermal_cover", "il1"}, times}});
    ASSERT_EQ(frames.frames.size(), 3U);
    ASSERT_EQ(frames.grid.axes.size(), 3U);
    // Right after the session the hole is open in the middle of the patch and the corners are closed.
    const auto& cover = frames.frames.at(0.0)[0];
    const std::size_t nx = frames.grid.axes[0].faces.size() - 1, ny = frames.grid.axes[1].faces.size() - 1;
    EXPECT_LT(cover[nx / 2 + nx * (ny / 2)], 0.1F);
    EXPECT_EQ(cover[0], 1.0F);
    double sum = 0.0;
    for (const float il1 : frames.frames.at(0.7 * day)[1]) sum += static_cast<double>(il1);
    EXPECT_GT(sum, 0.0);
    EXPECT_GT(course.curves.at("il1", 0.7 * day), 0.0);
}

TEST(Patch, SeesOverlapsAndMissedSpots) {
    // The same hole twice injures no more than once; two holes apart injure more.
    Lattice once = lattice(acne, 1, 50e-6), twice = once, apart = once;
    twice.sessions[0].holes.push_back(twice.sessions[0].holes[0]);
    apart.sessions[0].holes.push_back({0.1e-3, 0.1e-3, apart.sessions[0].holes[0].hole});
    const auto damage = [](const Lattice& patch) { return healed(patch, 0.1 * day).curves.at("damage", 0.0); };
    EXPECT_EQ(damage(twice), damage(once));
    EXPECT_GT(damage(apart), 1.5 * damage(once));
}

TEST(Patch, RefusesWhatIsNoBlock) {
    const Parameters p = reference::parameters();
    const Tissue tissue = reference::skin();
    const auto message = [&](PatchRequest request) {
        try {
            patch_grid(p, tissue, {}, request);
        } catch (const core::UsageError& error) {
            return std::string(error.what());
        }
        return std::string("accepted");
    };
    EXPECT_NE(message({-1e-3, 1e-3, 25e-6}).find("longer than nothing"), std::string::npos);
    EXPECT_NE(message({1e-3, 1e-3, 0.0}).find("25 um is usual"), std::string::npos);
    EXPECT_NE(message({1e-3, 1e-3, NAN}).find("cells of a patch"), std::string::npos);
    EXPECT_NE(message({1e-3, 1.0, 25e-6}).find("40000 cells"), std::string::npos);
    EXPECT_NE(message({20e-6, 1e-3, 25e-6}).find("from 4 to 4096"), std::string::npos);
    EXPECT_EQ(message({1e-3, 1e-3, 25e-6}), "accepted");
}

TEST(Patch, KnowsItsMemoryAndTheSideThatFits) {
    const Parameters p = reference::parameters();
    const PatchGrid large = patch_grid(p, reference::skin(), {}, {10e-3, 10e-3, 25e-6});
    EXPECT_EQ(large.shape.size(), 400U * 400U * 80U);
    EXPECT_LT(large.memory(), 3'200'000'000U);
    const double side = side_that_fits(large, large.memory() / 4);
    EXPECT_NEAR(side, 5e-3, 50e-6);
}

TEST(FieldView, SuggestsTheNameThatWasMeant) {
    try {
        field_view("colagen_total");
        FAIL();
    } catch (const core::UsageError& error) {
        EXPECT_NE(std::string(error.what()).find("collagen_total"), std::string::npos);
    }
}

}  // namespace
}  // namespace percuta::healing
