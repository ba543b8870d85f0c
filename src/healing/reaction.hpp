// One implicit stage of the reactions at the places of a piece of skin, in its memory.
#pragma once

#include <cstddef>

#include "healing/fields.hpp"
#include "healing/model.hpp"
#include "numerics/dual.hpp"

namespace percuta::healing {

/// Places in memory: field f of place i at [f * places + i]. `base` is where the rates are taken; k becomes
/// (g rate + k)/(1 + g loss).
template <class Number>
struct StageMemory {
    const Number* base;
    Number* k;
    std::size_t places;
};

/// Fibroblasts and vessels at rest, one value a place.
template <class Number>
struct RestInMemory {
    const Number *F, *V;
};

/// Places [begin, end) of the dermis.
void react_in_dermis(const ParametersOf<double>& p, const DampingOf<double>& damping, const RestOf<double>& matrix,
                     const RestInMemory<double>& rest, const StageMemory<double>& memory, std::size_t begin,
                     std::size_t end);
void react_in_dermis(const ParametersOf<numerics::Lanes>& p, const DampingOf<numerics::Lanes>& damping,
                     const RestOf<numerics::Lanes>& matrix, const RestInMemory<numerics::Lanes>& rest,
                     const StageMemory<numerics::Lanes>& memory, std::size_t begin, std::size_t end);
void react_in_dermis(const ParametersOf<numerics::Dual>& p, const DampingOf<numerics::Dual>& damping,
                     const RestOf<numerics::Dual>& matrix, const RestInMemory<numerics::Dual>& rest,
                     const StageMemory<numerics::Dual>& memory, std::size_t begin, std::size_t end);

/// Places [begin, end) of the epidermis. Fields that do not live there have k = 0.
void react_in_epidermis(const ParametersOf<double>& p, const DampingOf<double>& damping,
                        const StageMemory<double>& memory, std::size_t begin, std::size_t end);
void react_in_epidermis(const ParametersOf<numerics::Lanes>& p, const DampingOf<numerics::Lanes>& damping,
                        const StageMemory<numerics::Lanes>& memory, std::size_t begin, std::size_t end);
void react_in_epidermis(const ParametersOf<numerics::Dual>& p, const DampingOf<numerics::Dual>& damping,
                        const StageMemory<numerics::Dual>& memory, std::size_t begin, std::size_t end);

}  // namespace percuta::healing
