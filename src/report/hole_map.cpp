// The skin from above: every strike on a square piece of it, to scale.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using svg::Point;

constexpr double left = 1.0, top = 30.0, widest = 560.0;  // of the square, pixels
constexpr double least_mouth = 4.0;                       // pixels: a smaller disc is hard to see
constexpr double wide_mouth = 12.0;                       // pixels: discs that may overlap are drawn with an outline
constexpr double dent_radius = 2.5;
constexpr double fewest_strikes = 60.0;

/// A square piece from the middle of the map, by one factor for both directions.
struct Piece {
    double corner = 0.0;  ///< metres, in the map
    double side = 0.0;    ///< metres
    double scale = 1.0;   ///< pixels per metre

    Point at(double x, double y) const { return {left + (x - corner) * scale, top + (y - corner) * scale}; }
    bool shows(const course::MappedHole& hole) const {
        const double reach = 0.5 * (hole.mouth + std::hypot(hole.slot_x, hole.slot_y));
        return std::min(hole.x, hole.y) > corner - reach && std::max(hole.x, hole.y) < corner + side + reach;
    }
};

/// All of the map, or as much of it as leaves the usual mouth wide enough to be seen.
Piece piece_of(const course::Session& session) {
    double side = session.map_side;
    if (session.mouth.mean > 0.0) side = std::min(side, session.mouth.mean * widest / least_mouth);
    const double enough = std::sqrt(fewest_strikes / std::max(fewest_strikes, static_cast<double>(session.map.size())));
    side = std::max(side, session.map_side * enough);
    return {0.5 * (session.map_side - side), side, widest / side};
}

/// A disc, or a stadium along the way of the hand. Hundredths of a pixel: the width of a mouth is what is to be seen.
std::string mouth(const Piece& piece, const course::MappedHole& hole) {
    const double width = hole.mouth * piece.scale;
    const char* style = width < wide_mouth ? "mouth" : "mouth wide";
    const Point centre = piece.at(hole.x, hole.y);
    if (hole.slot_x == 0.0 && hole.slot_y == 0.0)
        return fmt::format("<circle cx=\"{:.2f}\" cy=\"{:.2f}\" r=\"{:.2f}\" class=\"{}\"/>\n", centre.x, centre.y,
                           width / 2.0, style);
    const double whole = width + std::hypot(hole.slot_x, hole.slot_y) * piece.scale;
    const double turned = std::atan2(hole.slot_y, hole.slot_x) * 180.0 / std::numbers::pi;
    return fmt::format(
        "<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\" rx=\"{:.2f}\" "
        "transform=\"rotate({:.1f} {:.2f} {:.2f})\" class=\"{}\"/>\n",
        centre.x - whole / 2.0, centre.y - width / 2.0, whole, width, width / 2.0, turned, centre.x, centre.y, style);
}

bool tiny(const Piece& piece, const course::MappedHole& hole) { return hole.mouth * piece.scale < 0.75 * least_mouth; }

/// Four fine ticks that point at a hole too small to be seen.
std::string pointer(Point at) {
    return fmt::format(
        "<path class=\"pointer\" d=\"M{0:.1f},{1:.1f} h-5 m16,0 h-5 M{2:.1f},{3:.1f} v-5 m0,16 v-5\"/>\n", at.x - 3.0,
        at.y, at.x, at.y - 3.0);
}

/// A length of a round number of micrometres that takes about a quarter of the side.
double round_length(double side) {
    const double most = side / 4.0;
    const double power = std::pow(10.0, std::floor(std::log10(most)));
    for (const double factor : {5.0, 2.0})
        if (factor * power <= most) return factor * power;
    return power;
}

struct Drawn {
    std::string holes, dents;
    int pierced = 0, dented = 0;
    bool pointed_at = false;
};

Drawn draw(const Piece& piece, const course::Session& session) {
    Drawn out;
    for (const course::MappedHole& hole : session.map) {
        if (!piece.shows(hole)) continue;
        if (!hole.pierced) {
            ++out.dented;
            out.dents += svg::marker(piece.at(hole.x, hole.y), svg::Shape::circle, "dent", dent_radius);
            continue;
        }
        ++out.pierced;
        out.holes += mouth(piece, hole);
        if (!tiny(piece, hole)) continue;
        out.pointed_at = true;
        out.holes += pointer(piece.at(hole.x, hole.y));
    }
    return out;
}

std::string key(const Piece& piece, const Drawn& drawn) {
    constexpr double x = left + widest + 34.0;
    double y = top + 24.0;
    const auto entry = [&](const std::string& sign, int count, const char* what, const char* meaning) {
        const std::string words = fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
        const std::string out =
            sign + svg::text({x + 26.0, y}, words, "strong") + svg::text({x + 26.0, y + 19.0}, meaning, "quiet");
        y += 56.0;
        return out;
    };
    const Point sign{x + 8.0, y - 4.0};
    std::string out = entry(drawn.pointed_at ? pointer(sign) + svg::marker(sign, svg::Shape::circle, "mouth", 1.0)
                                             : svg::marker(sign, svg::Shape::circle, "mouth", 6.0),
                            drawn.pierced, "hole", drawn.pointed_at ? "to scale, between four ticks" : "to scale");
    if (drawn.dented > 0)
        out += entry(svg::marker({x + 8.0, y - 4.0}, svg::Shape::circle, "dent", dent_radius), drawn.dented, "strike",
                     "that dented the skin only; no scale");
    const double bar = round_length(piece.side);
    return out + svg::scale_bar({x, top + widest - 12.0}, bar * piece.scale, length(bar));
}

}  // namespace

std::string hole_map(const course::Session& session) {
    if (session.map.empty() || session.map_side <= 0.0) return "";
    const Piece piece = piece_of(session);
    const svg::Frame square{left, top, widest, widest};
    const Drawn drawn = draw(piece, session);
    // Holes over dents, so that none is hidden.
    std::string body = svg::rectangle(square, "skin-above");
    body += fmt::format("<clipPath id=\"map-clip\">{}</clipPath>\n<g clip-path=\"url(#map-clip)\">\n{}{}</g>\n",
                        svg::rectangle(square, ""), drawn.dents, drawn.holes);
    body += svg::rectangle(square, "frame") +
            svg::text({left, top - 10.0}, fmt::format("{} by {} of skin", length(piece.side), length(piece.side)),
                      "axis-title");
    body += key(piece, drawn);
    const std::string description = fmt::format(
        "Map of {} by {} of skin after the first session: {} holes, {} of them wide on average, and {} "
        "strikes that did not pierce.",
        length(piece.side), length(piece.side), drawn.pierced, length(session.mouth.mean), drawn.dented);
    return figure(
        svg::drawing("map-figure", 880.0, top + widest + 8.0, "The skin from above, to scale", description, body),
        fmt::format("A square piece of the treated skin after the first session, seen from above, to scale: every "
                    "hole as wide as it is at the surface after recoil. {:.2g}\u00a0% of the surface is inside a hole.",
                    session.covered_area * 100.0));
}

}  // namespace percuta::report
