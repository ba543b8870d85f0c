// The skin atlas: what the layers of each body site measure, what lies in them, and how they vary.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/parameter.hpp"
#include "core/random.hpp"
#include "skin/observe.hpp"
#include "skin/skin.hpp"

namespace percuta::skin {

/// One site as it stands in data/skin.toml.
struct Site {
    std::string name;   ///< "cheek"
    std::string title;  ///< "Cheek"
    Backing backing = Backing::soft;
    Region region = Region::body;
    core::ParameterSet layers;      ///< thicknesses; the prior of each is lognormal and spans people
    core::ParameterSet structures;  ///< follicles, and nerves where they were counted
};

class Atlas {
public:
    /// Reads data/skin.toml. Throws InvalidInput with every mistake at once.
    static Atlas read(const core::Document& document);

    const std::vector<Site>& sites() const { return sites_; }
    std::vector<std::string> names() const;
    const Site& at(std::string_view name) const;  ///< throws InternalError when there is none
    /// Parameters that hold for every site (age, water, vessels, variation within a site …).
    const core::ParameterSet& common() const { return common_; }
    Atlas with_common(core::ParameterSet common) const;
    /// How each method of measuring shows the layers.
    const Observation& methods() const { return methods_; }

    /// The skin of a site as the atlas gives it for such a person. An age beyond those that the sources cover changes
    /// the skin no further.
    Skin skin(std::string_view site, const Person& person) const;
    /// One such person, drawn from the priors of the layers, of the structures and of the common parameters.
    Skin drawn(std::string_view site, const Person& person, core::RandomStream& random) const;

private:
    std::vector<Site> sites_;
    core::ParameterSet common_;
    Observation methods_;
};

}  // namespace percuta::skin
