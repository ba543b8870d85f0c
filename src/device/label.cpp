#include "device/label.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"
#include "device/device.hpp"

namespace percuta::device {

namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// Ages are said in years completed.
double years(double seconds) { return std::floor(core::convert(seconds, "s", "yr") + 1e-9); }

bool deeper(double depth, double bound) {
    constexpr double round_off = 1e-12;
    return depth > bound * (1.0 + round_off);
}

std::vector<OffLabel> reasons(const Label& label, const Coverage& covered, const Use& use) {
    using What = OffLabel::What;
    std::vector<OffLabel> out;
    const auto add = [&](What what, std::string text) {
        out.push_back({what, label.file, label.file + " " + text, label.source});
    };
    if (!holds(covered.concerns, use.concern))
        add(What::concern,
            fmt::format("covers {}; the plan treats {}", fmt::join(covered.concerns, " and "), use.concern));
    if (!holds(covered.sites, use.site))
        add(What::site, fmt::format("covers this site: {}; the plan treats {}", covered.sites_as_printed, use.site));
    if (const auto& types = covered.phototypes; types && (use.phototype < types->least || use.phototype > types->most))
        add(What::phototype,
            fmt::format("covers phototypes {} to {}; the plan says {}", types->least, types->most, use.phototype));
    if (years(use.age) < years(label.least_age))
        add(What::age, fmt::format("covers ages of {:g} years and more; the plan says {:g}", years(label.least_age),
                                   years(use.age)));
    if (covered.deepest && deeper(use.depth, *covered.deepest))
        add(What::depth, fmt::format("covers depths to {:g} mm; the plan sets {:.4g} mm",
                                     core::convert(*covered.deepest, "m", "mm"), core::convert(use.depth, "m", "mm")));
    if (use.product_applied)
        out.push_back({What::product, label.file,
                       fmt::format("the class of {}, 21 CFR 878.4430, leaves out delivery through the skin; the plan "
                                   "applies a product to the channels",
                                   label.file),
                       "cfr-878-4430"});
    return out;
}

/// The file and use that come closest.
struct Closest {
    const Coverage* covered = nullptr;
    std::vector<OffLabel> reasons;
};

Closest closest_to(const Model& model, const Use& use) {
    Closest out{nullptr, {{OffLabel::What::no_file, "", "no label on file: no FDA file for this device was read", ""}}};
    std::pair<std::size_t, bool> least = {std::string::npos, true};  // number of reasons, other concern
    for (const Label& label : model.labels)
        for (const Coverage& covered : label.covers) {
            auto found = reasons(label, covered, use);
            const std::pair distance = {found.size(), !holds(covered.concerns, use.concern)};
            if (distance > least) continue;
            least = distance;
            out = {&covered, std::move(found)};
        }
    return out;
}

}  // namespace

std::vector<OffLabel> off_label(const Model& model, const Use& use) { return closest_to(model, use).reasons; }

std::optional<double> deepest_labelled(const Model& model, const Use& use) {
    const Coverage* covered = closest_to(model, use).covered;
    return covered != nullptr ? covered->deepest : std::nullopt;
}

}  // namespace percuta::device
