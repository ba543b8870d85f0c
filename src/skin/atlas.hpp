// The skin atlas: what the layers of each body site measure, and how they vary.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/parameter.hpp"

namespace percuta::skin {

enum class Sex { female, male };

/// Layers of one site of one person, surface downwards; all thicknesses in metres.
struct Skin {
    std::string site;
    double stratum_corneum = 0.0;
    double viable_epidermis = 0.0;
    double papillary_dermis = 0.0;  ///< part of the dermis
    double dermis = 0.0;            ///< papillary and reticular together
    double hypodermis = 0.0;
    double within_site_sigma = 0.0;   ///< log standard deviation of thickness from place to place within the site
    double correlation_length = 0.0;  ///< of that variation, along the surface

    double epidermis() const { return stratum_corneum + viable_epidermis; }
    double full_thickness() const { return epidermis() + dermis; }
};

/// One site as it stands in data/skin.toml.
struct Site {
    std::string name;   ///< "cheek"
    std::string title;  ///< "Cheek"
    core::ParameterSet layers;
};

class Atlas {
public:
    /// Reads data/skin.toml. Throws InvalidInput with every mistake at once.
    static Atlas read(const core::Document& document);

    const std::vector<Site>& sites() const { return sites_; }
    std::vector<std::string> names() const;
    const Site& at(std::string_view name) const;  ///< throws InternalError when there is none
    /// Parameters that hold for every site (variation within a site, share of the papillary dermis …).
    const core::ParameterSet& common() const { return common_; }
    Atlas with_common(core::ParameterSet common) const;

    /// The skin of a site as the atlas gives it for this sex.
    Skin skin(std::string_view site, Sex sex) const;

private:
    std::vector<Site> sites_;
    core::ParameterSet common_;
};

}  // namespace percuta::skin
