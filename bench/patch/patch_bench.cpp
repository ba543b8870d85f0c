// Cost of patch fidelity: bandwidth of the diffusion sweeps against that of memory, and time a cell as blocks grow.
//
//   cmake --preset release -DPERCUTA_BENCH=ON && ninja -C build/release patch_bench
//   build/release/bench/patch/patch_bench [threads]
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "core/units.hpp"
#include "course/team.hpp"
#include "healing/patch.hpp"
#include "healing/patch_solver.hpp"
#include "measure.hpp"

namespace {

using namespace percuta;
healing::Parameters parameters() {
    const core::Document document = core::Document::parse(core::embedded_data().at("healing.toml"), "healing.toml");
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    auto table = root.table("parameters");
    const core::ParameterSet set = core::ParameterSet::read(*table);
    findings.raise();
    return healing::parameters(set);
}

void sweeps(core::Workers& workers, std::size_t threads) {
    const double limit = bench::triad(1UL << 26, workers);
    std::printf("triad, %zu threads: %.1f GB/s with the lines that writing reads\n", threads, limit / 1e9);
    const numerics::BlockShape shape{400, 400, 80};
    constexpr std::size_t fields = 8;
    std::vector<numerics::LargeVector<float>> data(fields, numerics::LargeVector<float>(shape.size(), 1.0F));
    const auto factor = [](std::size_t n) {
        const std::vector<double> lengths(n, 1.0), one(n, 1.0);
        return numerics::BlockFactor(numerics::LineFactor(numerics::Line(std::span(lengths), std::span(one)), 20.0));
    };
    const auto x = factor(shape.nx), y = factor(shape.ny), z = factor(shape.nz);
    const double one_pass = 2.0 * sizeof(float) * static_cast<double>(shape.size() * fields);
    const numerics::Extent all{0, shape.nz};
    const std::size_t at_once = numerics::rows_at_once(shape, all);
    const double planes = bench::fastest(10, [&] {
        for (auto& field : data)
            workers.each(shape.nz, [&](std::size_t i) { sweep_plane(shape, x, y, field.data() + i * shape.plane()); });
    });
    const double depth = bench::fastest(10, [&] {
        for (auto& field : data)
            workers.each((shape.ny + at_once - 1) / at_once, [&](std::size_t i) {
                const std::size_t row = i * at_once;
                sweep_rows_depth(shape, z, field.data(), all, row, std::min(at_once, shape.ny - row));
            });
    });
    const auto line = [&](const char* what, double bytes, double seconds) {
        std::printf("%-44s %6.2f ns a cell and field, %5.1f GB/s, %3.0f %% of the triad\n", what,
                    1e9 * seconds / static_cast<double>(shape.size() * fields), bytes / seconds / 1e9,
                    100.0 * bytes / seconds / limit);
    };
    line("x and y, plane by plane (read and write once)", one_pass, planes);
    line("depth (read and write once)", one_pass, depth);
    line("all three directions", 2.0 * one_pass, planes + depth);
}

void growth(core::Workers& workers) {
    const healing::Parameters p = parameters();
    const healing::Tissue tissue{0.1e-3, 0.25e-3, 1.9e-3, 0.0, 0.6, 0.0};
    constexpr double cell = 25e-6;
    std::printf("%12s %10s %14s %22s\n", "cells", "memory, MB", "s a step", "ns a cell and step");
    for (const std::size_t side : {36UL, 112UL, 200UL, 354UL, 400UL}) {
        const healing::PatchGrid grid = healing::patch_grid(
            p, tissue, {}, {static_cast<double>(side) * cell, static_cast<double>(side) * cell, cell});
        const healing::Layout layers(
            p, tissue,
            numerics::Grid({numerics::Axis::uniform(numerics::Metric::cartesian, 0.0,
                                                    grid.dz * static_cast<double>(grid.shape.nz), grid.shape.nz)}));
        healing::PatchSolver solver(p, layers, grid.shape, grid.dx, grid.dy, workers);
        for (std::size_t i = 0; i < solver.departures().size(); i += 97) solver.departures()[i] = 0.01F;
        const double seconds = bench::fastest(side > 200 ? 2 : 4, [&] { solver.step(0.05 * core::day); });
        const auto cells = static_cast<double>(grid.shape.size());
        std::printf("%12.0f %10.0f %14.3f %22.1f\n", cells, static_cast<double>(grid.memory()) / 1e6, seconds,
                    1e9 * seconds / cells);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t threads = argc > 1 ? static_cast<std::size_t>(std::atoi(argv[1])) : 2;
    course::Team workers(static_cast<int>(threads));
    sweeps(workers, threads);
    growth(workers);
}
