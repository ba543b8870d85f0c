#include "healing/observe.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>

namespace percuta::healing {

namespace {

using numerics::Extent;

double layer_average(const Layout& layout, std::span<const double> values, Field f, Extent layers) {
    const std::size_t cells = layout.cells();
    const auto& volumes = layout.grid().volumes();
    const std::span field = State::field_of(values, f, cells);
    double sum = 0.0, volume = 0.0;
    for (std::size_t cell = layout.first_cell(layers.begin); cell < layout.first_cell(layers.end); ++cell) {
        sum += volumes[cell] * field[cell];
        volume += volumes[cell];
    }
    return volume > 0.0 ? sum / volume : 0.0;
}

/// One curve of a layer: its stable name, and how it is made of averages of fields.
struct Curve {
    const char* name;
    std::function<double(const std::function<double(Field)>& average, const Rest<double>& rest, double elastosis)> read;
};

const std::vector<Curve>& layer_curves() {
    using Average = std::function<double(Field)>;
    const auto plain = [](const char* name, Field f) {
        return Curve{name, [f](const Average& average, const Rest<double>&, double) { return average(f); }};
    };
    static const std::vector<Curve> curves = {
        plain("damage", Field::D),
        plain("clot", Field::Fb),
        plain("il1", Field::I),
        plain("mcp1", Field::Q),
        plain("pdgf", Field::P),
        plain("tgf_b1", Field::T),
        plain("tgf_b3", Field::T3),
        plain("vegf", Field::Vg),
        plain("mmp", Field::m),
        plain("neutrophils", Field::N),
        plain("m1", Field::M1),
        plain("m2", Field::M2),
        plain("fibroblasts", Field::F),
        plain("myofibroblasts", Field::Y),
        plain("vessels", Field::V),
        {"collagen_1", [](const Average& u, const Rest<double>& rest,
                          double) { return (u(Field::C1) + u(Field::X)) / (rest.C1 + rest.X); }},
        {"collagen_3", [](const Average& u, const Rest<double>& rest, double) { return u(Field::C3) / rest.C3; }},
        {"collagen_total",
         [](const Average& u, const Rest<double>& rest, double) {
             return (u(Field::C3) + u(Field::C1) + u(Field::X)) / (rest.C3 + rest.C1 + rest.X);
         }},
        {"new_collagen", [](const Average& u, const Rest<double>& rest, double) { return u(Field::C1) / rest.C1; }},
        {"tropoelastin", [](const Average& u, const Rest<double>& rest, double) { return u(Field::Te) / rest.Te; }},
        {"elastin", [](const Average& u, const Rest<double>& rest,
                       double elastosis) { return (u(Field::E) + u(Field::Ea)) / (rest.E + elastosis); }},
        plain("fibronectin", Field::Fn),
    };
    return curves;
}

}  // namespace

double least_cover(const Layout& layout, std::span<const double> values) {
    const std::span cover = State::field_of(values, Field::K, layout.cells());
    return *std::min_element(cover.begin(),
                             cover.begin() + static_cast<std::ptrdiff_t>(layout.first_cell(layout.epidermis().end)));
}

double closure(const Layout& layout, std::span<const double> values) {
    const double gap = values[field_count * layout.cells() + State::gap];
    // Cover may pass 1 by round-off, which a tiny gap would magnify.
    return gap > 0.0 ? std::clamp(1.0 - (1.0 - least_cover(layout, values)) / gap, 0.0, 1.0) : 1.0;
}

PapillaryState papillary_state(const Layout& layout, std::span<const double> values) {
    const auto average = [&](Field f) { return layer_average(layout, values, f, layout.papillary()); };
    const Rest<double>& rest = layout.matrix_at_rest();
    return {average(Field::P), average(Field::T), average(Field::Y),
            (average(Field::C3) + average(Field::C1) + average(Field::X)) / (rest.C3 + rest.C1 + rest.X)};
}

core::TimeSeries empty_curves(const Layout& layout) {
    std::vector<core::Column> columns;
    for (const char* ending : {"", "_reticular"})
        for (const Curve& curve : layer_curves()) {
            if (*ending != '\0' && layout.reticular().size() == 0) continue;
            columns.push_back({std::string(curve.name) + ending, "1", 0.0, {}});
        }
    for (const char* name : {"reepithelialised", "barrier", "epidermis"}) columns.push_back({name, "1", 0.0, {}});
    columns.push_back({"scar_load", "s", 0.0, {}});
    const std::vector<double> rest = observe(layout, State(layout).values);
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].rest = rest[i];
    return core::TimeSeries(std::move(columns));
}

std::vector<double> observe(const Layout& layout, std::span<const double> values) {
    std::vector<double> row;
    for (const Extent layers : {layout.papillary(), layout.reticular()}) {
        if (layers.size() == 0) continue;
        const std::function<double(Field)> average = [&](Field f) { return layer_average(layout, values, f, layers); };
        for (const Curve& curve : layer_curves())
            row.push_back(curve.read(average, layout.matrix_at_rest(), layout.elastosis()));
    }
    const double* scalars = values.data() + field_count * layout.cells();
    row.push_back(closure(layout, values));
    row.push_back(std::min(scalars[State::barrier], row.back()));
    row.push_back(scalars[State::epidermal_thickness]);
    row.push_back(scalars[State::scar_load]);
    return row;
}

}  // namespace percuta::healing
