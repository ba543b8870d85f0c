// Patch fidelity: a block of skin (x, y, depth) with every hole where it is.
//
// The equations, the tissue and the jump are those of the other fidelities. Fields are stored as departures from rest
// in float; rates and fluxes are computed in double. Steps are those that a run around one hole of the same density
// chose under error control, each halved; the method is the two-stage Rosenbrock-W method of second order (Verwer,
// Spee, Blom and Hundsdorfer 1999, SIAM J. Sci. Comput. 20:1456), which needs memory for two increments only.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/fields.hpp"
#include "core/keeper.hpp"
#include "core/workers.hpp"
#include "healing/heal.hpp"
#include "numerics/block.hpp"

namespace percuta::healing {

/// A hole at its place; (0, 0) is a corner of the patch. Metres.
struct PlacedHole {
    double x = 0.0, y = 0.0;  ///< of its mouth
    Hole hole;
    double tilt_x = 0.0, tilt_y = 0.0;  ///< how far it runs sideways as it goes down, per depth
    double slot_x = 0.0, slot_y = 0.0;  ///< by which its mouth is longer than wide; nothing is left of it at the tip

    /// Distance of (x, y) from the middle of the hole, in the plane at depth `z` or at its tip if that is less deep.
    double from_middle(double x, double y, double z) const;
};

/// One session on a patch: its holes, and the same holes as a density with mean shapes.
struct PatchSession {
    double time = 0.0;
    Wound wound;
    std::vector<PlacedHole> holes;
    double platelets = 1.0;  ///< as of a `Session`
};

/// What is asked for. Metres.
struct PatchRequest {
    double side_x = 3e-3, side_y = 3e-3;
    double cell = 25e-6;  ///< length of the cubes; along depth, the nearest that puts a face under the epidermis
};

/// The block that a request leads to.
struct PatchGrid {
    numerics::BlockShape shape;
    double dx = 0.0, dy = 0.0, dz = 0.0;
    /// Memory of a run, in bytes.
    std::uint64_t memory() const;
};
/// Throws core::UsageError for sides or cells that make no block (not above zero, fewer than four cells, more than
/// 4096 a side).
PatchGrid patch_grid(const Parameters& p, const Tissue& tissue, const std::vector<PatchSession>& sessions,
                     const PatchRequest& request);
/// The longest side of a square patch with these cells that needs no more than `memory` bytes.
double side_that_fits(const PatchGrid& grid, std::uint64_t memory);

/// What a run may be given beside its task. All may be absent.
struct PatchHelp {
    core::Workers* workers = nullptr;
    core::Keeper* keeper = nullptr;  ///< goes on from what it keeps
    Frames frames{};
};

/// Carries the patch through its sessions. Curves as `heal` gives them, averaged over the patch; closure is that of
/// the hole that closes last. Results do not depend on the number of workers, bit for bit. Throws core::Interrupted,
/// core::NotConverged and whatever a keeper or sink throws.
Course heal_patch(const Parameters& p, const Tissue& tissue, const std::vector<PatchSession>& sessions, double end,
                  const PatchRequest& request, const PatchHelp& help = {}, const core::Watch& watch = {},
                  const Accuracy& accuracy = {});

}  // namespace percuta::healing
