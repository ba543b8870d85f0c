#include "healing/observe.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace percuta::healing {

namespace {

using numerics::Extent;

/// Averages of all fields over some layers of a layout.
struct Averages {
    std::array<double, field_count> of;

    Averages(const Layout& layout, std::span<const double> values, Extent layers) {
        const auto& volumes = layout.grid().volumes();
        const std::size_t cells = layout.cells(), begin = layout.first_cell(layers.begin),
                          end = layout.first_cell(layers.end);
        double volume = 0.0;
        for (std::size_t cell = begin; cell < end; ++cell) volume += volumes[cell];
        for (std::size_t f = 0; f < field_count; ++f) {
            const double* field = values.data() + f * cells;
            double sum = 0.0;
            for (std::size_t cell = begin; cell < end; ++cell) sum += volumes[cell] * field[cell];
            of[f] = volume > 0.0 ? sum / volume : 0.0;
        }
    }
    double operator()(Field f) const { return of[static_cast<std::size_t>(f)]; }
};

/// One curve of a layer: its stable name, and how it is made of averages of fields.
struct Curve {
    const char* name;
    double (*read)(const Averages& u, const Rest& rest, double elastosis);
};

template <Field f>
double plain(const Averages& u, const Rest&, double) {
    return u(f);
}

constexpr std::array layer_curves = {
    Curve{"damage", plain<Field::D>},
    Curve{"clot", plain<Field::Fb>},
    Curve{"il1", plain<Field::I>},
    Curve{"mcp1", plain<Field::Q>},
    Curve{"pdgf", plain<Field::P>},
    Curve{"tgf_b1", plain<Field::T>},
    Curve{"tgf_b3", plain<Field::T3>},
    Curve{"vegf", plain<Field::Vg>},
    Curve{"mmp", plain<Field::m>},
    Curve{"neutrophils", plain<Field::N>},
    Curve{"m1", plain<Field::M1>},
    Curve{"m2", plain<Field::M2>},
    Curve{"fibroblasts", plain<Field::F>},
    Curve{"myofibroblasts", plain<Field::Y>},
    Curve{"vessels", plain<Field::V>},
    Curve{"collagen_1", [](const Averages& u, const Rest& rest,
                           double) { return (u(Field::C1) + u(Field::X)) / (rest.C1 + rest.X); }},
    Curve{"collagen_3", [](const Averages& u, const Rest& rest, double) { return u(Field::C3) / rest.C3; }},
    Curve{"collagen_total",
          [](const Averages& u, const Rest& rest, double) {
              return (u(Field::C3) + u(Field::C1) + u(Field::X)) / (rest.C3 + rest.C1 + rest.X);
          }},
    Curve{"new_collagen", [](const Averages& u, const Rest& rest, double) { return u(Field::C1) / rest.C1; }},
    Curve{"tropoelastin", [](const Averages& u, const Rest& rest, double) { return u(Field::Te) / rest.Te; }},
    Curve{"elastin", [](const Averages& u, const Rest& rest,
                        double elastosis) { return (u(Field::E) + u(Field::Ea)) / (rest.E + elastosis); }},
    Curve{"fibronectin", plain<Field::Fn>},
};

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

void open_surface(const Layout& layout, State& state) {
    double* scalars = state.values.data() + field_count * layout.cells();
    scalars[State::gap] = 1.0 - least_cover(layout, state.values);
    scalars[State::barrier] = std::min(scalars[State::barrier], closure(layout, state.values));
}

PapillaryState papillary_state(const Layout& layout, std::span<const double> values) {
    const Averages average(layout, values, layout.papillary());
    const Rest& rest = layout.matrix_at_rest();
    return {average(Field::P), average(Field::T), average(Field::Y),
            (average(Field::C3) + average(Field::C1) + average(Field::X)) / (rest.C3 + rest.C1 + rest.X)};
}

core::TimeSeries empty_curves(const Layout& layout) {
    std::vector<core::Column> columns;
    for (const char* ending : {"", "_reticular"})
        for (const Curve& curve : layer_curves) {
            if (*ending != '\0' && layout.reticular().size() == 0) continue;
            columns.push_back({std::string(curve.name) + ending, "1", 0.0, {}});
        }
    for (const char* name : {"reepithelialised", "barrier", "epidermis"}) columns.push_back({name, "1", 0.0, {}});
    columns.push_back({"scar_load", "s", 0.0, {}});
    const std::vector<double> rest = observe(layout, State(layout).values);
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].rest = rest[i];
    return core::TimeSeries(std::move(columns));
}

void observe(const Layout& layout, std::span<const double> values, std::vector<double>& row) {
    row.clear();
    for (const Extent layers : {layout.papillary(), layout.reticular()}) {
        if (layers.size() == 0) continue;
        const Averages averages(layout, values, layers);
        for (const Curve& curve : layer_curves)
            row.push_back(curve.read(averages, layout.matrix_at_rest(), layout.elastosis()));
    }
    const double* scalars = values.data() + field_count * layout.cells();
    row.push_back(closure(layout, values));
    row.push_back(std::min(scalars[State::barrier], row.back()));
    row.push_back(scalars[State::epidermal_thickness]);
    row.push_back(scalars[State::scar_load]);
}

std::vector<double> observe(const Layout& layout, std::span<const double> values) {
    std::vector<double> row;
    observe(layout, values, row);
    return row;
}

}  // namespace percuta::healing
