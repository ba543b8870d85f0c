#include "skin/observe.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace percuta::skin {

namespace {

using core::Wanted;

constexpr std::array method_texts{"histology",         "cadaver-histology", "ultrasound-20mhz",  "ultrasound-50mhz",
                                  "optical-coherence", "raman-slope",       "raman-intersection"};
constexpr std::array layer_texts{"stratum_corneum", "viable_epidermis", "epidermis",
                                 "dermis",          "full_skin",        "hypodermis"};

constexpr std::array sections_wanted{Wanted{"stratum_corneum", "1"}, Wanted{"viable_epidermis", "1"},
                                     Wanted{"dermis", "1"}};
constexpr std::array entry_echo_wanted{Wanted{"entry_echo", "um", core::Sign::not_below_zero}, Wanted{"dermis", "1"},
                                       Wanted{"hypodermis", "1"}};
constexpr std::array full_skin_wanted{Wanted{"full_skin", "1"}};
constexpr std::array coherence_wanted{Wanted{"stratum_corneum", "1"}, Wanted{"viable_epidermis", "1"}};
constexpr std::array raman_wanted{Wanted{"stratum_corneum", "1"}};

/// What is to be known of a method; at the same time, what it sees.
std::span<const Wanted> wanted(Method method) {
    switch (method) {
        case Method::histology:
        case Method::cadaver_histology: return sections_wanted;
        case Method::ultrasound_20mhz: return entry_echo_wanted;
        case Method::ultrasound_50mhz: return full_skin_wanted;
        case Method::optical_coherence: return coherence_wanted;
        case Method::raman_slope:
        case Method::raman_intersection: return raman_wanted;
    }
    throw core::InternalError("no such method of measuring skin");
}

bool has(std::span<const Wanted> parameters, std::string_view name) {
    return std::ranges::find(parameters, name, &Wanted::name) != parameters.end();
}

double thickness(const Skin& skin, Layer layer) {
    switch (layer) {
        case Layer::stratum_corneum: return skin.stratum_corneum;
        case Layer::viable_epidermis: return skin.viable_epidermis;
        case Layer::epidermis: return skin.epidermis();
        case Layer::dermis: return skin.dermis;
        case Layer::full_skin: return skin.full_thickness();
        case Layer::hypodermis: return skin.hypodermis;
    }
    throw core::InternalError("no such layer of the skin");
}

/// A layer by its own factor where the method has one, else put together from what the method sees.
double observed(const core::ParameterSet& parameters, const Skin& skin, Layer layer) {
    if (parameters.has(name(layer))) return parameters.value(name(layer)) * thickness(skin, layer);
    if (layer == Layer::full_skin)
        return observed(parameters, skin, Layer::epidermis) + observed(parameters, skin, Layer::dermis);
    if (parameters.has("entry_echo")) return parameters.value("entry_echo") + skin.epidermis();
    return observed(parameters, skin, Layer::stratum_corneum) + observed(parameters, skin, Layer::viable_epidermis);
}

template <class Enum, std::size_t n>
std::optional<Enum> named(const std::array<const char*, n>& texts, std::string_view name) {
    const auto found = std::ranges::find(texts, name);
    if (found == texts.end()) return std::nullopt;
    return static_cast<Enum>(found - texts.begin());
}

}  // namespace

std::string_view name(Method method) { return method_texts[static_cast<std::size_t>(method)]; }
std::string_view name(Layer layer) { return layer_texts[static_cast<std::size_t>(layer)]; }
std::vector<std::string> method_names() { return {method_texts.begin(), method_texts.end()}; }
std::vector<std::string> layer_names() { return {layer_texts.begin(), layer_texts.end()}; }
std::optional<Method> method_named(std::string_view name) { return named<Method>(method_texts, name); }
std::optional<Layer> layer_named(std::string_view name) { return named<Layer>(layer_texts, name); }

bool can_see(Layer layer, Method method) {
    const auto seen = wanted(method);
    if (has(seen, name(layer))) return true;
    if (layer == Layer::epidermis)
        return has(seen, "entry_echo") ||
               (can_see(Layer::stratum_corneum, method) && can_see(Layer::viable_epidermis, method));
    return layer == Layer::full_skin && can_see(Layer::epidermis, method) && can_see(Layer::dermis, method);
}

Observation Observation::read(core::Reader& methods) {
    Observation observation;
    for (std::size_t i = 0; i < method_texts.size(); ++i) {
        Instrument instrument{static_cast<Method>(i), "", {}};
        methods.required(method_texts[i], "{ title = …, parameters = … }");
        if (auto reader = methods.table(method_texts[i])) {
            reader->required("title", "\"Ultrasound, 20 MHz\"");
            instrument.title = reader->text("title").value_or("");
            reader->required("parameters", "{ … }");
            if (auto parameters = reader->table("parameters"))
                instrument.parameters = core::ParameterSet::read_exactly(*parameters, wanted(instrument.method));
            reader->refuse_unknown();
        }
        observation.instruments_.push_back(std::move(instrument));
    }
    methods.refuse_unknown();
    return observation;
}

const Instrument& Observation::at(Method method) const { return instruments_.at(static_cast<std::size_t>(method)); }

double observe(const Observation& observation, const Skin& skin, Layer layer, Method method) {
    if (!can_see(layer, method)) throw core::InternalError(fmt::format("{} cannot see {}", name(method), name(layer)));
    return observed(observation.at(method).parameters, skin, layer);
}

}  // namespace percuta::skin
