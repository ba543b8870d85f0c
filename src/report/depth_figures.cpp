// Where the holes end: how many are how deep, and the four depths that a hole has.
#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/panels.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using svg::Anchor;
using svg::Frame;
using svg::Point;

constexpr double per_micrometre = 1.0 / core::micrometre;
constexpr double left = 210.0, right = 864.0;  // of the axis of depth, which both figures share

/// Of the axis: both figures show the same depths one above the other.
svg::Scale depth_scale(const course::Result& result, const course::Session& session) {
    double most = needle_length(result, session);
    for (const Depth& depth : depths(session))
        most = std::max({most, depth.spread->p95, depth.spread->mean + depth.spread->sd});
    for (const course::DepthCount& count : session.depths) most = std::max(most, count.to);
    return svg::covering(0.0, most * 1.02 * per_micrometre, left, right, 7);
}

/// The layers as a strip along the depth, in the colours of the cross-section; fine lines carry their boundaries down
/// to `bottom`. Names stand above it, pulled apart where layers are thin.
std::string layer_strip(const skin::Skin& skin, const svg::Scale& x, double y, double bottom) {
    constexpr double height = 14.0;
    struct Part {
        const char* name;
        const char* style;
        double from, to;
    };
    const double papillary = skin.epidermis() + std::min(skin.papillary_dermis, skin.dermis);
    const double end = x.to * core::micrometre, bone = std::min(skin.depth_of_bone().value_or(end), end);
    const std::array<Part, 5> parts{{{"epidermis", "ve", 0.0, skin.epidermis()},
                                     {"papillary dermis", "pd", skin.epidermis(), papillary},
                                     {"reticular dermis", "rd", papillary, skin.full_thickness()},
                                     {"hypodermis (fat)", "hy", skin.full_thickness(), bone},
                                     {"bone", "bo", bone, end}}};
    std::vector<const char*> names;
    std::vector<double> middles;
    std::string out;
    for (const Part& part : parts) {
        const double from = x(part.from * per_micrometre);
        const double to = std::min(x(part.to * per_micrometre), x.end);
        if (to <= from) continue;
        out += svg::rectangle({from, y, to - from, height}, part.style);
        if (part.from > 0.0) out += svg::line({from, y}, {from, bottom}, "boundary");
        names.push_back(part.name);
        middles.push_back((from + to) / 2.0);
    }
    const std::vector<double> placed = svg::spread(middles, 116.0, x.start + 30.0, x.end - 50.0);
    for (std::size_t i = 0; i < names.size(); ++i) {
        out += svg::line({middles[i], y + 2.0}, {placed[i], y - 8.0}, "leader");
        out += svg::text({placed[i], y - 12.0}, names[i], "quiet", Anchor::middle);
    }
    return out;
}

/// A dashed line at the length of the needles, with its name at the top.
std::string needle_mark(const course::Result& result, const course::Session& session, const svg::Scale& x, double top,
                        double bottom) {
    const double at = x(needle_length(result, session) * per_micrometre);
    return svg::line({at, top}, {at, bottom}, "nominal") +
           svg::text({at - 6.0, top + 12.0}, "needle length " + length(needle_length(result, session)), "strong halo",
                     Anchor::end);
}

std::string box(const course::Spread& spread, const svg::Scale& x, double y) {
    const auto at = [&](double metres) { return x(metres * per_micrometre); };
    const double from = at(std::max(spread.mean - spread.sd, 0.0));
    const double to = at(spread.mean + spread.sd);
    return svg::line({at(spread.p05), y}, {at(spread.p95), y}, "box-line") +
           svg::line({at(spread.p05), y - 5.0}, {at(spread.p05), y + 5.0}, "box-line") +
           svg::line({at(spread.p95), y - 5.0}, {at(spread.p95), y + 5.0}, "box-line") +
           svg::rectangle({from, y - 9.0, to - from, 18.0}, "box") +
           svg::line({at(spread.mean), y - 9.0}, {at(spread.mean), y + 9.0}, "bar");
}

}  // namespace

std::array<Depth, 3> depths(const course::Session& session) {
    return {{{"True depth at peak", "deepest point of the needle in the tissue", &session.depth},
             {"Open channel", "what stays open right after withdrawal", &session.residual_depth},
             {"As a section or dye shows", "what papers print as depth", &session.histology_depth}}};
}

std::string depth_histogram(const course::Result& result, const course::Session& session) {
    if (session.depths.empty()) return "";
    double most = 0.0;
    const course::DepthCount* usual = &session.depths.front();
    for (const course::DepthCount& count : session.depths)
        if (count.share > most) {
            most = count.share;
            usual = &count;
        }
    const Frame frame{left, 48.0, right - left, 212.0};
    const svg::Scale x = depth_scale(result, session);
    const svg::Scale y = svg::covering(0.0, most * 100.0, frame.bottom(), frame.top + 24.0, 4);
    std::string body = svg::y_axis(frame, y, svg::ticks(y.from, y.to, 4), "");
    body += svg::text({0.0, frame.top + 28.0}, "Share of the holes, %", "strong");
    body += svg::text({0.0, frame.top + 46.0}, "by true depth", "quiet");
    body += layer_strip(result.skin, x, 24.0, frame.bottom());
    for (const course::DepthCount& count : session.depths) {
        const double from = x(count.from * per_micrometre), to = x(count.to * per_micrometre);
        const double top = y(count.share * 100.0);
        if (count.share > 0.0) body += svg::rectangle({from, top, to - from, y.start - top}, "histogram");
    }
    body += needle_mark(result, session, x, frame.top, frame.bottom());
    body += svg::x_axis(x, frame.bottom(), svg::ticks(x.from, x.to, 7), "depth below the surface, µm");
    const std::string description = fmt::format(
        "Histogram of the true depth of the holes of the first session. Most holes, {} %, end between {} and {}; the "
        "mean is {}. The epidermis ends at {}, the dermis at {}; the needles are {} long.",
        number(most * 100.0), length(usual->from), length(usual->to), length(session.depth.mean),
        length(result.skin.epidermis()), length(result.skin.full_thickness()), length(needle_length(result, session)));
    return figure(
        svg::drawing("histogram-figure", 880.0, frame.bottom() + 44.0, "How deep the holes are", description, body),
        "How many holes of the first session end at which true depth, beside the layers of this skin (strip "
        "and fine lines) and the length of the needles (dashed).");
}

std::string four_depths(const course::Result& result, const course::Session& session) {
    const svg::Scale x = depth_scale(result, session);
    constexpr double bottom = 220.0;
    std::string body = layer_strip(result.skin, x, 24.0, bottom);
    double y = 64.0;
    body += svg::text({0.0, y + 4.0}, "Needle length", "strong");
    const double nominal = x(needle_length(result, session) * per_micrometre);
    body += svg::line({x.start, y}, {nominal, y}, "nominal") + svg::line({nominal, y - 9.0}, {nominal, y + 9.0}, "bar");
    for (const Depth& depth : depths(session)) {
        y += 42.0;
        body += svg::text({0.0, y + 4.0}, depth.title, "strong");
        if (depth.spread->mean > 0.0) body += box(*depth.spread, x, y);
        else body += svg::text({x.start + 8.0, y + 4.0}, "no holes", "quiet");
    }
    body += svg::x_axis(x, bottom, svg::ticks(x.from, x.to, 7), "depth below the surface, µm");
    const std::string description =
        fmt::format("Needle length {}. Mean true depth {}, mean open channel {}, mean depth in a section {}.",
                    length(needle_length(result, session)), length(session.depth.mean),
                    length(session.residual_depth.mean), length(session.histology_depth.mean));
    return figure(svg::drawing("depth-figure", 880.0, bottom + 44.0, "Four depths of a hole", description, body),
                  "The four depths of the holes of the first session. Black tick: mean; box: mean ± one standard "
                  "deviation; line: 5th to 95th percentile of the holes.");
}

}  // namespace percuta::report
