#include "healing/heal.hpp"

#include "healing/courses.hpp"
#include "healing/field_view.hpp"

namespace percuta::healing {

using numerics::Lanes;

void check(const Tissue& tissue, const std::vector<Session>& sessions, const Accuracy& accuracy) {
    const auto refuse = [](const std::string& what) { throw core::UsageError(what); };
    const auto length = [&](double value, bool may_be_zero, const std::string& what) {
        if (!std::isfinite(value) || value < 0.0 || (!may_be_zero && value == 0.0))
            refuse(fmt::format("{} is {:g} um; a length {} zero is needed", what, 1e6 * value,
                               may_be_zero ? "not below" : "above"));
    };
    length(tissue.epidermis, false, "the thickness of the epidermis");
    length(tissue.papillary, false, "the thickness of the papillary dermis");
    length(tissue.dermis, false, "the thickness of the dermis");
    length(tissue.hypodermis, true, "the thickness of the hypodermis");
    if (tissue.papillary > tissue.dermis)
        refuse("the papillary dermis is thicker than the dermis that it is a part of");
    length(accuracy.cell_at_surface, false, "the cell length at the surface");
    length(accuracy.cell_at_depth, false, "the cell length at the tip of a hole");
    length(accuracy.cell_at_bottom, false, "the cell length at the bottom");
    if (accuracy.cells_in_hole == 0 || accuracy.cells_beside == 0)
        refuse("a unit cell needs rings in the hole and beside it");
    if (!(accuracy.tolerance > 0.0))
        refuse(fmt::format("the tolerance of a step is {:g}; 0.001 is usual", accuracy.tolerance));
    double last = 0.0;
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        const Wound& wound = sessions[i].wound;
        if (!(sessions[i].time >= last))
            refuse(fmt::format("session {} is on day {:g}, before the one in front of it", i + 1,
                               sessions[i].time / core::day));
        last = sessions[i].time;
        if (!std::isfinite(wound.holes_per_area))
            refuse(fmt::format("the density of holes of session {} is not a number", i + 1));
        if (!std::isfinite(sessions[i].platelets) || sessions[i].platelets < 0.0)
            refuse(fmt::format("the channels of session {} fill with {:g} times the platelets of blood; 1 is blood",
                               i + 1, sessions[i].platelets));
        if (wound.empty()) continue;
        double shares = 0.0;
        for (const Hole& hole : wound.holes) {
            const std::string of = fmt::format(" of a hole of session {}", i + 1);
            length(hole.depth, true, "the depth" + of);
            length(hole.mouth_radius, true, "the radius at the mouth" + of);
            length(hole.tip_radius, true, "the radius at the tip" + of);
            length(hole.taper, true, "the taper" + of);
            shares += hole.share;
        }
        if (!(std::abs(shares - 1.0) < 1e-6))
            refuse(fmt::format("the shares of the holes of session {} add up to {:g}, not to 1", i + 1, shares));
    }
}

Layout layout_for(const Parameters& p, const Tissue& tissue, const std::vector<Session>& sessions, Fidelity fidelity,
                  const Accuracy& accuracy) {
    double deepest = 0.0, mouth = 0.0, rim = 0.0;
    for (const Session& session : sessions) {
        if (session.wound.empty()) continue;
        deepest = std::max(deepest, session.wound.deepest());
        mouth = std::max(mouth, session.wound.widest());
        rim = rim > 0.0 ? std::min(rim, session.wound.rim()) : session.wound.rim();
    }
    // Skin without a hole still needs a grid to rest on.
    constexpr double idle_mouth = 50e-6, idle_rim = 400e-6;
    if (rim == 0.0) return {p, tissue, fidelity, accuracy, tissue.epidermis, idle_mouth, idle_rim};
    return {p, tissue, fidelity, accuracy, deepest, std::min(mouth, 0.5 * rim), rim};
}

Course heal(const Parameters& p, const Tissue& tissue, const std::vector<Session>& sessions, double end,
            Fidelity fidelity, const core::Watch& watch, const Accuracy& accuracy, const Frames& frames) {
    check(tissue, sessions, accuracy);
    const auto each_step = [&](double time) { watch.tick(end > 0.0 ? time / end : 1.0, "healing"); };
    const Layout layout = layout_for(p, tissue, sessions, fidelity, accuracy);
    const Courses<double>::Skin skins[] = {{p, layout, sessions}};
    std::vector<double> stops;
    for (const double time : frames.times)
        if (frames.sink && time <= end) stops.push_back(time);
    Courses<double> courses(skin(p, layout), skins, end, accuracy, stops);
    if (!frames.sink) {
        courses.run(each_step, {});
        return courses.course(0);
    }
    frames.sink->begin(field_grid(layout, frames.fields));
    courses.run(each_step, [&](double time, const Layout&, std::span<const double> values) {
        if (std::ranges::binary_search(stops, time)) show(*frames.sink, frames.fields, layout, values, time);
    });
    return courses.course(0);
}

std::vector<Course> heal_columns(std::span<const Case> cases, double end, const core::Watch& watch,
                                 const Accuracy& accuracy) {
    std::vector<Layout> layouts;
    for (const Case& one : cases) check(one.tissue, one.sessions, accuracy);
    for (const Case& one : cases)
        layouts.push_back(layout_for(one.p, one.tissue, one.sessions, Fidelity::column, accuracy));
    // Columns go together when their epidermis has equally many layers.
    std::vector<std::size_t> order(cases.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return layouts[i].epidermis().size(); });
    std::vector<Course> out(cases.size());
    for (std::size_t begin = 0, end_of_group = 0; begin < order.size(); begin = end_of_group) {
        std::vector<const Parameters*> parameters;
        std::vector<const Layout*> group;
        std::vector<Courses<Lanes>::Skin> skins;
        const std::size_t epidermis = layouts[order[begin]].epidermis().size();
        for (; end_of_group < order.size() && end_of_group - begin < numerics::lane_count &&
               layouts[order[end_of_group]].epidermis().size() == epidermis;
             ++end_of_group) {
            const Case& one = cases[order[end_of_group]];
            parameters.push_back(&one.p);
            group.push_back(&layouts[order[end_of_group]]);
            skins.push_back({one.p, *group.back(), one.sessions});
        }
        Courses<Lanes> courses(side_by_side(parameters, group), skins, end, accuracy);
        courses.run([&](double) { watch.check(); }, {});
        for (std::size_t i = begin; i < end_of_group; ++i) out[order[i]] = courses.course(i - begin);
        watch.tick(static_cast<double>(end_of_group) / static_cast<double>(order.size()), "healing");
    }
    return out;
}

}  // namespace percuta::healing
