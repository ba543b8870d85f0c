// What of a product gets in: film, channels, layers of skin and blood, from the first dose to the end.
#pragma once

#include <array>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "core/series.hpp"
#include "core/watch.hpp"
#include "delivery/channel.hpp"
#include "delivery/coefficients.hpp"
#include "delivery/parameters.hpp"
#include "product/product.hpp"

namespace percuta::delivery {

/// A film of the product laid on the skin, on top of what is there. Times in seconds after the needles were out;
/// before that they are negative.
struct Dose {
    double time = 0.0;
    double volume = 0.0;                                         ///< per area, metres
    bool occluded = false;                                       ///< under a film or patch: nothing evaporates
    double uncovered = std::numeric_limits<double>::infinity();  ///< when that comes off, if the product is still there
};

/// The product is taken off.
struct Removal {
    double time = 0.0;
    double left = 0.0;                                      ///< share that stays, 0 to 1
    double most = std::numeric_limits<double>::infinity();  ///< thickest film that stays, metres
};

/// A number that changes with time (seconds after the needles were out); empty: always 1.
using Course = std::function<double(double time)>;

/// Where the product is put.
struct Skin {
    std::vector<ChannelBin> channels;  ///< right after the needles were out; none: intact skin
    Course open;                       ///< radius of the channels over that
    Course perfusion, leakiness;       ///< flow of blood and permeability of its walls, over those at rest
    bool living = true;                ///< else no blood flows, and a receptor takes all that comes through
};

/// Where it goes from there.
struct Patient {
    double area = 0.0;    ///< treated, m2
    double weight = 0.0;  ///< kg
};

struct Regimen {
    std::vector<Dose> doses;
    std::vector<Removal> removals;
    double end = 0.0;                ///< of the simulation, seconds
    std::vector<double> readings{};  ///< times at which the curves have a row in any case, before `end`
    std::vector<double> profiles{};  ///< times at which the concentration over depth is kept
};

struct Accuracy {
    double tolerance = 1e-6;  ///< of a step, over the amount that has left the film by then
    std::size_t degree = 6;   ///< of the elements
};

/// Concentration over depth at one time. Two points lie where two layers meet.
struct Profile {
    double time = 0.0;
    std::vector<double> depth, concentration;  ///< metres, kg/m3 of tissue
};

/// Amounts are per area, kg/m2.
struct Delivered {
    double applied = 0.0;
    /// Columns film lumen stratum_corneum epidermis dermis cleared metabolised receptor removed (kg/m2) and plasma
    /// (kg/m3; 0 without a patient or kinetics). A row for each step, two at each event.
    core::TimeSeries curves;
    std::vector<Profile> profiles;
    double plasma_peak = 0.0, plasma_peak_time = 0.0;  ///< kg/m3, seconds
    std::size_t steps = 0, rejected = 0;

    /// What has left the film and was not taken away again by the end, and what of that is past the stratum corneum
    /// and out of the channels: in living skin, in blood, in the receptor or metabolised.
    double absorbed() const;
    double delivered() const;
    double delivered_at(double time) const;
};

/// Throws core::UsageError for what cannot be: no dose at all, events out of order or after the end, channels without a
/// radius, a solubility of zero. A permeant that is marked `not_delivered` is the caller's to leave out.
Delivered deliver(const Parameters& p, const product::Content& content, const product::Vehicle& vehicle,
                  const Coefficients& coefficients, const Skin& skin, const Regimen& regimen,
                  const std::optional<Patient>& patient = {}, const core::Watch& watch = {},
                  const Accuracy& accuracy = {});

}  // namespace percuta::delivery
