// Diffusion beside its peers: cost at equal error, throughput, and layered skin with a channel.
//
//   cmake --preset release -DPERCUTA_BENCH=ON && ninja -C build/release diffusion_bench
//   build/release/bench/diffusion/diffusion_bench [--json]
//
// PETSc and SUNDIALS are compared with when they were found at configuration: packages-bench.txt names their packages.
// Each figure is the fastest of several runs, but two threads want two idle cores.
#include <fstream>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "course/team.hpp"
#include "cube.hpp"
#include "layered.hpp"
#include "libraries.hpp"
#include "measure.hpp"
#include "numerics/diffuse.hpp"
#include "report.hpp"

namespace {

using namespace percuta;
using namespace percuta::bench;
using numerics::Diffusion;
using numerics::Order;
using numerics::VaryingDiffusion;

constexpr double wanted_error = 6e-3;
constexpr double brief = 2.0, lasting = 60.0;  // min
constexpr std::array<std::size_t, 27> numbers_of_steps{1,  2,  3,  4,  5,  6,  7,  8,  10, 12, 14, 16,  18, 20,
                                                       22, 24, 28, 32, 36, 40, 48, 52, 56, 64, 96, 112, 128};

/// Figures of another day on a machine whose one-thread triad ran at 41 GB/s (docs/performance.md).
struct Published {
    static constexpr double triad = 41e9;
    static constexpr double biofvm = 3.5;  ///< s: BioFVM 1.0.4, one field, two minutes, error 6e-3, one thread
};

using Fields = std::vector<std::vector<double>>;

struct Threads {
    course::Team team;
    std::string name;
    double memory = 0.0, cache = 0.0;  ///< triads, bytes a second
    explicit Threads(int count) : team(count), name(count == 1 ? "1 thread" : fmt::format("{} threads", count)) {}
};

std::string name(Order order) { return order == Order::first ? "first order" : "second order"; }
std::string name(std::size_t fields) { return fields == 1 ? "1 field" : fmt::format("{} fields", fields); }

void measure_memory(Threads& threads, Report& report) {
    threads.memory = triad(1UL << 26, threads.team);
    threads.cache = triad(1UL << 20, threads.team);
    report.add({"triad in memory, " + threads.name, 1e-9 * threads.memory, "GB/s", "", "3 x 512 MB, 32 B an element"});
    report.add({"triad in the last cache, " + threads.name, 1e-9 * threads.cache, "GB/s", "", "3 x 8 MB"});
}

/// Time of one step on so many fields: all axes, reading and writing each number twice.
void measure_step(const Cube& cube, Threads& threads, std::size_t fields, Order order, Report& report,
                  const std::string& target) {
    const Diffusion diffusion(cube.grid, Cube::diffusivity, Cube::decay);
    Fields all(fields, cube.start(Cube::Start::gaussian));
    const double seconds = fastest(fields == 1 ? 200 : 30, [&] {
        for (auto& field : all) diffusion.advance(field, 0.04, 1, order, threads.team);
    });
    const auto voxels = static_cast<double>(cube.grid.size() * fields);
    const double limit = fields == 1 ? threads.cache : threads.memory;
    report.add({fmt::format("{}, {}, {}", name(order), name(fields), threads.name), 1e3 * seconds, "ms", target,
                fmt::format("{:.0f} million voxels/s, {:.0f} % of the triad in {}", 1e-6 * voxels / seconds,
                            100.0 * 32.0 * voxels / seconds / limit, fields == 1 ? "cache" : "memory")});
}

/// The fewest steps that reach the wanted error without a negative number.
std::optional<std::size_t> steps_needed(const Cube& cube, double time, Order order, core::Workers& workers) {
    const Diffusion diffusion(cube.grid, Cube::diffusivity, Cube::decay);
    const std::vector<double> exact = cube.solution(Cube::Start::gaussian, time);
    for (const std::size_t steps : numbers_of_steps) {
        std::vector<double> field = cube.start(Cube::Start::gaussian);
        diffusion.advance(field, time, steps, order, workers);
        const Distance found = distance(field, exact);
        if (found.relative <= wanted_error && found.lowest >= 0.0) return steps;
    }
    return std::nullopt;
}

/// Seconds to the wanted error with so many fields.
double measure_cube(const Cube& cube, double time, Threads& threads, std::size_t fields, Order order, Report& report,
                    const std::string& target = "") {
    const auto steps = steps_needed(cube, time, order, threads.team);
    if (!steps) throw std::runtime_error("no number of steps reaches the wanted error");
    const Diffusion diffusion(cube.grid, Cube::diffusivity, Cube::decay);
    const Fields start(fields, cube.start(Cube::Start::gaussian));
    Fields all = start;
    const double seconds = fastest(
        fields == 1 ? 40 : 8, [&] { all = start; },
        [&] {
            for (auto& field : all) diffusion.advance(field, time, *steps, order, threads.team);
        });
    std::vector<double> wave = cube.start(Cube::Start::cosine);
    diffusion.advance(wave, time, *steps, order, threads.team);
    const Distance found = distance(all.back(), cube.solution(Cube::Start::gaussian, time));
    const Distance of_wave = distance(wave, cube.solution(Cube::Start::cosine, time));
    report.add({fmt::format("{}, {}, {}", name(order), name(fields), threads.name), 1e3 * seconds, "ms", target,
                fmt::format("{} steps, error {:.2g} (cosine {:.1g}), lowest {:.1g}", *steps, found.relative,
                            of_wave.relative, found.lowest)});
    return seconds;
}

/// The fastest setting of each library that reaches the wanted error, also where its result is negative somewhere;
/// returns the fastest of all.
std::optional<double> measure_libraries(const Cube& cube, double time, Report& report) {
    std::optional<double> best;
    for (const auto solve : {solve_with_petsc, solve_with_sundials}) {
        std::vector<Solved> all = solve(cube, time, wanted_error);
        std::ranges::sort(all, {}, &Solved::seconds);
        std::vector<std::string> shown;
        for (const Solved& s : all) {
            if (s.from_exact.relative > wanted_error || std::ranges::count(shown, s.solver) > 0) continue;
            shown.push_back(s.solver);
            report.add({s.solver, 1e3 * s.seconds, "ms", "",
                        fmt::format("{}, error {:.2g}, lowest {:.1g}", s.settings, s.from_exact.relative,
                                    s.from_exact.lowest)});
            best = std::min(best.value_or(s.seconds), s.seconds);
        }
    }
    return best;
}

void measure_layers(Threads& one, Threads& two, Report& report) {
    const LayeredSkin skin;
    VaryingDiffusion diffusion(skin.grid, skin.diffusivity, 0.0);
    const auto after = [&](std::size_t steps, Order order) {
        std::vector<double> field = skin.start;
        diffusion.advance(field, LayeredSkin::time, steps, order, two.team);
        return field;
    };
    const std::vector<double> fine = after(640, Order::second);
    const std::size_t explicit_steps = LayeredSkin::fewest_explicit_steps();
    std::vector<double> coarse_euler = skin.by_explicit_euler(explicit_steps, two.team);
    const std::vector<double> euler = skin.by_explicit_euler(2 * explicit_steps, two.team);
    for (std::size_t i = 0; i < euler.size(); ++i) coarse_euler[i] = 2.0 * euler[i] - coarse_euler[i];
    report.add({"reference beside extrapolated explicit Euler", distance(fine, coarse_euler).relative, "relative", "",
                fmt::format("640 steps; {} and {} of Euler", explicit_steps, 2 * explicit_steps)});
    const auto line = [&](Order order, double error, Threads& threads, const std::string& target) {
        for (const std::size_t steps : numbers_of_steps) {
            const Distance found = distance(after(steps, order), fine);
            if (found.relative > error) continue;
            std::vector<double> field;
            std::optional<VaryingDiffusion> anew;  // its factors are made within the time
            const double seconds = fastest(
                10,
                [&] {
                    field = skin.start;
                    anew.emplace(skin.grid, skin.diffusivity, 0.0);
                },
                [&] { anew->advance(field, LayeredSkin::time, steps, order, threads.team); });
            report.add({fmt::format("{} to {:g}, {}", name(order), error, threads.name), 1e3 * seconds, "ms", target,
                        fmt::format("{} steps, error {:.2g}, lowest {:.1g}", steps, found.relative, found.lowest)});
            return;
        }
    };
    line(Order::second, 5e-3, two, "<= 100");
    line(Order::second, 5e-3, one, "");
    line(Order::second, 5e-4, two, "");
    line(Order::first, wanted_error, two, "");
}

void measure(Report& report) {
    const Cube cube;
    Threads one(1), two(2);
    report.section("Memory");
    measure_memory(one, report);
    measure_memory(two, report);

    report.section("One step, 100 x 100 x 100 voxels");
    measure_step(cube, one, 1, Order::first, report, "<= 1.22");
    measure_step(cube, two, 1, Order::first, report, "");
    measure_step(cube, one, 10, Order::first, report, "<= 23.4");
    measure_step(cube, two, 10, Order::first, report, "");
    measure_step(cube, one, 1, Order::second, report, "");
    measure_step(cube, one, 10, Order::second, report, "");

    for (const double time : {brief, lasting}) {
        report.section(fmt::format("To an error of {:g} after {:g} minutes", wanted_error, time));
        double ours = 0.0;
        for (const std::size_t fields : {1UL, 10UL})
            for (Threads* threads : {&one, &two}) {
                const double seconds = measure_cube(cube, time, *threads, fields, Order::second, report);
                if (fields == 1 && threads == &one) ours = seconds;
            }
        measure_cube(cube, time, one, 1, Order::first, report);
        if (time == brief) {
            if (const auto best = measure_libraries(cube, time, report))
                report.add({"best library over second order, 1 thread", *best / ours, "times", ">= 15"});
            const double biofvm = Published::biofvm * Published::triad / one.memory;
            report.add({"BioFVM 1.0.4, published, over second order", biofvm / ours, "times", ">= 150",
                        fmt::format("not run here: 3.5 s elsewhere, {:.2g} s when scaled by the triads", biofvm)});
        }
    }

    report.section("Layered skin with a channel, 96 x 96 x 96 voxels, 2 minutes");
    measure_layers(one, two, report);
}

}  // namespace

int main(int argc, char** argv) try {
    const bool json = argc == 2 && std::string_view(argv[1]) == "--json";
    if (argc > 1 && !json) {
        fmt::print(stderr, "usage: diffusion_bench [--json]\n");
        return 2;
    }
    double load = 0.0;
    std::ifstream("/proc/loadavg") >> load;
    if (load > 0.5) fmt::print(stderr, "The machine has other work (load {:.1f}): figures will be too high.\n", load);
    Report report(json);
    measure(report);
    report.finish();
} catch (const std::exception& e) {
    fmt::print(stderr, "diffusion_bench: {}\n", e.what());
    return 1;
}
