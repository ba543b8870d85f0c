// Skins and needles that do not change with the built-in data, and draws from its priors.
#pragma once

#include <array>

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "core/units.hpp"
#include "device/device.hpp"
#include "parameters.hpp"
#include "puncture/strike.hpp"
#include "skin/atlas.hpp"

namespace percuta::puncture::fixture {

inline constexpr double mm = 1e-3, um = 1e-6, mN = 1e-3;

inline core::Document document(const char* name) { return core::Document::parse(core::embedded_data().at(name), name); }

inline core::ParameterSet parameter_set() { return core::parameters_in("puncture.toml"); }

inline Parameters parameters() { return puncture::parameters(parameter_set()); }

/// One draw from the priors of every sampled parameter.
inline Parameters drawn(std::uint64_t which) {
    static const core::ParameterSet set = parameter_set();
    core::RandomStream random(11, which, core::Stream::parameters);
    return puncture::parameters(set.sampled(random));
}

inline const device::Catalogue& catalogue() {
    static const device::Catalogue out = device::Catalogue::read(document("devices.toml"));
    return out;
}

inline device::Device device(const char* model) { return catalogue().device(model, std::nullopt); }
inline device::Device roller(double length) { return catalogue().device("dermaroller-mf8", length); }

inline const skin::Atlas& atlas() {
    static const skin::Atlas out = skin::Atlas::read(document("skin.toml"));
    return out;
}

inline skin::Skin cheek(double years = 40) { return atlas().skin("cheek", {.age = core::to_si(years, "yr")}); }

/// The skin for which k1, k3 and the plate length stand.
inline skin::Skin reference_skin(const Parameters& p) {
    skin::Skin skin = cheek();
    skin.dermis = p.reference_dermis;
    skin.hypodermis = p.reference_fat;
    skin.age = p.reference_age;
    skin.water = p.reference_water;
    return skin;
}

/// Layers of a cheek with round numbers.
inline Tissue layered() {
    Tissue out;
    const WedgeEnergy dermis(600.0);
    out.barrier = 120 * um;
    out.toughness = Toughness({15 * um, out.barrier, 1100 * um}, {dermis, 0.5 * dermis, dermis, 0.1 * dermis});
    out.deeper = LineToughness(4500.0);
    out.surface = LineToughness(2000.0);
    out.blunt = PunctureWork(30100.0);
    out.blunt_from = 60 * um;
    out.friction = 8e3;
    out.foundation = {80.0, 3e7};
    out.dimple_length = 1 * mm;
    out.dimple_tension = 0.4;
    out.moved_mass = 100e-6;
    out.damping = 0.15;
    return out;
}

/// One material from the surface down, and no barrier in it.
inline Tissue one_layer(Foundation foundation = {80.0, 3e7}, double wedge = 600.0) {
    Tissue out = layered();
    const WedgeEnergy same(wedge);
    out.toughness = Toughness({15 * um, out.barrier, 1100 * um}, {same, same, same, same});
    out.deeper = LineToughness(0.0);
    out.foundation = foundation;
    return out;
}

inline constexpr device::Needle roller_needle{8 * um, 250 * um, 800 * um, 1500 * um};

inline device::Needle of_length(double length) {
    device::Needle out = roller_needle;
    out.length = length;
    return out;
}

/// Needle and tissue as the priors, sites, people and devices may throw them together.
struct Case {
    Parameters p;
    skin::Skin skin;
    device::Needle needle;
    Tissue tissue;
    double travel = 0.0;
};
inline Case random_case(std::uint64_t which) {
    core::RandomStream random(23, which, core::Stream::skin);
    const auto one_of = [&](const auto& list) {
        return list[static_cast<std::size_t>(random.uniform() * static_cast<double>(list.size()))];
    };
    Case out{drawn(which), {}, {}, {}, 0.0};
    const skin::Person person{.sex = random.uniform() < 0.5 ? skin::Sex::male : skin::Sex::female,
                              .age = core::to_si(18.0 + 70.0 * random.uniform(), "yr"),
                              .occluded = random.uniform() < 0.3};
    out.skin = atlas().drawn(one_of(atlas().names()), person, random);
    const double shaft = (70.0 + 280.0 * random.uniform()) * um;
    out.needle = {std::min(2.0 * std::pow(100.0, random.uniform()) * um, shaft), shaft,
                  (50.0 + 950.0 * random.uniform()) * um, (20.0 + 2980.0 * random.uniform()) * um};
    out.tissue = tissue(out.p, out.skin, random.uniform() < 0.5 ? Stretch::natural : Stretch::stretched,
                        0.01 * std::pow(300.0, random.uniform()));
    out.travel = out.needle.length * random.uniform();
    return out;
}

}  // namespace percuta::puncture::fixture
