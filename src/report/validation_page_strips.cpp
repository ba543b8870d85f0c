// Every figure on one scale: how far the published value lies from the mean of its prediction, in standard deviations
// of that, so that newtons, micrometres and per cent share an axis.
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "report/parts.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"
#include "report/validation_page_parts.hpp"

namespace percuta::report {

namespace {

using svg::Point;

constexpr double width = 880.0, left = 300.0, right = 850.0, top = 34.0;
constexpr double row_height = 13.0, strip_padding = 9.0, least_strip = 44.0;
/// Figures further off than this many standard deviations stand at the edge, as an arrow with their number.
constexpr double farthest = 6.0;
/// Half of a 90 % interval of a normal distribution, in standard deviations.
constexpr double half_of_ninety = 1.6449;

struct Strip {
    const trial::StudyCheck* study;
    std::vector<const trial::FigureCheck*> figures;
    double y = 0.0, height = 0.0;
};

std::vector<Strip> arranged(const trial::Validation& validation, const Set& set) {
    std::vector<Strip> out;
    double y = top;
    for (const trial::StudyCheck& study : validation.studies) {
        if (!set.holds(study)) continue;
        Strip strip{&study, {}, y, 0.0};
        for (const trial::FigureCheck& figure : study.figures)
            if (figure.has_prediction()) strip.figures.push_back(&figure);
        if (strip.figures.empty()) continue;
        strip.height =
            std::max(least_strip, 2.0 * strip_padding + row_height * static_cast<double>(strip.figures.size()));
        y += strip.height;
        out.push_back(std::move(strip));
    }
    return out;
}

/// With words that a pointer resting on it shows.
std::string named(const std::string& body, const std::string& words) {
    return fmt::format("<g><title>{}</title>{}</g>\n", escape(words), body);
}

std::string arrow(double x, double y, bool to_right) {
    const double back = to_right ? -9.0 : 9.0;
    const std::vector<Point> corners{{x, y}, {x + back, y - 5.0}, {x + back, y + 5.0}};
    return svg::polygon(corners, "miss");
}

/// The printed range of figures that are one; open ends run to the edge.
std::string range(const Standing& at, const svg::Scale& x, double y) {
    if (at.least == at.most) return "";
    const double from = std::clamp(at.least, -farthest, farthest), to = std::clamp(at.most, -farthest, farthest);
    return svg::line({x(from), y}, {x(to), y}, "published-range");
}

std::string row(const trial::FigureCheck& figure, const svg::Scale& x, double y) {
    const Standing at = standing(figure);
    const double lo = std::clamp(at.lo, -farthest, farthest), hi = std::clamp(at.hi, -farthest, farthest);
    std::string out = svg::rectangle({x(lo), y - 3.0, x(hi) - x(lo), 6.0}, "predicted") + range(at, x, y);
    if (std::abs(at.z) > farthest) {
        const bool to_right = at.z > 0.0;
        out += arrow(to_right ? right : left, y, to_right);
        out += svg::text({to_right ? right - 14.0 : left + 14.0, y + 4.0}, z_in_words(figure), "quiet halo",
                         to_right ? svg::Anchor::end : svg::Anchor::start);
    } else {
        out += figure.inside ? svg::marker({x(at.z), y}, svg::Shape::circle, "hit", 4.0)
                             : svg::marker({x(at.z), y}, svg::Shape::diamond, "miss", 4.5);
    }
    return named(out,
                 fmt::format("{}: published {}, z {}", figure.what, published_in_words(figure), z_in_words(figure)));
}

std::string shortened(const std::string& title) {
    constexpr std::size_t longest = 36;
    if (title.size() <= longest) return title;
    std::size_t end = title.rfind(' ', longest);
    if (end == std::string::npos) {
        end = longest;  // never through the middle of a character
        while (end > 0 && (static_cast<unsigned char>(title[end]) & 0xC0U) == 0x80U) --end;
    }
    return title.substr(0, end) + " …";
}

std::string draw(const Strip& strip, const svg::Scale& x) {
    const auto inside = std::ranges::count_if(strip.figures, &trial::FigureCheck::inside);
    std::string out = svg::line({0.0, strip.y}, {right, strip.y}, "grid");
    out += svg::text({0.0, strip.y + 18.0}, shortened(strip.study->title), "strong");
    out += svg::text({0.0, strip.y + 34.0}, fmt::format("{} of {} inside", inside, strip.figures.size()), "quiet");
    const double rows = row_height * static_cast<double>(strip.figures.size());
    double y = strip.y + 0.5 * (strip.height - rows) + 0.5 * row_height;
    for (const trial::FigureCheck* figure : strip.figures) {
        out += row(*figure, x, y);
        y += row_height;
    }
    return out;
}

std::string keys() {
    return legend({{svg::marker({14.0, 8.0}, svg::Shape::circle, "hit", 4.0), "published, inside its 90 % interval"},
                   {svg::marker({14.0, 8.0}, svg::Shape::diamond, "miss", 4.5), "published, outside: a miss"},
                   {svg::rectangle({2.0, 5.0, 24.0, 6.0}, "predicted"), "90 % interval of the prediction"},
                   {svg::line({2.0, 8.0}, {26.0, 8.0}, "published-range"), "published as a range"},
                   {svg::polygon(std::vector<Point>{{20.0, 8.0}, {11.0, 3.0}, {11.0, 13.0}}, "miss"),
                    fmt::format("further off than {:g} standard deviations", farthest)}});
}

}  // namespace

Standing standing(const trial::FigureCheck& figure) {
    const double nearest = std::clamp(figure.mean, figure.least, figure.most);
    const double off = nearest - figure.mean;
    // What the check measured with; within a range it measured nothing, and the interval has to do.
    const double sd = off != 0.0 && figure.z != 0.0 && std::isfinite(figure.z)
                          ? off / figure.z
                          : (figure.predicted.hi - figure.predicted.lo) / (2.0 * half_of_ninety);
    const auto in_sd = [&](double value) {
        const double by = value - figure.mean;
        if (by == 0.0) return 0.0;
        return sd > 0.0 ? by / sd : std::copysign(std::numeric_limits<double>::infinity(), by);
    };
    return {in_sd(nearest), in_sd(figure.predicted.lo), in_sd(figure.predicted.hi), in_sd(figure.least),
            in_sd(figure.most)};
}

std::string strips(const trial::Validation& validation, const Set& set) {
    const std::vector<Strip> all = arranged(validation, set);
    if (all.empty()) return "";
    const double bottom = all.back().y + all.back().height;
    const svg::Scale x{-farthest, farthest, left, right};
    std::string body =
        svg::rectangle({x(-half_of_ninety), top, x(half_of_ninety) - x(-half_of_ninety), bottom - top}, "expected");
    body += svg::line({x(0.0), top}, {x(0.0), bottom}, "axis");
    body += svg::text({left, 14.0}, "published is less than predicted", "quiet");
    body += svg::text({right, 14.0}, "published is more", "quiet", svg::Anchor::end);
    int figures = 0;
    std::ptrdiff_t inside = 0;
    for (const Strip& strip : all) {
        body += draw(strip, x);
        figures += static_cast<int>(strip.figures.size());
        inside += std::ranges::count_if(strip.figures, &trial::FigureCheck::inside);
    }
    body += svg::x_axis(x, bottom, svg::ticks(-farthest, farthest, 12),
                        "published minus predicted, standard deviations of the prediction");
    const std::string id = "strips-" + set.role + (set.clinical ? "-trials" : "-experiments");
    return figure(svg::drawing(id, width, bottom + 46.0, "Published minus predicted, " + set.title(),
                               fmt::format("{} of {} published figures lie inside the 90 % interval of their "
                                           "prediction. The tables below list each.",
                                           inside, figures),
                               body) +
                      keys(),
                  fmt::format("{}: every figure of every study, one row each, in standard deviations of its own "
                              "prediction. Light shade over all rows: where 90 of 100 would lie if predictions were "
                              "normally distributed.",
                              capitalised(set.title())));
}

}  // namespace percuta::report
