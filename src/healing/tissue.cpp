#include "healing/tissue.hpp"

#include <algorithm>
#include <cmath>

namespace percuta::healing {

namespace {

using numerics::Axis;
using numerics::GradingPoint;
using numerics::Metric;

/// Layers thinner than this have no cell of their own.
constexpr double thinnest_layer = 1e-6;

Axis depth_axis(const Parameters& p, const Tissue& tissue, const Accuracy& accuracy, double deepest) {
    const double papillary_end = tissue.epidermis + tissue.papillary;
    const double dermis_end = tissue.epidermis + tissue.dermis;
    const double bottom = bottom_of(p, tissue, deepest, accuracy.cell_at_depth);
    // Cell lengths wished at a depth: fine at the surface, `cell_at_depth` at the tip, coarse at the bottom.
    const auto wish = [&](double z) {
        const double tip = std::max(deepest, papillary_end);
        if (z <= tip) return accuracy.cell_at_surface + (accuracy.cell_at_depth - accuracy.cell_at_surface) * z / tip;
        return accuracy.cell_at_depth + (accuracy.cell_at_bottom - accuracy.cell_at_depth) * (z - tip) / (bottom - tip);
    };
    std::vector<double> breaks{0.0, tissue.epidermis, papillary_end, dermis_end, deepest, bottom};
    std::ranges::sort(breaks);
    std::vector<GradingPoint> points;
    for (const double z : breaks)
        if (points.empty() || z - points.back().position > thinnest_layer) points.push_back({z, wish(z)});
    return Axis::graded(Metric::cartesian, points);
}

numerics::Grid make_grid(const Parameters& p, const Tissue& tissue, Fidelity fidelity, const Accuracy& accuracy,
                         double deepest, double mouth, double rim) {
    std::vector<Axis> axes;
    if (fidelity == Fidelity::cell) axes.push_back(radial_axis(accuracy, mouth, rim));
    axes.push_back(depth_axis(p, tissue, accuracy, deepest));
    return numerics::Grid(std::move(axes));
}

}  // namespace

numerics::Axis radial_axis(const Accuracy& accuracy, double mouth, double rim) {
    std::vector<double> faces;
    const auto inside = accuracy.cells_in_hole, beside = accuracy.cells_beside;
    const double first = mouth / static_cast<double>(inside);
    for (std::size_t i = 0; i <= inside; ++i) faces.push_back(first * static_cast<double>(i));
    faces.back() = mouth;
    const double width = rim - mouth;
    double least = 1.0, most = 4.0;  // growth ratio, by bisection
    const auto reach = [&](double ratio) {
        double sum = 0.0, cell = first;
        for (std::size_t i = 0; i < beside; ++i, cell *= ratio) sum += cell;
        return sum;
    };
    for (int i = 0; i < 60; ++i) (reach(0.5 * (least + most)) < width ? least : most) = 0.5 * (least + most);
    const double scale = width / reach(least);  // below 1 where even cells already overshoot
    double cell = first * scale, r = mouth;
    for (std::size_t i = 0; i + 1 < beside; ++i, cell *= least) faces.push_back(r += cell);
    faces.push_back(rim);
    return {Metric::radial, std::move(faces)};
}

double bottom_of(const Parameters& p, const Tissue& tissue, double deepest, double least_below) {
    const double dermis_end = tissue.epidermis + tissue.dermis;
    const double wall = std::min(std::max(dermis_end, deepest + p.floor), dermis_end + tissue.hypodermis);
    return std::max(wall, deepest + least_below);
}

Layout::Layout(const Parameters& p, const Tissue& tissue, Fidelity fidelity, const Accuracy& accuracy, double deepest,
               double mouth, double rim)
    : Layout(p, tissue, make_grid(p, tissue, fidelity, accuracy, deepest, mouth, rim)) {}

Layout::Layout(const Parameters& p, const Tissue& tissue, numerics::Grid grid)
    : grid_(std::move(grid)), matrix_(rest_matrix(p, tissue.collagen)), elastosis_(tissue.elastosis) {
    // A boundary that shares its place with another (to `thinnest_layer`) takes the nearest face.
    const auto face = [&](double z) {
        const auto faces = depth().faces();
        return static_cast<std::size_t>(std::ranges::min_element(faces, {}, [&](double f) { return std::abs(f - z); }) -
                                        faces.begin());
    };
    epidermis_end_ = face(tissue.epidermis);
    papillary_end_ = face(tissue.epidermis + tissue.papillary);
    reticular_end_ = face(tissue.epidermis + tissue.dermis);
    for (std::size_t layer = 0; layer < depth().size(); ++layer) {
        const bool papillary = layer >= epidermis_end_, reticular = layer >= papillary_end_,
                   fat = layer >= reticular_end_;
        fibroblasts_.push_back(fat ? p.hypodermis_F : reticular ? p.reticular_F : papillary ? 1.0 : 0.0);
        vessels_.push_back(fat ? p.hypodermis_V : reticular ? p.reticular_V : papillary ? 1.0 : 0.0);
    }
}

State::State(const Layout& layout) : values(field_count * layout.cells() + scalar_count, 0.0), cells_(layout.cells()) {
    const std::size_t across = layout.first_cell(1);
    const auto fill = [&](Field f, numerics::Extent layers, auto value) {
        for (std::size_t layer = layers.begin; layer < layers.end; ++layer)
            std::ranges::fill(field(f).subspan(layer * across, across), value(layer));
    };
    const Rest& rest = layout.matrix_at_rest();
    fill(Field::K, layout.epidermis(), [](std::size_t) { return 1.0; });
    fill(Field::F, layout.dermis(), [&](std::size_t layer) { return layout.fibroblasts_at_rest()[layer]; });
    fill(Field::V, layout.dermis(), [&](std::size_t layer) { return layout.vessels_at_rest()[layer]; });
    const auto constant = [](double value) { return [value](std::size_t) { return value; }; };
    fill(Field::C3, layout.dermis(), constant(rest.C3));
    fill(Field::C1, layout.dermis(), constant(rest.C1));
    fill(Field::X, layout.dermis(), constant(rest.X));
    fill(Field::Te, layout.dermis(), constant(rest.Te));
    fill(Field::E, layout.dermis(), constant(rest.E));
    fill(Field::Ea, layout.dermis(), constant(layout.elastosis()));
    double* scalars = values.data() + field_count * cells_;
    scalars[barrier] = 1.0;
    scalars[epidermal_thickness] = 1.0;
}

}  // namespace percuta::healing
