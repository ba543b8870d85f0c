// Which parameters are skin: those under which rest is the only state in which tissue can stay
// (docs/science/healing.md, "Which draws are skin").
#pragma once

#include "healing/parameters.hpp"

namespace percuta::healing {

/// True when uniform tissue with `vessels` at rest has a second, chronically inflamed steady state, on whatever branch
/// of the vessels; false only where bounds exclude it, with no gap between them. V_cap must not be below 1.
bool has_inflamed_state(const Parameters& p, double vessels);

/// Below this t_Y, myofibroblasts die out once inflammation is over, in tissue of any layers: the smallest at which
/// they could live on their own TGF-beta beside fibroblasts at rest.
double self_sustaining_t_Y(const Parameters& p);

/// True when nothing keeps itself alive: no inflamed state with the vessels within reach of the signals, no
/// myofibroblasts that feed themselves, no vessels whose cap lies below their rest.
bool rest_is_the_only_state(const Parameters& p);

}  // namespace percuta::healing
