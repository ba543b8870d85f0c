// The one section of a plan whose reading fills a file of its own. For this room only.
#pragma once

#include "core/document.hpp"
#include "plan/plan.hpp"
#include "plan/read.hpp"

namespace percuta::plan {

/// [device]: a model of the catalogue, or the geometry in full. Mistakes go to the reader's findings.
DeviceChoice read_device(core::Reader reader, const Vocabulary& vocabulary);

}  // namespace percuta::plan
