// The fields of the healing model, in the order in which a state stores them.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace percuta::healing {

enum class Field : std::size_t {
    D,   ///< damage signals
    Pl,  ///< platelet releasate
    Fb,  ///< fibrin
    I,   ///< IL-1, TNF, IL-8
    Q,   ///< MCP-1
    P,   ///< PDGF
    T,   ///< TGF-beta 1
    T3,  ///< TGF-beta 3
    Vg,  ///< VEGF
    m,   ///< matrix metalloproteinase net of its inhibitors
    N,   ///< neutrophils
    M1,  ///< inflammatory macrophages
    M2,  ///< repairing macrophages
    F,   ///< fibroblasts
    Y,   ///< myofibroblasts
    V,   ///< vessels
    K,   ///< epidermal cover, 0 open to 1 closed
    C3,  ///< collagen III
    C1,  ///< immature collagen I
    X,   ///< mature collagen I
    Fn,  ///< fibronectin
    Te,  ///< tropoelastin
    E,   ///< elastin
    Ea,  ///< elastotic material
};

inline constexpr std::size_t field_count = 24;

/// Symbols, in the order of `Field`.
inline constexpr std::array<std::string_view, field_count> field_names = {
    "D",  "Pl", "Fb", "I", "Q", "P",  "T",  "T3", "Vg", "m",  "N", "M1",
    "M2", "F",  "Y",  "V", "K", "C3", "C1", "X",  "Fn", "Te", "E", "Ea"};

}  // namespace percuta::healing
