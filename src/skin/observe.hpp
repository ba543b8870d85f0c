// What a method of measuring would print for a layer: no method sees a layer as it is.
//
// A true thickness is that of living, unloaded skin, perpendicular to its surface. The atlas is anchored where a
// method is taken at its word: stratum corneum at the depth where the water seen by Raman stops rising, dermis and fat
// between their echoes at 20 MHz.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/parameter.hpp"
#include "skin/skin.hpp"

namespace percuta::skin {

enum class Method {
    histology,          ///< sections of a biopsy from a living person
    cadaver_histology,  ///< paraffin sections of fixed skin
    ultrasound_20mhz,   ///< its "epidermis" is the entry echo
    ultrasound_50mhz,
    optical_coherence,
    raman_slope,         ///< to the depth where water stops rising
    raman_intersection,  ///< to the depth where two lines laid through the water profile cross
};
enum class Layer { stratum_corneum, viable_epidermis, epidermis, dermis, full_skin, hypodermis };

std::string_view name(Method method);  ///< "cadaver-histology", as in data/skin.toml
std::string_view name(Layer layer);    ///< "stratum_corneum"
std::vector<std::string> method_names();
std::vector<std::string> layer_names();
std::optional<Method> method_named(std::string_view name);
std::optional<Layer> layer_named(std::string_view name);

/// Whether the method can tell this layer from its neighbours.
bool can_see(Layer layer, Method method);

/// One method as it stands in data/skin.toml: a factor for each layer that it sees, by the name of the layer, and for
/// 20 MHz the thickness of the entry echo.
struct Instrument {
    Method method = Method::histology;
    std::string title;
    core::ParameterSet parameters;
};

/// What is known of every method.
class Observation {
public:
    /// Reads the tables of all methods; each mistake becomes a finding.
    static Observation read(core::Reader& methods);

    std::span<const Instrument> instruments() const { return instruments_; }
    const Instrument& at(Method method) const;

private:
    std::vector<Instrument> instruments_;  ///< in the order of Method
};

/// What the method would print for the layer, in metres. Throws InternalError for a layer that it cannot see.
double observe(const Observation& observation, const Skin& skin, Layer layer, Method method);

}  // namespace percuta::skin
