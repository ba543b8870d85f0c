#include "skin/atlas.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace percuta::skin {

namespace {

using core::Parameter;
using core::ParameterSet;
using core::Reader;
using core::Sign;
using core::Wanted;

constexpr std::array common_wanted{
    Wanted{"papillary_share", "1"},
    Wanted{"papillary_least", "um"},
    Wanted{"papillary_most", "um"},
    Wanted{"within_site_sigma", "1"},
    Wanted{"correlation_length", "mm"},
    Wanted{"between_people_sigma", "1"},
    Wanted{"reference_age", "year"},
    Wanted{"age_least", "year"},
    Wanted{"age_most", "year"},
    Wanted{"viable_epidermis_age_slope", "1/year", Sign::any},
    Wanted{"dermis_age_slope_female", "1/year", Sign::any},
    Wanted{"dermis_age_slope_male", "1/year", Sign::any},
    Wanted{"loops_age_slope", "1/year", Sign::any},
    Wanted{"reference_phototype", "1"},
    Wanted{"stratum_corneum_per_phototype", "1", Sign::any},
    Wanted{"water_dry", "1"},
    Wanted{"water_normal", "1"},
    Wanted{"water_oily", "1"},
    Wanted{"water_occluded", "1"},
    Wanted{"occluded_swelling", "1"},
    Wanted{"loops_per_area", "1/mm2"},
    Wanted{"vessel_diameter", "um"},
    Wanted{"upper_plexus_top", "1"},
    Wanted{"upper_plexus_bottom", "1"},
    Wanted{"deep_plexus_thickness", "mm"},
    Wanted{"upper_plexus_vessels", "mm/mm3"},
    Wanted{"reticular_vessels", "mm/mm3"},
    Wanted{"deep_plexus_vessels", "mm/mm3"},
    Wanted{"hypodermis_vessels", "mm/mm3"},
    Wanted{"infundibulum_share", "1"},
    Wanted{"isthmus_share", "1"},
};

constexpr std::array layers_wanted{
    Wanted{"stratum_corneum", "um"}, Wanted{"viable_epidermis", "um"},  Wanted{"dermis_female", "mm"},
    Wanted{"dermis_male", "mm"},     Wanted{"hypodermis_female", "mm"}, Wanted{"hypodermis_male", "mm"},
};

/// The first two of every site; each of the others where it was measured.
constexpr std::array structures_wanted{
    Wanted{"follicles", "1/cm2"}, Wanted{"orifice", "um"},   Wanted{"infundibulum", "mm"},
    Wanted{"isthmus", "mm"},      Wanted{"nerves", "1/mm2"},
};

void check_order(Reader& root, const ParameterSet& common, std::string_view smaller, std::string_view larger) {
    if (common.has(smaller) && common.has(larger) && common.value(smaller) > common.value(larger))
        root.complain("common", fmt::format("common.{} is above common.{}", smaller, larger));
}

ParameterSet read_layers(Reader& reader) {
    ParameterSet layers = ParameterSet::read_exactly(reader, layers_wanted);
    for (const Parameter& layer : layers.all())
        if (layer.prior.kind != core::Prior::Kind::lognormal)
            reader.complain(layer.name, fmt::format("the prior of {} spans people and is lognormal", layer.name),
                            "write prior = { lognormal = 1.3 }");
    return layers;
}

ParameterSet read_structures(Reader& reader) {
    std::vector<Wanted> wanted(structures_wanted.begin(), structures_wanted.begin() + 2);
    // Infundibulum and isthmus place the bulge together.
    if (reader.has("infundibulum") || reader.has("isthmus"))
        wanted.insert(wanted.end(), structures_wanted.begin() + 2, structures_wanted.begin() + 4);
    if (reader.has("nerves")) wanted.push_back(structures_wanted[4]);
    return ParameterSet::read_exactly(reader, wanted);
}

Site read_site(std::string name, Reader reader) {
    Site site;
    site.name = std::move(name);
    reader.required("title", "\"Cheek\"");
    site.title = reader.text("title").value_or("");
    reader.required("backing", "\"soft\"");
    if (const auto backing = reader.choice("backing", {"soft", "bone"}))
        site.backing = *backing == "bone" ? Backing::bone : Backing::soft;
    reader.required("region", "\"body\"");
    if (const auto region = reader.choice("region", {"body", "face"}))
        site.region = *region == "face" ? Region::face : Region::body;
    reader.required("layers", "{ … }");
    if (auto layers = reader.table("layers")) site.layers = read_layers(*layers);
    reader.required("structures", "{ … }");
    if (auto structures = reader.table("structures")) site.structures = read_structures(*structures);
    reader.refuse_unknown();
    return site;
}

/// Every parameter drawn from its prior, also those that are not marked as sampled for the intervals of a result.
ParameterSet drawn_all(const ParameterSet& set, core::RandomStream& random) {
    std::vector<Parameter> out(set.all().begin(), set.all().end());
    for (Parameter& parameter : out) parameter.value = core::draw(parameter, random);
    return ParameterSet(std::move(out));
}

/// The layers of one person (equation 5): what makes all of a person's skin thick or thin is one factor; the rest of
/// each prior is the layer's own. Fat shares nothing with the skin above it.
ParameterSet drawn_layers(const ParameterSet& layers, double between_people_sigma, core::RandomStream& random) {
    const double person = random.normal();
    std::vector<Parameter> out(layers.all().begin(), layers.all().end());
    for (Parameter& layer : out) {
        const double sigma = std::log(layer.prior.spread);
        const double shared = layer.name.starts_with("hypodermis") ? 0.0 : std::min(between_people_sigma, sigma);
        const double own = std::sqrt(sigma * sigma - shared * shared);
        layer.value *= std::exp(shared * person + own * random.normal());
    }
    return ParameterSet(std::move(out));
}

/// Years, in seconds, from the reference age, within what the sources cover.
double ageing(const ParameterSet& common, double age) {
    return std::clamp(age, common.value("age_least"), common.value("age_most")) - common.value("reference_age");
}

double water(const ParameterSet& common, const Person& person) {
    if (person.occluded) return common.value("water_occluded");
    switch (person.type) {
        case SkinType::dry: return common.value("water_dry");
        case SkinType::normal: return common.value("water_normal");
        case SkinType::oily: return common.value("water_oily");
    }
    throw core::InternalError("no such type of skin");
}

void set_layers(Skin& skin, const ParameterSet& layers, const ParameterSet& common, const Person& person) {
    const bool female = person.sex == Sex::female;
    const double years = ageing(common, person.age);
    const auto aged = [&](std::string_view slope) { return std::exp(common.value(slope) * years); };
    const double steps = person.phototype - common.value("reference_phototype");
    skin.stratum_corneum =
        layers.value("stratum_corneum") * std::exp(common.value("stratum_corneum_per_phototype") * steps);
    if (person.occluded) skin.stratum_corneum *= common.value("occluded_swelling");
    skin.viable_epidermis = layers.value("viable_epidermis") * aged("viable_epidermis_age_slope");
    skin.dermis = layers.value(female ? "dermis_female" : "dermis_male") *
                  aged(female ? "dermis_age_slope_female" : "dermis_age_slope_male");
    skin.hypodermis = layers.value(female ? "hypodermis_female" : "hypodermis_male");
    // No source gives papillary thickness by site: a share of the dermis within bounds, all three judged.
    skin.papillary_dermis = std::clamp(common.value("papillary_share") * skin.dermis, common.value("papillary_least"),
                                       common.value("papillary_most"));
}

/// Bands by fractions of the dermis, because published depths exceed the whole skin of the face. In thin skin a band
/// gives way to the one above it.
Vessels vessels(const Skin& skin, const ParameterSet& common) {
    const double epidermis = skin.epidermis(), junction = skin.full_thickness();
    const double loops = epidermis + skin.papillary_dermis;
    const double top = std::max(loops, epidermis + common.value("upper_plexus_top") * skin.dermis);
    const double bottom = std::max(top, epidermis + common.value("upper_plexus_bottom") * skin.dermis);
    const double deep = std::max(bottom, junction - common.value("deep_plexus_thickness"));
    // A loop is two limbs across the papillary dermis, so loops per area and half the length per volume are one number.
    const double capillaries =
        2.0 * common.value("loops_per_area") * std::exp(common.value("loops_age_slope") * ageing(common, skin.age));
    const double between = common.value("reticular_vessels");
    Vessels out;
    out.bands = {{{epidermis, loops, capillaries},
                  {loops, top, between},
                  {top, bottom, common.value("upper_plexus_vessels")},
                  {bottom, deep, between},
                  {deep, junction, common.value("deep_plexus_vessels")},
                  {junction, junction + skin.hypodermis, common.value("hypodermis_vessels")}}};
    out.diameter = common.value("vessel_diameter");
    out.upper_plexus = top;
    return out;
}

/// The bulge lies in the isthmus, below the infundibulum.
Follicles follicles(const Skin& skin, const ParameterSet& structures, const ParameterSet& common) {
    Follicles out;
    out.per_area = structures.value("follicles");
    out.orifice = structures.value("orifice");
    const bool measured = structures.has("infundibulum");
    out.bulge_top = measured ? structures.value("infundibulum")
                             : skin.epidermis() + common.value("infundibulum_share") * skin.dermis;
    out.bulge_bottom =
        out.bulge_top + (measured ? structures.value("isthmus") : common.value("isthmus_share") * skin.dermis);
    return out;
}

Skin assemble(const Site& site, const ParameterSet& common, const Person& person) {
    assert(common.value("papillary_least") <= common.value("papillary_most"));
    assert(common.value("age_least") <= common.value("age_most"));
    assert(person.phototype >= 1 && person.phototype <= 6);
    Skin skin;
    skin.site = site.name;
    skin.backing = site.backing;
    skin.region = site.region;
    skin.age = std::clamp(person.age, common.value("age_least"), common.value("age_most"));
    skin.water = water(common, person);
    skin.within_site_sigma = common.value("within_site_sigma");
    skin.correlation_length = common.value("correlation_length");
    set_layers(skin, site.layers, common, person);
    skin.vessels = vessels(skin, common);
    skin.follicles = follicles(skin, site.structures, common);
    if (site.structures.has("nerves")) skin.nerve_density = site.structures.value("nerves");
    return skin;
}

}  // namespace

Atlas Atlas::read(const core::Document& document) {
    core::Findings findings(document);
    Reader root(document.root(), findings);
    Atlas atlas;
    root.required("common", "{ … }");
    if (auto common = root.table("common")) atlas.common_ = ParameterSet::read_exactly(*common, common_wanted);
    check_order(root, atlas.common_, "papillary_least", "papillary_most");
    check_order(root, atlas.common_, "age_least", "reference_age");
    check_order(root, atlas.common_, "reference_age", "age_most");
    check_order(root, atlas.common_, "upper_plexus_top", "upper_plexus_bottom");
    root.required("site", "{ … }");
    if (auto sites = root.table("site"))
        for (const auto& [key, node] : sites->entries())
            if (auto site = sites->table(key.name)) atlas.sites_.push_back(read_site(key.name, *site));
    root.required("method", "{ … }");
    if (auto methods = root.table("method")) atlas.methods_ = Observation::read(*methods);
    root.refuse_unknown();
    findings.raise();
    return atlas;
}

std::vector<std::string> Atlas::names() const {
    std::vector<std::string> out;
    for (const Site& site : sites_) out.push_back(site.name);
    return out;
}

const Site& Atlas::at(std::string_view name) const {
    const auto found = std::ranges::find(sites_, name, &Site::name);
    if (found == sites_.end()) throw core::InternalError(fmt::format("no site \"{}\" in the atlas", name));
    return *found;
}

Atlas Atlas::with_common(ParameterSet common) const {
    Atlas copy = *this;
    copy.common_ = std::move(common);
    return copy;
}

Skin Atlas::skin(std::string_view site, const Person& person) const { return assemble(at(site), common_, person); }

Skin Atlas::drawn(std::string_view site, const Person& person, core::RandomStream& random) const {
    Site one = at(site);
    const ParameterSet common = drawn_all(common_, random);
    one.layers = drawn_layers(one.layers, common.value("between_people_sigma"), random);
    one.structures = drawn_all(one.structures, random);
    return assemble(one, common, person);
}

}  // namespace percuta::skin
