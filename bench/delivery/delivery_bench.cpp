// Cost and error of the levels of delivery: screening, the layered membrane, and the resolved cell around one channel
// at several grids. One thread.
//
//   cmake --preset release -DPERCUTA_BENCH=ON && ninja -C build/release delivery_bench
//   build/release/bench/delivery/delivery_bench
#include <cmath>
#include <cstdio>
#include <tuple>
#include <vector>

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "delivery/screen.hpp"
#include "delivery/transfer.hpp"
#include "delivery/unit_cell.hpp"
#include "measure.hpp"

namespace {

using namespace percuta;

constexpr double um = 1e-6, hour = 3600.0;
constexpr delivery::Thicknesses cheek{15e-6, 60e-6, 1e-6, 150e-6, 1000e-6};

delivery::Parameters parameters() {
    const core::Document file = core::Document::parse(core::embedded_data().at("delivery.toml"), "delivery.toml");
    core::Findings findings(file);
    core::Reader root(file.root(), findings);
    const core::ParameterSet set = core::ParameterSet::read(*root.table("parameters"));
    findings.raise();
    return delivery::parameters(set);
}

/// Niacinamide.
delivery::Coefficients small_hydrophile() {
    product::Permeant permeant;
    permeant.molar_mass = 0.12212;
    permeant.log_k = -0.37;
    return delivery::coefficients(parameters(), permeant, cheek);
}

void screening(const delivery::Coefficients& c) {
    std::vector<delivery::ChannelBin> bins;
    for (int i = 1; i <= 8; ++i) bins.push_back({i * 60 * um, 30 * um, 20e4});
    std::vector<double> times, shares;
    for (int i = 0; i <= 100; ++i) {
        times.push_back(i * 0.08 * hour);
        shares.push_back(std::exp(-i / 20.0));
    }
    delivery::Exposure exposure;
    exposure.times = times;
    exposure.shares = shares;
    double sum = 0.0;
    const double seconds = bench::fastest(50, [&] { sum += delivery::screen(c, bins, exposure).amount; });
    std::printf("screening, 8 kinds of channels, 101 times       %9.3f ms%s\n", 1e3 * seconds, sum > 0.0 ? "" : "?");
}

void membrane(const delivery::Coefficients& c) {
    double sum = 0.0;
    const double seconds = bench::fastest(50, [&] { sum += delivery::amount_through(c.layers, 8 * hour); });
    std::printf("amount through five layers at one time          %9.3f ms%s\n", 1e3 * seconds, sum > 0.0 ? "" : "?");
}

delivery::CellGeometry cell_of(const delivery::Coefficients& c) {
    delivery::CellGeometry out;
    out.radius = 564 * um;
    out.well = {30 * um, 30 * um, 300 * um};
    out.surface_permeability = 1e-9;
    for (std::size_t l = delivery::viable_epidermis; l < delivery::layer_count; ++l)
        out.layers.push_back({c.layers[l], l >= delivery::papillary ? c.clearance.rate() : 0.0});
    return out;
}

void resolved(const delivery::Coefficients& c) {
    const double times[] = {300.0, 24 * hour};
    const auto course = [&](double finest, int steps) {
        const delivery::UnitCell cell(cell_of(c), {finest * um, 0.1 * finest, 33 * finest * um});
        return std::pair{cell.cells(), cell.course({}, times, steps, 0.1)};
    };
    const std::vector<delivery::CellRow> best = course(0.75, 400).second;
    std::printf("\nresolved cell, course of 24 h\n%8s %8s %8s %12s   error of uptake in 5 min, in 24 h\n", "finest",
                "cells", "steps", "time");
    for (const auto& [finest, steps] : {std::pair{6.0, 32}, {3.0, 48}, {1.5, 96}}) {
        std::vector<delivery::CellRow> rows;
        std::size_t cells = 0;
        const double seconds = bench::fastest(3, [&] { std::tie(cells, rows) = course(finest, steps); });
        const auto error = [&](std::size_t i) { return 100.0 * (rows[i].supplied / best[i].supplied - 1.0); };
        std::printf("%5.1f um %8zu %8d %9.1f ms %14.2f %% %14.2f %%\n", finest, cells, steps, 1e3 * seconds, error(0),
                    error(1));
    }
}

}  // namespace

int main() {
    const delivery::Coefficients c = small_hydrophile();
    screening(c);
    membrane(c);
    resolved(c);
    return 0;
}
