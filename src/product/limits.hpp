// Bounds outside which a number of data/products.toml is a slip of the pen. For this room only.
#pragma once

#include <optional>
#include <string_view>

namespace percuta::product {

/// Both included.
struct Limits {
    double least = 0.0, most = 0.0;
    std::string_view why;  ///< what to look at, for messages
};

/// All that a product holds, added up, kg/m3: denser than any solution, cream or oil.
inline constexpr double most_held = 1500.0;

/// Bounds of a parameter by its name; nothing where any number of the right sign can be.
inline std::optional<Limits> limits_of(std::string_view parameter) {
    if (parameter == "log_k") return Limits{-12.0, 12.0, "log K of real molecules lies between about -8 and 10"};
    if (parameter == "ph") return Limits{0.0, 14.0, "a pH lies between 0 and 14"};
    if (parameter.starts_with("pka_")) return Limits{-10.0, 20.0, "a pKa in water lies between about -2 and 16"};
    if (parameter == "volatile_share") return Limits{0.0, 1.0, "a share lies between 0 and 1"};
    if (parameter == "hindrance") return Limits{0.0, 1.0, "nothing diffuses faster in a vehicle than in water"};
    return std::nullopt;
}

}  // namespace percuta::product
