// The section of a plan whose reading fills a file of its own. For this room only.
#pragma once

#include "core/document.hpp"
#include "plan/plan.hpp"
#include "plan/read.hpp"

namespace percuta::plan {

/// [device]: a model of the catalogue, or the geometry in full. Mistakes go to the reader's findings.
DeviceChoice read_device(core::Reader reader, const Vocabulary& vocabulary);

/// Complains of more needle strikes than a patch of skin can take in one session; `technique` holds `passes`.
void check_passes(core::Reader& technique, const CustomDevice& device, int passes);

}  // namespace percuta::plan
