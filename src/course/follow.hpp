// Many courses at column fidelity, for those who ask what a population, a study or a search needs and no more.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/watch.hpp"
#include "core/workers.hpp"
#include "course/draw.hpp"
#include "outcome/events.hpp"
#include "outcome/surface.hpp"
#include "outcome/tissue.hpp"

namespace percuta::course {

/// One person to follow.
struct Patient {
    const plan::Plan* plan = nullptr;
    Draw draw;
    bool needled = true;  ///< false: what the plan does besides the needles
};

/// What became of one of them.
struct Followed {
    std::vector<outcome::Tissue> tissue;   ///< at the times asked for, without hair
    std::vector<outcome::HairGains> hair;  ///< at those times; empty where none is treated
    outcome::Exposure exposure;            ///< of one session
    outcome::Overtreatment overtreatment;
    outcome::Hair hair_rest;                   ///< visible before; none where none is treated
    double count_drift = 0.0;                  ///< by which `outcome::print` lets later counts of hair be higher, 1/m2
    double pain = 0.0;                         ///< of one press without anaesthetic, 0..1
    double duration = 0.0;                     ///< of one session, seconds
    double holes_per_area = 0.0, depth = 0.0;  ///< of the first session; depth mean over holes, metres
};

/// The tissue at one of the times, with the hair of a person whose follicles respond `response` standard deviations
/// over people more than the median.
outcome::Tissue tissue_with_hair(const Followed& one, std::size_t time, double response);

/// `times`: seconds after the first session, ascending. In the order of the patients; does not depend on the number of
/// workers nor on who else is followed, bit for bit. Throws core::Interrupted when `watch` says so.
std::vector<Followed> follow(std::span<const Patient> patients, std::span<const double> times, std::uint64_t seed,
                             core::Workers& workers, const core::Watch& watch = {});

}  // namespace percuta::course
