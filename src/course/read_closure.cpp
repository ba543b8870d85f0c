#include <algorithm>
#include <limits>

#include "course/read_figure.hpp"

namespace percuta::course {

namespace {

using core::Reader;

void read_holes(Reader& reader, Closing& out) {
    if (out.holes.radius == 0.0) reader.required("mouth", "\"70 um\"");
    if (const auto width = reader.quantity("mouth", "um", {.least = 1, .most = 1000})) out.holes.radius = 0.5 * *width;
    if (out.holes.per_area == 0.0) reader.required("holes_per_area", "\"200 1/cm2\"");
    out.holes.per_area =
        reader.quantity("holes_per_area", "1/cm2", {.least = 1, .most = 10000}).value_or(out.holes.per_area);
    read_choice(reader, "region", barrier::region_names(), out.region);
}

/// `before` holds what the other channels of the same figure have set; nothing is required then.
Closing read_closing(Reader& reader, const Closing* before, bool of_water) {
    Closing out = before != nullptr ? *before : Closing{};
    barrier::Conditions& c = out.conditions;
    read_choice(reader, "species", barrier::species_names(), c.species);
    c.living = !reader.flag("in_vitro").value_or(!c.living);
    const bool human = c.species == barrier::Species::human;
    if (before == nullptr) {
        reader.required("punch", "\"roller\"");
        reader.required("needle_length", "\"0.5 mm\"");
        if (c.living) reader.required("occluded", "false");
        if (human && c.living) {
            reader.required("age", "\"30 yr\"");
            reader.required("phototype", "3");
        }
    }
    if (of_water) read_holes(reader, out);
    read_choice(reader, "punch", barrier::punch_names(), c.punch);
    c.needle_length = reader.quantity("needle_length", "mm", {.least = 0.01, .most = 10}).value_or(c.needle_length);
    if (human) {
        c.age = reader.quantity("age", "yr", {.least = 1, .most = 120}).value_or(c.age);
        c.phototype = static_cast<int>(reader.integer("phototype", {.least = 1, .most = 6}).value_or(c.phototype));
    }
    c.nsaid = reader.flag("nsaid").value_or(c.nsaid);
    if (const auto occluded = reader.flag("occluded")) {
        c.occluded.clear();
        if (*occluded) c.occluded.push_back({0.0, std::numeric_limits<double>::infinity()});
    }
    return out;
}

void read_observed(Reader& reader, ClosureFigure& setup) {
    constexpr std::string_view rise = "tewl-rise";
    std::vector<std::string> words(barrier::observed_names().begin(), barrier::observed_names().end());
    words.emplace_back(rise);
    reader.required("observed", "\"impedance\"");
    const auto word = reader.choice("observed", words);
    setup.rise = word == rise;
    if (setup.rise) setup.at = reader.quantity("at", "h", {.least = 0, .most = 10000}).value_or(0.0);
    else if (word) setup.observed = static_cast<barrier::Observed>(std::ranges::find(words, *word) - words.begin());
}

}  // namespace

BenchFigure read_closure_figure(Reader& reader) {
    BenchFigure figure;
    ClosureFigure setup;
    read_observed(reader, setup);
    const bool of_water = setup.rise || setup.observed == barrier::Observed::tewl;
    setup.of = read_closing(reader, nullptr, of_water);
    if (auto over = reader.table("over")) {
        setup.over = read_closing(*over, &setup.of, of_water);
        over->refuse_unknown();
    }
    read_published(reader, setup.over ? "1" : setup.rise ? "g m-2 h-1" : "s", figure);
    reader.refuse_unknown();
    figure.setup = std::move(setup);
    return figure;
}

}  // namespace percuta::course
