#include "healing/sensitivity.hpp"

#include <array>
#include <string_view>

#include "healing/courses.hpp"

namespace percuta::healing {

namespace {

using numerics::Dual;

/// Parameters that shape layers, grid or injury before the first step: no derivative is carried through those.
constexpr std::array<std::string_view, 7> outside = {"g_range",      "reticular_F", "reticular_V",    "hypodermis_F",
                                                     "hypodermis_V", "floor",       "reach_papillary"};

Dual gain_of_collagen(const Courses<Dual>& course) {
    const SkinOf<Dual>& skin = course.skin();
    Dual sum;
    for (std::size_t layer = 0; layer < skin.layers; ++layer)
        sum = sum + skin.papillary[layer] *
                        (course.at(Field::C3, layer) + course.at(Field::C1, layer) + course.at(Field::X, layer));
    return sum / (skin.matrix.C3 + skin.matrix.C1 + skin.matrix.X) - 1.0;
}

}  // namespace

std::vector<Sensitivity> collagen_sensitivities(const Case& one, double time, const core::Watch& watch,
                                                const Accuracy& accuracy) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < bindings.size(); ++i)
        if (std::ranges::find(outside, bindings[i].name) == outside.end()) chosen.push_back(i);

    const Layout layout = layout_for(one.p, one.tissue, one.sessions, Fidelity::column, accuracy);
    std::vector<Sensitivity> out;
    for (std::size_t first = 0; first < chosen.size(); first += numerics::lane_count) {
        const std::size_t count = std::min(numerics::lane_count, chosen.size() - first);
        Parameters values = one.p;
        ParametersOf<Dual> p;
        for (std::size_t i = 0; i < bindings.size(); ++i) numbers(p)[i] = numbers(values)[i];
        for (std::size_t l = 0; l < count; ++l) {
            // In units of the parameter itself: the slopes are with respect to its logarithm.
            Dual& seeded = numbers(p)[chosen[first + l]];
            seeded.slope.set(l, seeded.value);
        }
        const Courses<Dual>::Skin skins[] = {{one.p, layout, one.sessions}};
        Courses<Dual> course(with_derivatives(p, layout), skins, time, accuracy);
        const double share = static_cast<double>(first) / static_cast<double>(chosen.size());
        course.run([&](double) { watch.tick(share, "derivatives"); }, {});
        const Dual gain = gain_of_collagen(course);
        for (std::size_t l = 0; l < count; ++l)
            out.push_back({std::string(bindings[chosen[first + l]].name), gain.slope[l] / gain.value});
    }
    std::ranges::stable_sort(out, std::greater{}, [](const Sensitivity& s) { return std::abs(s.elasticity); });
    return out;
}

}  // namespace percuta::healing
