// Published "fracture energies" of skin run from 1 J/m2 to 30 kJ/m2 because each divides by another area. What one
// divides by is its type here, so that none can stand in for another (docs/science/puncture.md, section 2).
#pragma once

namespace percuta::puncture {

/// Joule per square metre of whatever `Divisor` names.
template <class Divisor>
class EnergyPerArea {
public:
    constexpr EnergyPerArea() = default;
    explicit constexpr EnergyPerArea(double value) : value_(value) {}
    constexpr double value() const { return value_; }
    friend constexpr EnergyPerArea operator*(double factor, EnergyPerArea energy) {
        return EnergyPerArea(factor * energy.value_);
    }

private:
    double value_ = 0.0;
};

/// Force over tip diameter: what a sharp tip must overcome to pierce a surface (Roemgens 2014).
using LineToughness = EnergyPerArea<struct TipDiameter>;
/// Work per new area of slit while a needle widens it, crack and wedge together (after Shergold and Fleck 2004).
using WedgeEnergy = EnergyPerArea<struct SlitArea>;
/// Work until a blunt tip pierces over the area of the tip, the elastic dimple included (Davis 2004).
using PunctureWork = EnergyPerArea<struct TipArea>;

/// Newton. `width` is the tip's for a surface to be pierced, the widening of the slit for a wedge; metres.
constexpr double force(LineToughness toughness, double tip_diameter) { return toughness.value() * tip_diameter; }
constexpr double force(WedgeEnergy energy, double widening) { return energy.value() * widening; }
/// Joule.
constexpr double work(PunctureWork work, double tip_area) { return work.value() * tip_area; }

}  // namespace percuta::puncture
