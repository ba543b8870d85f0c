// What is treated: the skin of one person at one site.
#pragma once

#include <array>
#include <optional>
#include <string>

namespace percuta::skin {

enum class Sex { female, male };
enum class SkinType { dry, normal, oily };

/// Whose skin: what of a person changes it.
struct Person {
    Sex sex = Sex::female;
    double age = 0.0;   ///< seconds
    int phototype = 3;  ///< Fitzpatrick, 1 to 6
    SkinType type = SkinType::normal;
    bool occluded = false;  ///< under a film or numbing cream until the treatment
};

/// What lies below the fat.
enum class Backing { soft, bone };

/// Parts of the body whose skin loses water alike.
enum class Region { body, face };

/// Blood vessels by depth: bands without a gap from the top of the dermis to the bottom of the fat.
struct Vessels {
    struct Band {
        double top = 0.0;  ///< depth, metres
        double bottom = 0.0;
        double length_density = 0.0;  ///< length of vessels per volume, 1/m2
    };
    /// Papillary loops, dermis between, upper plexus, dermis between, deep plexus, fat. A band may be empty in thin
    /// skin.
    std::array<Band, 6> bands;
    double diameter = 0.0;      ///< metres
    double upper_plexus = 0.0;  ///< depth of its top, metres

    /// Metres of vessel per cubic metre at a depth (metres); 0 in the epidermis and below the fat.
    double length_density(double depth) const;
};

struct Follicles {
    double per_area = 0.0;      ///< 1/m2
    double orifice = 0.0;       ///< diameter, metres
    double bulge_top = 0.0;     ///< depth, metres
    double bulge_bottom = 0.0;  ///< depth, metres
};

/// Layers of one site of one person, surface downwards, with what lies in them; all thicknesses in metres.
struct Skin {
    std::string site;
    Backing backing = Backing::soft;
    Region region = Region::body;
    double stratum_corneum = 0.0;
    double viable_epidermis = 0.0;
    double papillary_dermis = 0.0;  ///< part of the dermis
    double dermis = 0.0;            ///< papillary and reticular together
    double hypodermis = 0.0;
    double within_site_sigma = 0.0;   ///< log standard deviation of thickness from place to place within the site
    double correlation_length = 0.0;  ///< of that variation, along the surface
    double water = 0.0;               ///< of the stratum corneum: the relative humidity that gives it, 0 to 1
    double age = 0.0;                 ///< seconds, as far as the sources of the atlas cover it
    Vessels vessels;
    Follicles follicles;
    std::optional<double> nerve_density;  ///< intraepidermal fibres, 1/m2, where it is known

    double epidermis() const { return stratum_corneum + viable_epidermis; }
    double full_thickness() const { return epidermis() + dermis; }
    /// Depth of bone below the undeformed surface, where there is bone below the fat.
    std::optional<double> depth_of_bone() const;
};

}  // namespace percuta::skin
