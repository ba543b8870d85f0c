// Error against time of one delivery: a product on skin with channels of four kinds that close, in blood that flows
// more while the skin is inflamed. One thread.
//
//   cmake --preset release -DPERCUTA_BENCH=ON && ninja -C build/release deliver_bench
//   build/release/bench/delivery/deliver_bench
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "core/units.hpp"
#include "delivery/deliver.hpp"
#include "measure.hpp"

namespace {

using namespace percuta;
using core::hour;

constexpr double um = 1e-6, litre_per_cm2 = 10.0;  // metres
constexpr delivery::Thicknesses cheek{15 * um, 60 * um, 0.1 * um, 150 * um, 1000 * um};

delivery::Parameters parameters() {
    const core::Document file = core::Document::parse(core::embedded_data().at("delivery.toml"), "delivery.toml");
    core::Findings findings(file);
    core::Reader root(file.root(), findings);
    const core::ParameterSet set = core::ParameterSet::read(*root.table("parameters"));
    findings.raise();
    return delivery::parameters(set);
}

struct Case {
    std::string title;
    product::Content content;
    product::Vehicle vehicle;
    delivery::Regimen regimen;
};

product::Content content(double molar_mass, double log_k, double concentration, double solubility) {
    product::Content out;
    out.permeant.molar_mass = 1e-3 * molar_mass;
    out.permeant.log_k = log_k;
    out.permeant.solubility = out.solubility = solubility;
    out.concentration = concentration;
    return out;
}

/// A film of 2 uL/cm2 of which all but a little dries in five minutes.
constexpr double film = 2e-6 * litre_per_cm2;
constexpr product::Vehicle serum{7.0, 0.95, 25e-6 * litre_per_cm2 / hour, 1.0};

Case ascorbic_acid() {
    Case out{"ascorbic acid, left on 8 h", content(176.1, -1.85, 150.0, 330.0), serum, {}};
    out.content.permeant.ionisation = {{4.17, true}, {11.57, true}};
    out.content.permeant.binding = product::Binding::other_acid;
    out.vehicle.ph = 3.0;
    out.regimen = {{{0.0, film}}, {{8 * hour, 0.35}}, 48 * hour};
    return out;
}

Case lidocaine() {
    Case out{"lidocaine, covered 60 min", content(234.3, 2.44, 40.0, 4.1), serum, {}};
    out.content.permeant.ionisation = {{7.9, false}};
    out.content.permeant.body = product::Body{1.3e-3, 0.9e-3 / hour, 0.0, 0.0};
    out.content.solubility = 40.0;
    out.regimen = {{{0.0, 10.0 * film, true}}, {{hour, 0.1}}, 48 * hour};
    return out;
}

Case minoxidil() {
    Case out{"minoxidil, daily for a week", content(209.3, 1.24, 50.0, 2.2), serum, {}};
    out.content.permeant.ionisation = {{4.61, false}};
    out.content.solubility = 50.0;
    for (int day = 0; day < 7; ++day) out.regimen.doses.push_back({(1 + 24 * day) * hour, 0.5 * film});
    out.regimen.end = 192 * hour;
    return out;
}

Case macromolecule() {
    Case out{"70 kDa, left on 8 h", content(70e3, -5.0, 10.0, 20.0), serum, {}};
    out.regimen = {{{0.0, film}}, {{8 * hour, 0.1}}, 48 * hour};
    return out;
}

delivery::Skin skin() {
    delivery::Skin out;
    for (const double depth : {120.0, 240.0, 360.0, 520.0}) out.channels.push_back({depth * um, 25 * um, 60e4});
    out.open = [](double time) {
        const double after = std::max(time, 0.0);
        return (0.3 + 0.7 * std::exp(-after / 300.0)) * std::exp2(-after / (4 * hour));
    };
    out.perfusion = out.leakiness = [](double time) {
        const double days = std::max(time, 0.0) / core::day;
        return 1.0 + 3.0 * days * std::exp(1.0 - days);
    };
    return out;
}

void table(const delivery::Parameters& p, const Case& one, const delivery::Skin& where) {
    const delivery::Coefficients c = delivery::coefficients(p, one.content.permeant, cheek);
    const auto run = [&](const delivery::Accuracy& accuracy) {
        return delivery::deliver(p, one.content, one.vehicle, c, where, one.regimen, delivery::Patient{0.06, 70.0}, {},
                                 accuracy);
    };
    const delivery::Delivered best = run({1e-11, 14});
    std::printf("\n%s%s: %.3g %% of %.3g kg/m2 delivered\n%6s %9s %6s %8s %9s %12s %12s %12s\n", one.title.c_str(),
                where.channels.empty() ? ", intact" : "", 100.0 * best.delivered() / best.applied, best.applied,
                "degree", "tolerance", "steps", "rejected", "ms", "delivered", "after 1 h", "blood");
    for (const std::size_t degree : {4U, 6U, 8U})
        for (const double tolerance : {1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9}) {
            delivery::Delivered out;
            const double seconds = bench::fastest(7, [&] { out = run({tolerance, degree}); });
            const auto off = [](double found, double right) {
                return right > 0.0 ? std::abs(found / right - 1.0) : 0.0;
            };
            const auto blood = [](const delivery::Delivered& of) { return of.curves.column("cleared").values.back(); };
            const double early = one.regimen.doses.front().time + hour;
            std::printf("%6zu %9.0e %6zu %8zu %9.2f %12.1e %12.1e %12.1e\n", degree, tolerance, out.steps, out.rejected,
                        1e3 * seconds, off(out.delivered(), best.delivered()),
                        off(out.delivered_at(early), best.delivered_at(early)), off(blood(out), blood(best)));
        }
}

}  // namespace

int main() {
    const delivery::Parameters p = parameters();
    for (const Case& one : {ascorbic_acid(), lidocaine(), minoxidil(), macromolecule()}) {
        Case with = one;
        with.regimen.readings = {one.regimen.doses.front().time + hour};
        table(p, with, skin());
        delivery::Skin intact = skin();
        intact.channels.clear();
        table(p, with, intact);
    }
    return 0;
}
