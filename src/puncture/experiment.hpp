// An insertion experiment as papers report it, and what the model says of it: the same code that strikes, read out as
// the laboratory read it (docs/science/puncture.md, section 9).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "puncture/contact.hpp"

namespace percuta::puncture {

/// What was read.
enum class Observed {
    insertion_force,    ///< force at the last drop, newton
    drop_depth,         ///< true depth at that drop, metres
    jump,               ///< by which the tip goes deeper at that drop, metres
    depth,              ///< peak true depth, mean over the needles, metres
    depth_share,        ///< the same over the needle's length
    residual_depth,     ///< of the channel left open, metres
    mouth,              ///< width of the hole at the surface, metres
    pierced_share,      ///< of the needles
    injured_volume,     ///< of one hole, cubic metres
    interaction_range,  ///< distance at which a needle's dimple is a tenth of its depth, metres
};

std::string_view name(Observed observed);  ///< "insertion-force"
std::vector<std::string> observed_names();
Observed observed_named(std::string_view name);  ///< throws core::InternalError for an unknown one
/// Unit that fixes the dimension of what is observed, for files.
std::string_view unit(Observed observed);

struct Experiment {
    device::Device device;
    skin::Skin skin;
    Technique technique;
    Observed observed = Observed::depth;
};

/// SI. Places of the skin are alike here: a figure of a paper is a mean.
double predict(const Parameters& p, const Experiment& experiment);

}  // namespace percuta::puncture
