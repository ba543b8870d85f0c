#include "outcome/quantities.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/error.hpp"
#include "core/units.hpp"

namespace percuta::outcome {

namespace {

/// Mean depth of the scars of one type; 0 on a face without them.
template <ScarType type>
double scar_depth(const Surface& skin) {
    constexpr auto i = static_cast<std::size_t>(type);
    return skin.scar_share[i] > 0.0 ? skin.scar_depth[i] : 0.0;
}

template <double Surface::*member>
double read(const Surface& skin) {
    return skin.*member;
}

/// A quantity as it is read off a surface, SI.
struct Gauge {
    const char* name;
    double (*value)(const Surface& skin);
};

constexpr std::array gauges{
    Gauge{"scar-depth-rolling", scar_depth<ScarType::rolling>},
    Gauge{"scar-depth-boxcar", scar_depth<ScarType::boxcar>},
    Gauge{"scar-depth-ice-pick", scar_depth<ScarType::ice_pick>},
    Gauge{"wrinkle-depth", read<&Surface::wrinkle_depth>},
    Gauge{"striae-load", read<&Surface::striae_load>},
    Gauge{"scar-height", read<&Surface::scar_height>},
    Gauge{"scar-stiffness", read<&Surface::scar_stiffness>},
    Gauge{"roughness", read<&Surface::roughness>},
    Gauge{"pores", read<&Surface::pores>},
    Gauge{"pigment", read<&Surface::pigment>},
    Gauge{"elasticity", read<&Surface::elasticity>},
    Gauge{"firmness", read<&Surface::firmness>},
    Gauge{"dermal-thickness", read<&Surface::dermal_thickness>},
    Gauge{"turnover", read<&Surface::turnover>},
    Gauge{"hair-density", read<&Surface::hair_density>},
    Gauge{"hair-diameter", read<&Surface::hair_diameter>},
};

const Gauge& gauge_of(const std::string& name) {
    const auto found = std::ranges::find(gauges, name, [](const Gauge& gauge) { return std::string(gauge.name); });
    if (found == gauges.end()) throw core::InternalError("no surface has the quantity " + name);
    return *found;
}

}  // namespace

std::vector<std::string> quantity_names() {
    std::vector<std::string> out;
    for (const Gauge& gauge : gauges) out.emplace_back(gauge.name);
    return out;
}

std::vector<QuantityReading> read_quantities(const Catalogue& clinic, const Condition& condition,
                                             const std::vector<TissueDraw>& draws, int people, std::uint64_t seed) {
    std::vector<Surface> before_of, after_of;
    for (const TissueDraw& draw : draws) before_of.push_back(before(clinic, draw.parameters, condition));
    for (int i = 0; i < people; ++i) {
        const auto person = static_cast<std::uint64_t>(i);
        const std::size_t world = person % draws.size();
        const TissueDraw& draw = draws[world];
        core::RandomStream random(seed, person, core::Stream::readers);
        const Responder who = draw_responder(draw.parameters, random);
        const Tissue tissue = draw.at(draw.tissue.size() - 1, hair_response_of(seed, person));
        after_of.push_back(after(draw.parameters, before_of[world], tissue, who, draw.study_shift(seed, world)));
    }
    std::vector<QuantityReading> out;
    for (const Quantity* quantity : clinic.quantities_for(condition.concern)) {
        const Gauge& gauge = gauge_of(quantity->name);
        const auto gauged = [&](const Surface& skin) { return core::from_si(gauge.value(skin), quantity->unit); };
        const double first = gauged(before_of.front());
        if (first == 0.0) continue;  // this skin has none of it
        std::vector<double> last;
        for (const Surface& skin : after_of) last.push_back(gauged(skin));
        out.push_back({quantity->name, quantity->title, quantity->unit, first, core::interval(std::move(last)),
                       quantity->level, quantity->evidence, quantity->source});
    }
    return out;
}

}  // namespace percuta::outcome
