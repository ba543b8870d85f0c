// A cut through the skin after the first session, drawn to scale: one scale for width and depth.
#include <algorithm>
#include <cmath>
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

// Layout, in pixels of the drawing.
constexpr double page_width = 880.0, left = 56.0, widest = 596.0, tallest = 440.0, air = 40.0;
constexpr double least_pixels_per_millimetre = 115.0;  // below this a hole is thinner than a line

struct Layer {
    const char* name;
    const char* style;
    double top, bottom;  // metres
    bool open_ended = false;
};

std::vector<Layer> layers(const skin::Skin& skin, double shown) {
    const double papillary = skin.epidermis() + std::min(skin.papillary_dermis, skin.dermis);
    const double below = std::max(shown, skin.full_thickness());
    const double bone = skin.depth_of_bone().value_or(below);
    std::vector<Layer> out{{"Stratum corneum", "sc", 0.0, skin.stratum_corneum},
                           {"Viable epidermis", "ve", skin.stratum_corneum, skin.epidermis()},
                           {"Papillary dermis", "pd", skin.epidermis(), papillary},
                           {"Reticular dermis", "rd", papillary, skin.full_thickness()},
                           {"Hypodermis (fat)", "hy", skin.full_thickness(), bone, bone >= below},
                           {"Bone", "bo", bone, below, true}};
    std::erase_if(out, [](const Layer& layer) { return layer.bottom <= layer.top; });
    return out;
}

/// A window on the skin: `x` and `depth` in metres become pixels by one factor.
struct View {
    Frame frame;
    double origin = 0.0;  ///< metres along the cut at the left edge
    double scale = 1.0;   ///< pixels per metre
    double depth_shown() const { return frame.height / scale; }
    double width_shown() const { return frame.width / scale; }
    Point at(double x, double depth) const { return {frame.left + (x - origin) * scale, frame.top + depth * scale}; }
};

std::string tissue(const View& view, const std::vector<Layer>& stack) {
    std::string out;
    for (const Layer& layer : stack) {
        if (layer.top >= view.depth_shown()) continue;
        const double bottom = std::min(layer.bottom, view.depth_shown());
        out += svg::rectangle(
            {view.frame.left, view.at(0.0, layer.top).y, view.frame.width, (bottom - layer.top) * view.scale},
            layer.style);
        // The dermis and the fat differ little in grey.
        if (const double y = view.at(0.0, layer.top).y; layer.top > 0.0)
            out += svg::line({view.frame.left, y}, {view.frame.right(), y}, "boundary");
    }
    return out;
}

std::string track(const View& view, const course::DrawnHole& hole) {
    const double half = hole.mouth / 2.0;
    const std::vector<Point> wedge{view.at(hole.x - half, 0.0), view.at(hole.x + half, 0.0),
                                   view.at(hole.x, hole.depth)};
    return svg::polygon(wedge, "track");
}

std::string open_channel(const View& view, const course::DrawnHole& hole) {
    const double open = std::min(hole.residual_depth, hole.depth);
    if (open <= 0.0) return "";
    const double half = hole.mouth / 2.0;
    const double narrow = half * (1.0 - open / hole.depth);
    const std::vector<Point> channel{view.at(hole.x - half, 0.0), view.at(hole.x + half, 0.0),
                                     view.at(hole.x + narrow, open), view.at(hole.x - narrow, open)};
    return svg::polygon(channel, "open");
}

std::string holes(const View& view, const std::vector<course::DrawnHole>& strip) {
    // Open channels over all tracks, so that in a dense cut none is hidden by a neighbour.
    std::string tracks, channels;
    for (const course::DrawnHole& drawn : strip) {
        const bool visible =
            drawn.x + drawn.mouth >= view.origin && drawn.x - drawn.mouth <= view.origin + view.width_shown();
        if (drawn.depth <= 0.0 || !visible) continue;
        tracks += track(view, drawn);
        channels += open_channel(view, drawn);
    }
    return tracks + channels;
}

struct Label {
    std::string words;
    std::string style;
    double y = 0.0;  ///< of what it names
};

/// Names at the right of a view, pulled apart where layers are thin, each tied to its place by a fine line.
std::string labels(const View& view, const std::vector<Label>& names) {
    std::vector<double> wanted;
    for (const Label& name : names) wanted.push_back(name.y);
    const std::vector<double> placed = svg::spread(wanted, 19.0, view.frame.top - 16.0, view.frame.bottom() - 4.0);
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const double x = view.frame.right();
        const std::vector<Point> tie{
            {x + 2.0, names[i].y}, {x + 8.0, names[i].y}, {x + 18.0, placed[i]}, {x + 22.0, placed[i]}};
        out += fmt::format("<path class=\"leader\" d=\"M{:.1f},{:.1f} H{:.1f} L{:.1f},{:.1f} H{:.1f}\"/>\n", tie[0].x,
                           tie[0].y, tie[1].x, tie[2].x, tie[2].y, tie[3].x);
        out += svg::text({x + 26.0, placed[i] + 4.0}, names[i].words, names[i].style);
    }
    return out;
}

std::vector<Label> layer_labels(const View& view, const std::vector<Layer>& stack) {
    std::vector<Label> out;
    for (const Layer& layer : stack) {
        if (layer.top >= view.depth_shown()) continue;
        const double bottom = std::min(layer.bottom, view.depth_shown());
        const std::string size = layer.open_ended ? "" : " " + length(layer.bottom - layer.top);
        out.push_back({layer.name + size, "", view.at(0.0, (layer.top + bottom) / 2.0).y});
    }
    return out;
}

std::string depth_axis(const View& view, double unit, std::string_view title) {
    std::string out = svg::text({view.frame.left - 8.0, view.frame.top - 16.0}, title, "axis-title", Anchor::end);
    const std::vector<double> at =
        svg::ticks(0.0, view.depth_shown() / unit, static_cast<int>(view.frame.height / 36.0));
    const std::vector<std::string> words = svg::tick_labels(at);
    for (std::size_t i = 0; i < at.size(); ++i) {
        const double y = view.at(0.0, at[i] * unit).y;
        out += svg::line({view.frame.left - 5.0, y}, {view.frame.left, y}, "axis");
        out += svg::text({view.frame.left - 9.0, y + 4.0}, words[i], "tick", Anchor::end);
    }
    return out;
}

/// The longest round length that fits into `room` pixels.
std::string scale_bar(const View& view, double room) {
    const double most = room / view.scale / core::micrometre;
    double size = std::pow(10.0, std::floor(std::log10(most)));
    for (const double factor : {2.0, 5.0})
        if (std::pow(10.0, std::floor(std::log10(most))) * factor <= most)
            size = std::pow(10.0, std::floor(std::log10(most))) * factor;
    const double width = size * core::micrometre * view.scale;
    return svg::scale_bar({view.frame.right() - width, view.frame.top - 12.0}, width, length(size * core::micrometre));
}

View main_view(const course::Result& result, const course::Session& session) {
    double deepest = std::max(result.skin.full_thickness() * 1.12, needle_length(result, session) * 1.06);
    for (const course::DrawnHole& drawn : session.strip) deepest = std::max(deepest, drawn.depth * 1.06);
    if (deepest <= 0.0) deepest = core::millimetre;
    const double strip = session.strip_length > 0.0 ? session.strip_length : 4.0 * core::millimetre;
    const double by_height = tallest / deepest;
    const double scale = std::min(std::max(widest / strip, least_pixels_per_millimetre / core::millimetre), by_height);
    return {{left, air, std::min(widest, strip * scale), deepest * scale}, 0.0, scale};
}

/// Centred on the hole that is nearest to the place above the inset, wide enough for its mouth, deep enough for the
/// epidermis.
View inset_view(const course::Result& result, const course::Session& session, const View& main, double top) {
    const double width = 300.0, height = 200.0;
    const double middle = std::min(width, main.frame.width) / 2.0 / main.scale;
    const course::DrawnHole* nearest = nullptr;
    for (const course::DrawnHole& drawn : session.strip)
        if (drawn.depth > 0.0 && (nearest == nullptr || std::abs(drawn.x - middle) < std::abs(nearest->x - middle)))
            nearest = &drawn;
    const double mouth = nearest == nullptr ? 0.0 : nearest->mouth;
    double scale = height / std::max(result.skin.epidermis() * 1.4, 20.0 * core::micrometre);
    if (mouth > 0.0) scale = std::min(scale, width / (2.2 * mouth));
    scale = std::max(scale, main.scale);
    const double centre = nearest == nullptr ? middle : nearest->x;
    return {{left, top, width, height}, centre - width / scale / 2.0, scale};
}

std::string zoom_lines(const View& main, const View& inset) {
    const Point corner = main.at(inset.origin, 0.0);
    const Frame box{corner.x, corner.y, inset.width_shown() * main.scale, inset.depth_shown() * main.scale};
    return svg::rectangle(box, "frame") +
           svg::line({box.left, box.bottom()}, {inset.frame.left, inset.frame.top}, "leader") +
           svg::line({box.right(), box.bottom()}, {inset.frame.right(), inset.frame.top}, "leader");
}

/// What lies in the skin: the top of the upper plexus of vessels, and between which depths hair follicles bulge. Where
/// along the cut they would stand is not known.
std::string structures(const View& view, const skin::Skin& skin, std::vector<Label>& names) {
    std::string out;
    if (const double top = skin.vessels.upper_plexus; top > 0.0 && top < view.depth_shown()) {
        const double y = view.at(0.0, top).y;
        out += svg::line({view.frame.left, y}, {view.frame.right(), y}, "plexus");
        names.push_back({"Upper vessels from " + length(top), "", y});
    }
    const skin::Follicles& hair = skin.follicles;
    if (hair.per_area > 0.0 && hair.bulge_bottom > hair.bulge_top && hair.bulge_top < view.depth_shown()) {
        const double from = view.at(0.0, hair.bulge_top).y;
        const double to = view.at(0.0, std::min(hair.bulge_bottom, view.depth_shown())).y;
        // Outside of the cut, so that no hole is hidden.
        out += svg::line({view.frame.right() + 2.0, from}, {view.frame.right() + 2.0, to}, "bulge");
        names.push_back({fmt::format("Follicle bulge {} to {}", number(hair.bulge_top / core::micrometre),
                                     with_unit(number(hair.bulge_bottom / core::micrometre), "µm")),
                         "", (from + to) / 2.0});
    }
    return out;
}

std::string key(Point at) {
    const auto swatch = [](Point p, const char* style) {
        const std::vector<Point> wedge{{p.x + 4.0, p.y - 12.0}, {p.x + 24.0, p.y - 12.0}, {p.x + 14.0, p.y + 6.0}};
        return svg::polygon(wedge, style);
    };
    std::string out = swatch(at, "open") + svg::text({at.x + 38.0, at.y}, "open right after withdrawal");
    at.y += 30.0;
    out += swatch(at, "track") + svg::text({at.x + 38.0, at.y}, "pierced, closed by recoil");
    at.y += 28.0;
    out += svg::line({at.x, at.y - 4.0}, {at.x + 28.0, at.y - 4.0}, "mean") +
           svg::text({at.x + 38.0, at.y}, "mean true depth");
    at.y += 28.0;
    out += svg::line({at.x, at.y - 4.0}, {at.x + 28.0, at.y - 4.0}, "nominal") +
           svg::text({at.x + 38.0, at.y}, "needle length");
    at.y += 28.0;
    out += svg::line({at.x, at.y - 4.0}, {at.x + 28.0, at.y - 4.0}, "plexus") +
           svg::text({at.x + 38.0, at.y}, "upper plexus of vessels");
    at.y += 28.0;
    out += svg::line({at.x + 14.0, at.y - 12.0}, {at.x + 14.0, at.y + 4.0}, "bulge") +
           svg::text({at.x + 38.0, at.y}, "depth of the follicles' bulge");
    return out;
}

std::string draw(const course::Result& result, const course::Session& session, const View& main, const View& inset) {
    const std::vector<Layer> stack = layers(result.skin, main.depth_shown());
    std::string out = tissue(main, stack);
    out += svg::line({main.frame.left, main.frame.top}, {main.frame.right(), main.frame.top}, "surface");
    // Holes at the edges of the cut stay inside the drawing.
    out += fmt::format(
        "<clipPath id=\"cut-clip\">{}</clipPath>\n<g clip-path=\"url(#cut-clip)\">\n{}</g>\n",
        svg::rectangle({main.frame.left, main.frame.top - 1.0, main.frame.width, main.frame.height + 1.0}, ""),
        holes(main, session.strip));
    std::vector<Label> names = layer_labels(main, stack);
    out += structures(main, result.skin, names);
    if (session.depth.mean > 0.0) {
        const double y = main.at(0.0, session.depth.mean).y;
        out += svg::line({main.frame.left, y}, {main.frame.right(), y}, "mean");
        names.push_back({"Mean true depth " + length(session.depth.mean), "strong", y});
    }
    if (const double needle = needle_length(result, session); needle > 0.0) {
        const double y = main.at(0.0, needle).y;
        out += svg::line({main.frame.left, y}, {main.frame.right(), y}, "nominal");
        names.push_back({"Needle length " + length(needle), "strong", y});
    }
    out += labels(main, names) + depth_axis(main, core::millimetre, "mm") + scale_bar(main, 160.0);
    out += zoom_lines(main, inset);

    out += svg::rectangle(inset.frame, "hy") + tissue(inset, stack);
    out += fmt::format("<clipPath id=\"inset-clip\">{}</clipPath>\n<g clip-path=\"url(#inset-clip)\">\n{}</g>\n",
                       svg::rectangle(inset.frame, ""), holes(inset, session.strip));
    out += svg::rectangle(inset.frame, "frame");
    out +=
        labels(inset, layer_labels(inset, stack)) + depth_axis(inset, core::micrometre, "µm") + scale_bar(inset, 110.0);
    out += svg::text({inset.frame.left, inset.frame.top - 34.0},
                     fmt::format("The surface at {} times the scale above", rounded(inset.scale / main.scale, 0)),
                     "axis-title halo");
    return out + key({622.0, inset.frame.top + 22.0});
}

}  // namespace

std::string cross_section(const course::Result& result) {
    if (result.sessions.empty())
        return section("skin", "The needles in the skin", paragraph("No session was carried out."));
    const course::Session& session = result.sessions.front();
    const View main = main_view(result, session);
    const View inset = inset_view(result, session, main, main.frame.bottom() + 92.0);
    const auto shown = std::count_if(session.strip.begin(), session.strip.end(), [&](const course::DrawnHole& drawn) {
        return drawn.depth > 0.0 && drawn.x >= 0.0 && drawn.x <= main.width_shown();
    });
    const std::string met = shown == 0
                                ? std::string("No hole lies in this cut")
                                : fmt::format("{} in this cut", capitalised(counted(static_cast<int>(shown), "hole")));
    // A cut of no thickness would meet almost no hole: a slice is seen from its side.
    const std::string slice =
        session.strip_thickness > 0.0 ? fmt::format(", in a slice {} thick", length(session.strip_thickness)) : "";
    const std::string description = fmt::format(
        "{} of {} of skin. Layers from the surface: stratum corneum {}, viable epidermis {}, dermis {}, then "
        "hypodermis. "
        "Needle length {}; mean true depth {}; mean open channel after withdrawal {}.",
        met, length(main.width_shown()), length(result.skin.stratum_corneum), length(result.skin.viable_epidermis),
        length(result.skin.dermis), length(needle_length(result, session)), length(session.depth.mean),
        length(session.residual_depth.mean));
    std::string html = paragraph(
        "A needle dents the skin before it pierces it, so it reaches less deep than it is long. When it is "
        "withdrawn the skin recoils, and only the upper part of the track stays open.");
    html += figure(
        svg::drawing("skin-figure", page_width, inset.frame.bottom() + 16.0,
                     "Cross-section of the skin after the first session, to scale", description,
                     draw(result, session, main, inset)),
        fmt::format(
            "Cut through the {} after the first session, width and depth on one scale: {} of {}{}. Layers are drawn "
            "flat at their mean thickness.",
            escape(words(result.skin.site)), escape(uncapitalised(met)), length(main.width_shown()), slice));
    return section("skin", "The needles in the skin", html);
}

}  // namespace percuta::report
