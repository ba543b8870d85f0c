#include "healing/field_view.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::healing {

namespace {

using Place = std::array<double, field_count>;

template <Field f>
double plain(const Place& at, const Rest&, double) {
    return at[static_cast<std::size_t>(f)];
}

double at(const Place& place, Field f) { return place[static_cast<std::size_t>(f)]; }

}  // namespace

const std::vector<FieldView>& field_views() {
    static const std::vector<FieldView> views = {
        {"damage", "damage signals", plain<Field::D>, 0.0},
        {"clot", "fibrin", plain<Field::Fb>, 0.0},
        {"il1", "IL-1, TNF, IL-8; 1 is half of their effect", plain<Field::I>, 0.0},
        {"mcp1", "MCP-1; 1 is half of its effect", plain<Field::Q>, 0.0},
        {"pdgf", "PDGF; 1 is half of its effect", plain<Field::P>, 0.0},
        {"tgf_b1", "TGF-beta 1; 1 is half of its effect", plain<Field::T>, 0.0},
        {"tgf_b3", "TGF-beta 3; 1 is half of its effect", plain<Field::T3>, 0.0},
        {"vegf", "VEGF; 1 is half of its effect", plain<Field::Vg>, 0.0},
        {"mmp", "matrix metalloproteinase net of its inhibitors", plain<Field::m>, 0.0},
        {"neutrophils", "neutrophils", plain<Field::N>, 0.0},
        {"m1", "inflammatory macrophages", plain<Field::M1>, 0.0},
        {"m2", "repairing macrophages", plain<Field::M2>, 0.0},
        {"fibroblasts", "fibroblasts, relative to papillary dermis at rest", plain<Field::F>, 1.0},
        {"myofibroblasts", "myofibroblasts, relative to fibroblasts at rest", plain<Field::Y>, 0.0},
        {"vessels", "vessels, relative to papillary dermis at rest", plain<Field::V>, 1.0},
        {"epidermal_cover", "epidermal cover: 0 open, 1 closed; 0 in the dermis", plain<Field::K>, 0.0},
        {"collagen_1", "collagen I relative to before the treatment; 0 in the epidermis",
         [](const Place& u, const Rest& rest, double) {
             return (at(u, Field::C1) + at(u, Field::X)) / (rest.C1 + rest.X);
         },
         1.0},
        {"collagen_3", "collagen III relative to before the treatment; 0 in the epidermis",
         [](const Place& u, const Rest& rest, double) { return at(u, Field::C3) / rest.C3; }, 1.0},
        {"collagen_total", "all collagen relative to before the treatment; 0 in the epidermis",
         [](const Place& u, const Rest& rest, double) {
             return (at(u, Field::C3) + at(u, Field::C1) + at(u, Field::X)) / (rest.C3 + rest.C1 + rest.X);
         },
         1.0},
        {"new_collagen", "immature collagen I relative to before the treatment; 0 in the epidermis",
         [](const Place& u, const Rest& rest, double) { return at(u, Field::C1) / rest.C1; }, 1.0},
        {"tropoelastin", "tropoelastin relative to before the treatment; 0 in the epidermis",
         [](const Place& u, const Rest& rest, double) { return at(u, Field::Te) / rest.Te; }, 1.0},
        {"elastin", "elastin and elastotic material relative to before the treatment; 0 in the epidermis",
         [](const Place& u, const Rest& rest, double elastosis) {
             return (at(u, Field::E) + at(u, Field::Ea)) / (rest.E + elastosis);
         },
         1.0},
        {"fibronectin", "fibronectin", plain<Field::Fn>, 0.0},
    };
    return views;
}

const FieldView& field_view(const std::string& name) {
    const auto& views = field_views();
    const auto found = std::ranges::find(views, name, [](const FieldView& v) { return std::string(v.name); });
    if (found != views.end()) return *found;
    std::vector<std::string> names;
    for (const FieldView& view : views) names.emplace_back(view.name);
    throw core::UsageError(fmt::format("there is no field {}; {}", core::as_written(name), core::suggest(name, names)));
}

std::vector<std::string> usual_fields() {
    return {"damage", "il1", "neutrophils", "m2", "tgf_b1", "fibroblasts", "epidermal_cover", "collagen_total"};
}

std::vector<core::FieldInfo> field_infos(const std::vector<std::string>& names) {
    std::vector<core::FieldInfo> out;
    for (const std::string& name : names) {
        const FieldView& view = field_view(name);
        out.push_back({view.name, view.meaning, "1", view.rest});
    }
    return out;
}

core::FieldGrid field_grid(const Layout& layout, const std::vector<std::string>& names) {
    core::FieldGrid out{{}, field_infos(names)};
    for (std::size_t a = 0; a < layout.grid().dimensions(); ++a) {
        const std::span faces = layout.grid().axis(a).faces();
        out.axes.push_back({a == layout.depth_axis() ? "z" : "r", {faces.begin(), faces.end()}});
    }
    return out;
}

void show(core::FieldSink& sink, const std::vector<std::string>& names, const Layout& layout,
          std::span<const double> values, double time) {
    const std::size_t cells = layout.cells();
    sink.frame(time, [&](std::size_t field, std::span<float> out) {
        const FieldView& view = field_view(names[field]);
        std::array<double, field_count> here;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            for (std::size_t f = 0; f < field_count; ++f) here[f] = values[f * cells + cell];
            out[cell] = static_cast<float>(view.read(here, layout.matrix_at_rest(), layout.elastosis()));
        }
    });
}

}  // namespace percuta::healing
