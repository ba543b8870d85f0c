#include "course/statistic.hpp"

#include <algorithm>
#include <array>

namespace percuta::course {

namespace {

using enum StatisticUnit;

/// In the order of Statistic.
constexpr std::array<StatisticForm, 13> forms{
    {{.name = "mean", .of_readings = true},
     {.name = "sd", .of_readings = true, .versus = Versus::never},
     {.name = "mean-change", .from_baseline = true},
     {.name = "sd-change", .from_baseline = true, .versus = Versus::never},
     {.name = "percent-change", .unit = percent, .from_baseline = true},
     {.name = "share-improved", .unit = percent, .threshold = Threshold::in_unit},
     {.name = "share-percent", .unit = percent, .threshold = Threshold::share, .from_baseline = true},
     {.name = "share-within", .unit = percent, .threshold = Threshold::within, .of_readings = true},
     {.name = "paired-t", .unit = one, .from_baseline = true, .versus = Versus::never},
     {.name = "standardised-mean-difference", .unit = one, .versus = Versus::must},
     {.name = "odds-ratio", .unit = one, .threshold = Threshold::share, .from_baseline = true, .versus = Versus::must},
     {.name = "event-share", .unit = percent},
     {.name = "downtime", .unit = time}}};

}  // namespace

const StatisticForm& form_of(Statistic statistic) { return forms.at(static_cast<std::size_t>(statistic)); }

Statistic statistic_named(std::string_view name) {
    return static_cast<Statistic>(std::ranges::find(forms, name, &StatisticForm::name) - forms.begin());
}

std::vector<std::string> statistic_names() {
    std::vector<std::string> out;
    for (const StatisticForm& form : forms) out.emplace_back(form.name);
    return out;
}

std::string_view name(Statistic statistic) { return form_of(statistic).name; }

}  // namespace percuta::course
