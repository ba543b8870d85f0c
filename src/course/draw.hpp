// One draw of what is uncertain, and one course carried out with it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "barrier/parameters.hpp"
#include "core/watch.hpp"
#include "course/knowledge.hpp"
#include "delivery/parameters.hpp"
#include "hair/parameters.hpp"
#include "healing/patch.hpp"
#include "outcome/parameters.hpp"
#include "plan/plan.hpp"
#include "product/product.hpp"
#include "puncture/strike.hpp"

namespace percuta::course {

/// The person, the device in the hand, and the parameters of all rooms for one run.
struct Draw {
    skin::Skin skin;
    device::Device device;
    puncture::Parameters puncture;
    healing::Parameters healing;
    outcome::Parameters outcome;
    double collagen = 1.0;
    double elastosis = 0.0;
    barrier::Parameters barrier;
    delivery::Parameters delivery;
    double healer = 0.0;                     ///< how slowly channels close, in standard deviations over people
    std::vector<product::Product> products;  ///< of the plan, in its order
    hair::Parameters hair{};
    double platelets = 1.0;  ///< in what fills the channels of a session, over those of blood
};

/// Values, SI, for parameters of rooms by their full names, such as "healing.a_1".
struct Chosen {
    std::vector<std::string> names;
    std::vector<double> values;

    void add(std::string name, double value);
    /// The parameters of a room, those that are chosen here with the values given.
    core::ParameterSet in(std::string_view room, const core::ParameterSet& set) const;
};
/// Whether rest is the only stable state of the tissue with these, all others central.
bool rests(const Knowledge& known, const Chosen& chosen);

/// The values as they stand in the data, the skin as it is on the mean of such people; parameters of the clinical rooms
/// that are `chosen` have the values given.
Draw central(const Knowledge& known, const plan::Plan& plan, const Chosen& chosen = {});

/// Person `person` in world `world`: skin, device in the hand and healing of channels are the person's; the parameters
/// marked `sampled` are the world's, those of puncture from their posterior, the others from their priors. Draws for
/// which rest would not be a stable state of the tissue (inflammation or myofibroblasts feeding themselves) are not
/// skin and are drawn again. A world is the same for every plan: a parameter differs between two plans only by the
/// factors of adjuncts and age that one has and the other has not.
Draw sampled(const Knowledge& known, const plan::Plan& plan, std::uint64_t seed, std::uint64_t world,
             std::uint64_t person);
/// Person `index` in world `index`.
Draw sampled(const Knowledge& known, const plan::Plan& plan, std::uint64_t seed, std::uint64_t index);
/// The skin of the mean of such people, with the parameters of a world; those that are `chosen` have the values given.
Draw typical(const Knowledge& known, const plan::Plan& plan, std::uint64_t seed, std::uint64_t world,
             const Chosen* chosen = nullptr);

/// Parameters of puncture alone: a draw of the posterior, and of the priors for what was not fitted.
puncture::Parameters sampled_puncture(const Knowledge& known, core::RandomStream& random);

/// The subject of a plan as the atlas takes it; the device it names, with the needle length in use; how it is led.
skin::Person person_of(const plan::Plan& plan);
puncture::Technique technique_of(const plan::Plan& plan);
device::Device device_of(const Knowledge& known, const plan::Plan& plan);
/// One such device; a geometry that the plan gives in full is as it is.
device::Device drawn_device(const Knowledge& known, const plan::Plan& plan, core::RandomStream& random);

/// What is needled, and where a product goes: its own area, or what is needled. Square metres.
double treated_area(const plan::Plan& plan, const Draw& draw);
double area_of(const plan::Plan& plan, const plan::Product& product, const Draw& draw);

/// Holes of one session as the healing model takes them: the strikes that enter the skin, in a few classes of depth
/// with equal shares. Strikes that do not enter lower the density.
healing::Wound wound_of(const puncture::Pattern& pattern);

/// Times of the sessions, seconds after the first.
std::vector<double> session_times(const plan::Schedule& schedule);
/// At each time of a course, how long ago the last session was; before the first, below zero. The time of a session
/// stands twice: before and after it.
std::vector<double> since_last_session(const plan::Schedule& schedule, std::span<const double> times);
/// Seconds after the first session at which the course ends.
double end_of_course(const plan::Schedule& schedule);

/// What one run leads to.
struct Run {
    skin::Skin skin;
    puncture::Contact contact;
    std::vector<puncture::Pattern> patterns;  ///< one a session
    healing::Course healing;
};

/// The holes of every session, and the tissue and parameters that heal them. Positions of holes depend on the seed and
/// the session only, not on the draw. The patch of a pattern has at least `wanted_side`.
struct Prepared {
    puncture::Contact contact;
    std::vector<puncture::Pattern> patterns;
    healing::Case skin;
};
Prepared prepare(const plan::Plan& plan, const Draw& draw, std::uint64_t seed, double wanted_side = 0.0);

/// The holes of a pattern that touch a square in its middle, as they stand in it.
std::vector<healing::PlacedHole> placed_holes(const puncture::Pattern& pattern, double side, double margin);

}  // namespace percuta::course
