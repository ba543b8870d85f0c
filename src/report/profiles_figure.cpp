// Concentration over depth at a few times, and the ratio of needled to intact skin.
#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/amounts.hpp"
#include "report/delivery_figures.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using svg::Anchor;
using svg::Point;

constexpr double per_micrometre = 1.0 / core::micrometre;
constexpr double first_panel = 62.0, last_panel = 760.0, gap = 20.0, top = 34.0, height = 280.0;
constexpr std::size_t most_panels = 4;
constexpr double least_depth = 10 * core::micrometre;
constexpr double decades_shown = 5.0;

/// A logarithmic scale over whole decades.
struct LogScale {
    svg::Scale decades;
    double operator()(double value) const { return decades(std::log10(value)); }
    double least() const { return std::pow(10.0, decades.from); }
};

std::vector<const course::DepthProfile*> shown(const course::Delivery& delivery) {
    std::vector<const course::DepthProfile*> out;
    const std::size_t all = delivery.profiles.size();
    const std::size_t panels = std::min(all, most_panels);
    for (std::size_t i = 0; i < panels; ++i)
        out.push_back(&delivery.profiles[panels == 1 ? all - 1 : i * (all - 1) / (panels - 1)]);
    return out;
}

double highest(const std::vector<const course::DepthProfile*>& profiles) {
    double out = 0.0;
    for (const course::DepthProfile* profile : profiles)
        for (const std::vector<double>* values : {&profile->needled, &profile->intact})
            for (const double value : *values) out = std::max(out, value * micrograms_per_millilitre);
    return out;
}

/// Five decades below the highest, or fewer when nothing is as little.
double lowest(const std::vector<const course::DepthProfile*>& profiles, double high) {
    double out = high;
    for (const course::DepthProfile* profile : profiles)
        for (const std::vector<double>* values : {&profile->needled, &profile->intact})
            for (const double value : *values)
                if (value > 0.0) out = std::min(out, value * micrograms_per_millilitre);
    return std::max(out, high * std::pow(10.0, -decades_shown));
}

LogScale concentration_scale(const std::vector<const course::DepthProfile*>& profiles) {
    const double high = highest(profiles);
    const double to = std::ceil(std::log10(high) - 1e-9);
    return {{std::min(std::floor(std::log10(lowest(profiles, high)) + 1e-9), to - 1.0), to, 0.0, 1.0}};
}

/// As deep as there is something to be seen.
double deepest(const std::vector<const course::DepthProfile*>& profiles, const LogScale& x) {
    double out = least_depth;
    const auto look = [&](const std::vector<double>& depth, const std::vector<double>& values) {
        for (std::size_t i = 0; i < std::min(depth.size(), values.size()); ++i)
            if (values[i] * micrograms_per_millilitre >= x.least()) out = std::max(out, depth[i]);
    };
    for (const course::DepthProfile* profile : profiles) {
        look(profile->needled_depth, profile->needled);
        look(profile->intact_depth, profile->intact);
    }
    return out;
}

/// By the square root: a stratum corneum of 15 µm is to be seen above a dermis a hundred times as thick.
struct DepthScale {
    double to = 1.0;  ///< micrometres
    double operator()(double depth) const { return top + height * std::sqrt(depth / to); }
};

struct LayerOfSkin {
    const char* title;
    const char* style;
    double bottom;  ///< metres
};

std::vector<LayerOfSkin> layers(const skin::Skin& skin) {
    const double epidermis = skin.stratum_corneum + skin.viable_epidermis;
    return {{"stratum corneum", "sc", skin.stratum_corneum},
            {"epidermis", "ve", epidermis},
            {"papillary dermis", "pd", epidermis + skin.papillary_dermis},
            {"dermis", "rd", epidermis + skin.dermis}};
}

std::string ground(const skin::Skin& skin, double left, double right, const DepthScale& y) {
    std::string out;
    double from = 0.0;
    for (const LayerOfSkin& layer : layers(skin)) {
        const double to = std::min(layer.bottom * per_micrometre, y.to);
        if (to > from) out += svg::rectangle({left, y(from), right - left, y(to) - y(from)}, layer.style);
        from = std::max(from, to);
    }
    return out;
}

std::string depth_axis(double left, const DepthScale& y) {
    std::string out;
    double last = -1e3;
    for (const double at : {0.0, 10.0, 50.0, 100.0, 250.0, 500.0, 1000.0, 1500.0, 2000.0, 3000.0, 4000.0}) {
        if (at > y.to || y(at) - last < 15.0) continue;
        last = y(at);
        out += svg::line({left - 5.0, last}, {left, last}, "axis") +
               svg::text({left - 8.0, last + 4.0}, number(at, 4), "tick", Anchor::end);
    }
    return out;
}

std::string layer_names(const skin::Skin& skin, double left, const DepthScale& y) {
    std::vector<double> wanted;
    std::vector<const char*> names;
    double from = 0.0;
    for (const LayerOfSkin& layer : layers(skin)) {
        const double to = std::min(layer.bottom * per_micrometre, y.to);
        if (to <= from) continue;
        wanted.push_back(y(0.5 * (from + to)));
        names.push_back(layer.title);
        from = to;
    }
    const std::vector<double> at = svg::spread(wanted, 15.0, top + 4.0, top + height);
    std::string out;
    for (std::size_t i = 0; i < at.size(); ++i)
        out += svg::line({left + 1.0, wanted[i]}, {left + 8.0, at[i]}, "leader") +
               svg::text({left + 11.0, at[i] + 4.0}, names[i], "quiet");
    return out;
}

/// A line is broken where it falls below the scale.
std::string profile_line(const std::vector<double>& depth, const std::vector<double>& values, const LogScale& x,
                         const DepthScale& y, std::string_view style) {
    std::string out;
    std::vector<Point> piece;
    const auto flush = [&] {
        if (piece.size() > 1) out += svg::polyline(piece, "casing") + svg::polyline(piece, style);
        piece.clear();
    };
    for (std::size_t i = 0; i < std::min(depth.size(), values.size()); ++i) {
        const double value = values[i] * micrograms_per_millilitre;
        if (value >= x.least() && depth[i] * per_micrometre <= y.to)
            piece.push_back({x(value), y(depth[i] * per_micrometre)});
        else flush();
    }
    flush();
    return out;
}

std::string decade_label(double exponent) {
    if (std::abs(exponent) <= 2.0) return number(std::pow(10.0, exponent));
    return "10" + superscript(static_cast<int>(exponent));
}

std::string decade_axis(const LogScale& x, double y, double panels) {
    std::string out = svg::line({x.decades.start, y}, {x.decades.end, y}, "axis");
    const double span = x.decades.to - x.decades.from;
    const double step = panels > 2.0 && span > 3.0 ? 2.0 : 1.0;
    for (double k = x.decades.from; k <= x.decades.to + 1e-9; k += 1.0) {
        out += svg::line({x.decades(k), y}, {x.decades(k), y + 5.0}, "axis");
        // At the ends of a narrow panel labels stand inside, or they would run into the next one.
        const Anchor anchor = panels < 2.0          ? Anchor::middle
                              : k == x.decades.from ? Anchor::start
                              : k == x.decades.to   ? Anchor::end
                                                    : Anchor::middle;
        if (std::fmod(x.decades.to - k, step) == 0.0)
            out += svg::text({x.decades(k), y + 19.0}, decade_label(k), "tick", anchor);
    }
    return out;
}

/// Beside the two lines where they are deepest, in the first panel.
std::string line_names(const course::DepthProfile& profile, const LogScale& x, const DepthScale& y) {
    std::string out;
    std::vector<Point> ends;
    const auto last = [&](const std::vector<double>& depth, const std::vector<double>& values) {
        Point end{0.0, -1.0};
        for (std::size_t i = 0; i < std::min(depth.size(), values.size()); ++i)
            if (values[i] * micrograms_per_millilitre >= x.least() && depth[i] * per_micrometre <= y.to)
                end = {x(values[i] * micrograms_per_millilitre), y(depth[i] * per_micrometre)};
        return end;
    };
    const Point needled = last(profile.needled_depth, profile.needled);
    const Point intact = last(profile.intact_depth, profile.intact);
    const std::vector<double> wanted{needled.y - 8.0, intact.y - 8.0};
    const std::vector<double> at = svg::spread(wanted, 15.0, top + 12.0, top + height - 6.0);
    const auto name = [&](const Point& end, double ordinate, const char* words) {
        if (end.y < 0.0) return;
        const bool at_left = end.x > 0.6 * x.decades.end + 0.4 * x.decades.start;
        out +=
            svg::text({end.x + (at_left ? -6.0 : 6.0), ordinate}, words, "halo", at_left ? Anchor::end : Anchor::start);
    };
    name(needled, at[0], "with needles");
    name(intact, at[1], "intact skin");
    return out;
}

}  // namespace

std::string profiles_figure(const course::Result& result, const course::Delivery& delivery, const std::string& id) {
    const std::vector<const course::DepthProfile*> profiles = shown(delivery);
    if (profiles.empty() || !(highest(profiles) > 0.0)) return "";
    const LogScale scale = concentration_scale(profiles);
    const DepthScale y{deepest(profiles, scale) * per_micrometre};
    const auto panels = static_cast<double>(profiles.size());
    const double width = std::min((last_panel - first_panel - gap * (panels - 1.0)) / panels, 330.0);
    std::string body = svg::text({0.0, 14.0}, "Depth, µm", "axis-title"), description;
    double left = first_panel;
    for (const course::DepthProfile* profile : profiles) {
        const LogScale x{{scale.decades.from, scale.decades.to, left, left + width}};
        body += ground(result.skin, left, left + width, y);
        if (profile == profiles.front()) body += depth_axis(left, y);
        body += svg::text({left + 0.5 * width, 26.0}, after_needles(profile->time), "strong", Anchor::middle);
        body += profile_line(profile->intact_depth, profile->intact, x, y, "line intact");
        body += profile_line(profile->needled_depth, profile->needled, x, y, "line s1");
        if (profile == profiles.front()) body += line_names(*profile, x, y);
        body += decade_axis(x, top + height, panels);
        description += fmt::format("{}{}", description.empty() ? "Panels: " : ", ", after_needles(profile->time));
        left += width + gap;
    }
    body += layer_names(result.skin, left - gap, y);
    body += svg::text({left - gap, top + height + 38.0}, "µg in a millilitre of tissue", "axis-title", Anchor::end);
    return svg::drawing(id, 880.0, top + height + 46.0,
                        fmt::format("{} over depth, with needles and without", delivery.permeant_title),
                        description + ". Concentration on a logarithmic scale, the surface at the top.", body);
}

namespace {

constexpr double ratio_from = 300.0, ratio_to = 690.0, ratio_row = 34.0, first_ratio = 40.0;

/// Long names of a user would run into the axis.
std::string shortened(const std::string& words, std::size_t most) {
    std::size_t length = 0, at = 0;
    for (; at < words.size(); ++at) {  // characters of UTF-8 are not cut in two
        if ((static_cast<unsigned char>(words[at]) & 0xC0u) == 0x80u) continue;
        if (length++ == most) return words.substr(0, at) + "…";
    }
    return words;
}

LogScale ratio_scale(const std::vector<const course::Delivery*>& rows) {
    double least = 1.0, most = 1.0;
    for (const course::Delivery* row : rows) {
        if (!has_ratio(*row)) continue;
        for (const double value : {row->enhancement.lo, row->enhancement.hi, row->enhancement.median})
            if (std::isfinite(value) && value > 0.0) {
                least = std::min(least, value);
                most = std::max(most, value);
            }
    }
    const double from = std::floor(std::log10(least) + 1e-9);
    return {{from, std::max(std::ceil(std::log10(most) - 1e-9), from + 1.0), ratio_from, ratio_to}};
}

std::string ratio_mark(const course::Delivery& row, const LogScale& x, double y) {
    std::string out = svg::text({0.0, y - 2.0}, shortened(row.permeant_title, 38), "strong") +
                      svg::text({0.0, y + 13.0}, shortened(row.product_title, 44), "quiet");
    if (!has_ratio(row))
        return out + svg::text({ratio_from + 8.0, y + 4.0}, "next to nothing passes intact skin", "quiet halo") +
               svg::text({ratio_to + 16.0, y + 4.0}, "no ratio", "");
    const auto at = [&](double value) {
        if (!std::isfinite(value)) return ratio_to;
        return value > 0.0 ? std::clamp(x(value), ratio_from, ratio_to) : ratio_from;
    };
    out += svg::line({at(row.enhancement.lo), y}, {at(row.enhancement.hi), y}, "whisker") +
           svg::marker({at(row.enhancement.median), y}, svg::Shape::circle, "dot");
    // Each end with digits of its own: ratios span decades.
    const std::string words =
        fmt::format("{} ({} {})", number(row.enhancement.median, 2), number(row.enhancement.lo, 2),
                    std::isfinite(row.enhancement.hi) ? "to " + number(row.enhancement.hi, 2) : std::string("or more"));
    return out + svg::text({ratio_to + 16.0, y + 4.0}, words, "");
}

}  // namespace

std::string enhancement_figure(const std::vector<const course::Delivery*>& deliveries, const std::string& id) {
    std::vector<const course::Delivery*> rows;
    std::ranges::copy_if(deliveries, std::back_inserter(rows), [](const auto* one) { return simulated(*one); });
    if (std::ranges::none_of(rows, [](const auto* one) { return has_ratio(*one); })) return "";
    const LogScale x = ratio_scale(rows);
    const double bottom = first_ratio + ratio_row * static_cast<double>(rows.size());
    std::string body, description;
    for (double k = x.decades.from; k <= x.decades.to + 1e-9; k += 1.0)
        body += svg::line({x.decades(k), first_ratio - 8.0}, {x.decades(k), bottom}, "grid");
    body += svg::line({x(1.0), first_ratio - 8.0}, {x(1.0), bottom}, "nominal") +
            svg::text({x(1.0), first_ratio - 14.0}, "as intact skin", "quiet", Anchor::middle);
    double y = first_ratio + 0.5 * ratio_row;
    for (const course::Delivery* row : rows) {
        body += ratio_mark(*row, x, y);
        y += ratio_row;
        description += fmt::format("{}: {}. ", row->permeant_title,
                                   has_ratio(*row) ? number(row->enhancement.median) : std::string("no ratio"));
    }
    body += decade_axis(x, bottom, 1.0) +
            svg::text({ratio_to, bottom + 36.0}, "times what passes intact skin", "axis-title", Anchor::end);
    return svg::drawing(id, 880.0, bottom + 44.0, "How many times more gets in than through intact skin", description,
                        body);
}

}  // namespace percuta::report
