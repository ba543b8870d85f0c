// Products of a plan as delivery takes them: what is in them, when they go on and come off, into which channels.
#pragma once

#include <vector>

#include "barrier/observe.hpp"
#include "barrier/reseal.hpp"
#include "delivery/deliver.hpp"
#include "device/device.hpp"
#include "plan/plan.hpp"
#include "product/catalogue.hpp"
#include "puncture/strike.hpp"
#include "skin/skin.hpp"

namespace percuta::course {

/// A product of the catalogue, or as the plan gives it in full.
product::Product product_of(const product::Catalogue& products, const plan::Product& chosen);

/// Whether it is on the skin while the channels are open.
bool meets_channels(const plan::Product& product);

/// Seconds from one application to the next.
double time_between(const plan::Product& product);

/// When a product goes on over the whole course, seconds after the first session (below zero ahead of it), in order.
/// After every session as often as the plan says, until the next; what goes on daily without a number until the end of
/// the course. Throws core::UsageError for a product that is never on the skin.
std::vector<double> applications_of(const plan::Plan& plan, const plan::Product& product);

/// Doses and removals around one session, as long as there is something to see: times are those of the central run.
/// Throws core::UsageError for a product that is never on the skin.
delivery::Regimen regimen_of(const plan::Plan& plan, const plan::Product& product, const delivery::Parameters& p);

/// When products cover the skin after a session, in order and without overlap.
std::vector<barrier::Span> covered_spans(const plan::Plan& plan);

/// The subject, products, device and after-care of a plan as closure takes them; `person` is how slowly this one heals.
barrier::Conditions conditions_of(const plan::Plan& plan, const std::vector<product::Product>& products,
                                  const device::Device& device, double person);

/// The channels of a pattern in a few classes of depth with equal shares, as they are right after withdrawal: those
/// that pass the stratum corneum.
std::vector<delivery::ChannelBin> channels_of(const puncture::Pattern& pattern, double stratum_corneum);
std::vector<barrier::Mouth> mouths_of(const std::vector<delivery::ChannelBin>& channels);

delivery::Thicknesses thicknesses_of(const skin::Skin& skin, const delivery::Parameters& p);

}  // namespace percuta::course
