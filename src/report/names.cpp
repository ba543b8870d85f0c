#include "report/names.hpp"

#include <array>

#include "report/text.hpp"

namespace percuta::report {

namespace {

constexpr std::array signal_names{
    Name{"il1", "IL-1 and TNF", "alarm of injured cells"},
    Name{"mcp1", "MCP-1", "calls monocytes"},
    Name{"pdgf", "PDGF", "calls fibroblasts"},
    Name{"tgf_b1", "TGF-β1", "drives matrix synthesis"},
    Name{"tgf_b3", "TGF-β3", "tempers scarring"},
    Name{"vegf", "VEGF", "drives vessel growth"},
    Name{"mmp", "MMP", "cuts damaged matrix"},
};
constexpr std::array cell_names{
    Name{"neutrophils", "Neutrophils", "first to arrive"},
    Name{"m1", "Macrophages, M1", "clear debris"},
    Name{"m2", "Macrophages, M2", "turn to repair"},
    Name{"fibroblasts", "Fibroblasts", "make the new matrix"},
    Name{"myofibroblasts", "Myofibroblasts", "pull the wound together"},
    Name{"vessels", "Vessels", "feed the new tissue"},
};
constexpr std::array closure_names{
    Name{"reepithelialised", "Re-epithelialised", "holes of the last session"},
    Name{"barrier", "Barrier", "share of barrier function"},
};
constexpr std::array collagen_names{
    Name{"collagen_total", "Collagen, total", "all pools"},
    Name{"collagen_1", "Collagen I", "mature and new"},
    Name{"collagen_3", "Collagen III", "early, fine"},
};
constexpr std::array other_names{
    Name{"tewl", "Water loss (TEWL)", "through the surface"},
    Name{"erythema", "Erythema", "redness"},
    Name{"patency", "Open channels", "share still open"},
    Name{"clot", "Clot", "provisional matrix"},
    Name{"damage", "Damage", "injured tissue"},
    Name{"epidermis_um", "Epidermis", "thickness"},
    Name{"new_collagen", "New collagen", "immature pool of type I"},
    Name{"tropoelastin", "Tropoelastin", "precursor of elastin"},
    Name{"elastin", "Elastin", "elastotic included"},
    Name{"fibronectin", "Fibronectin", "provisional matrix"},
    Name{"dermal_density", "Dermal density", "as matrix content"},
    Name{"elasticity", "Elasticity", "of the dermis"},
    Name{"scar_load", "Scar load", "days of many myofibroblasts"},
    Name{"hair_density", "Hair density", "terminal hairs"},
    Name{"hair_diameter_um", "Hair diameter", "of the shaft"},
};

/// Ending of curves that are averages over the reticular dermis.
constexpr std::string_view deep = "_reticular";

const Name* find(std::string_view curve) {
    for (const std::span<const Name> names :
         {std::span<const Name>(signal_names), std::span<const Name>(cell_names), std::span<const Name>(closure_names),
          std::span<const Name>(collagen_names), std::span<const Name>(other_names)})
        for (const Name& name : names)
            if (name.name == curve) return &name;
    return nullptr;
}

}  // namespace

std::span<const Name> signals() { return signal_names; }
std::span<const Name> cells() { return cell_names; }
std::span<const Name> closure() { return closure_names; }
std::span<const Name> collagens() { return collagen_names; }

std::string title_of(std::string_view curve) {
    if (const Name* name = find(curve)) return std::string(name->title);
    if (curve.ends_with(deep)) return title_of(curve.substr(0, curve.size() - deep.size())) + ", reticular";
    return capitalised(words(curve));
}

std::string title_of_scale(std::string_view scale) {
    std::string title = words(scale);
    // Scales that are named after people keep their names.
    constexpr std::string_view authors = "goodman baron";
    if (title.starts_with(authors)) title.replace(0, authors.size(), "Goodman-Baron");
    return capitalised(title);
}

std::string role_of(std::string_view curve) {
    if (curve.ends_with(deep)) return "in the reticular dermis";
    const Name* name = find(curve);
    return name == nullptr ? "" : std::string(name->role);
}

bool speaks_against(std::string_view kind_of_warning) {
    return kind_of_warning == "lidocaine-stop" || kind_of_warning == "lidocaine-dose" ||
           kind_of_warning == "contraindicated";
}

}  // namespace percuta::report
