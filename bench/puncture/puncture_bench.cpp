// Cost of puncture: a session of a roller, arrays pressed by travel and by force, single needles and fast strokes, each
// against its bound. One thread.
//
//   cmake --preset release -DPERCUTA_BENCH=ON && ninja -C build/release puncture_bench
//   build/release/bench/puncture/puncture_bench
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <vector>

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "core/units.hpp"
#include "measure.hpp"
#include "puncture/strike.hpp"

namespace {

using namespace percuta;

core::Document document(const char* name) { return core::Document::parse(core::embedded_data().at(name), name); }

puncture::Parameters parameters() {
    const core::Document file = document("puncture.toml");
    core::Findings findings(file);
    core::Reader root(file.root(), findings);
    auto table = root.table("parameters");
    const core::ParameterSet set = core::ParameterSet::read(*table);
    findings.raise();
    return puncture::parameters(set);
}

bool every_bound_met = true;

/// `bound` in seconds; 0 where there is none.
void line(const char* what, double seconds, double bound) {
    if (bound <= 0.0) {
        std::printf("%-64s %10.3f us\n", what, 1e6 * seconds);
        return;
    }
    const bool met = seconds <= bound;
    every_bound_met = every_bound_met && met;
    std::printf("%-64s %10.3f ms, bound %5.1f ms: %s\n", what, 1e3 * seconds, 1e3 * bound, met ? "met" : "MISSED");
}

std::vector<puncture::Placed> lattice(int columns, int rows, double pitch) {
    std::vector<puncture::Placed> out;
    for (int i = 0; i < columns; ++i)
        for (int j = 0; j < rows; ++j) out.push_back({{pitch * i, pitch * j}, 0.0, 1.0});
    return out;
}

void sessions(const puncture::Parameters& p, const device::Device& roller, const skin::Skin& skin) {
    const puncture::Technique technique{.passes = 15};
    const puncture::Contact contact = meet(p, roller, skin, technique);
    std::uint64_t subject = 0;
    std::size_t holes = 0;
    constexpr double square_centimetre = 10e-3;
    const double seconds = bench::fastest(50, [&] {
        const puncture::Contact fresh = meet(p, roller, skin, technique);
        core::RandomStream random(1, subject++, core::Stream::holes);
        holes = strike(p, roller, skin, fresh, technique.passes, random, square_centimetre).holes.size();
    });
    line("192-needle roller, 1 cm2, 15 passes", seconds, 2e-3);
    std::printf("  of which how the needles meet the skin %.3f ms; %zu strikes on the patch\n",
                1e3 * bench::fastest(50, [&] { (void)meet(p, roller, skin, technique); }), holes);

    double depth = 0.0;
    constexpr int many = 20000;
    line("one needle to its balance",
         bench::fastest(10,
                        [&] {
                            for (int i = 0; i < many; ++i)
                                depth += settle(contact.tissue, contact.needle, 0.5e-3 + 1e-3 * i / many).depth;
                        }) /
             many,
         0.0);
    if (!(depth > 0.0)) std::abort();
}

void presses(const puncture::Tissue& tissue, const device::Needle& needle) {
    char what[96];
    for (const double pitch : {0.3e-3, 0.6e-3, 1.0e-3, 1.6e-3, 3.0e-3}) {
        const std::vector<puncture::Placed> array = lattice(20, 10, pitch);
        std::snprintf(what, sizeof what, "press of 200 needles at %.1f mm, to their length", 1e3 * pitch);
        line(what, bench::fastest(5, [&] { (void)press(tissue, needle, array, needle.length); }), 50e-3);
    }
    for (const double force : {2.0, 10.0, 40.0}) {
        const std::vector<puncture::Placed> array = lattice(20, 10, 1.0e-3);
        std::snprintf(what, sizeof what, "press of 200 needles at 1.0 mm, with %.0f N", force);
        line(what, bench::fastest(5, [&] { (void)press_with(tissue, needle, array, force); }), 50e-3);
    }
}

void strokes(const puncture::Tissue& tissue, const device::Needle& needle) {
    for (const double frequency : {50.0, 120.0, 150.0}) {
        char what[96];
        std::snprintf(what, sizeof what, "strokes of a pen at %.0f Hz", frequency);
        line(what, bench::fastest(10, [&] { (void)beat(tissue, needle, {1.5e-3, 2.5e-3, frequency}, 1.5); }), 0.0);
    }
    for (const double speed : {0.1, 2.0}) {
        char what[96];
        std::snprintf(what, sizeof what, "blow at %.1f m/s", speed);
        line(what, bench::fastest(10, [&] { (void)blow(tissue, needle, speed, 1.5e-3, 1.5); }), 0.0);
    }
}

}  // namespace

int main() {
    const puncture::Parameters p = parameters();
    const device::Device roller = device::Catalogue::read(document("devices.toml")).device("dermaroller-mf8", {});
    const skin::Skin skin = skin::Atlas::read(document("skin.toml")).skin("cheek", {.age = core::to_si(40, "yr")});
    const puncture::Tissue tissue = puncture::tissue(p, skin, puncture::Stretch::natural, p.hand_speed);
    sessions(p, roller, skin);
    presses(tissue, roller.needle);
    strokes(tissue, roller.needle);
    return every_bound_met ? 0 : 1;
}
