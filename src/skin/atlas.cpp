#include "skin/atlas.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include <fmt/format.h>

namespace percuta::skin {

namespace {

using core::Reader;
using core::Wanted;

constexpr std::array common_wanted{
    Wanted{"papillary_share", "1"},   Wanted{"papillary_least", "um"},    Wanted{"papillary_most", "um"},
    Wanted{"within_site_sigma", "1"}, Wanted{"correlation_length", "mm"},
};

constexpr std::array layers_wanted{
    Wanted{"stratum_corneum", "um"}, Wanted{"viable_epidermis", "um"},  Wanted{"dermis_female", "mm"},
    Wanted{"dermis_male", "mm"},     Wanted{"hypodermis_female", "mm"}, Wanted{"hypodermis_male", "mm"},
};

void check_papillary(Reader& root, const core::ParameterSet& common) {
    if (common.has("papillary_least") && common.has("papillary_most") &&
        common.value("papillary_least") > common.value("papillary_most"))
        root.complain("common", "common.papillary_least is above common.papillary_most");
}

Site read_site(std::string name, Reader reader) {
    Site site;
    site.name = std::move(name);
    reader.required("title", "\"Cheek\"");
    site.title = reader.text("title").value_or("");
    reader.required("layers", "{ … }");
    if (auto layers = reader.table("layers")) site.layers = core::ParameterSet::read_exactly(*layers, layers_wanted);
    reader.refuse_unknown();
    return site;
}

}  // namespace

Atlas Atlas::read(const core::Document& document) {
    core::Findings findings(document);
    Reader root(document.root(), findings);
    Atlas atlas;
    root.required("common", "{ … }");
    if (auto common = root.table("common")) atlas.common_ = core::ParameterSet::read_exactly(*common, common_wanted);
    check_papillary(root, atlas.common_);
    root.required("site", "{ … }");
    if (auto sites = root.table("site"))
        for (const auto& [key, node] : sites->entries())
            if (auto site = sites->table(key.name)) atlas.sites_.push_back(read_site(key.name, *site));
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

Atlas Atlas::with_common(core::ParameterSet common) const {
    Atlas copy = *this;
    copy.common_ = std::move(common);
    return copy;
}

Skin Atlas::skin(std::string_view site, Sex sex) const {
    const core::ParameterSet& layers = at(site).layers;
    assert(common_.value("papillary_least") <= common_.value("papillary_most"));
    const bool female = sex == Sex::female;
    Skin skin;
    skin.site = std::string(site);
    skin.stratum_corneum = layers.value("stratum_corneum");
    skin.viable_epidermis = layers.value("viable_epidermis");
    skin.dermis = layers.value(female ? "dermis_female" : "dermis_male");
    skin.hypodermis = layers.value(female ? "hypodermis_female" : "hypodermis_male");
    // No source gives papillary thickness by site: a share of the dermis within bounds, all three judged.
    skin.papillary_dermis = std::clamp(common_.value("papillary_share") * skin.dermis, common_.value("papillary_least"),
                                       common_.value("papillary_most"));
    skin.within_site_sigma = common_.value("within_site_sigma");
    skin.correlation_length = common_.value("correlation_length");
    return skin;
}

}  // namespace percuta::skin
