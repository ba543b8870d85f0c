// The section of a device whose reading fills a file of its own. For this room only.
#pragma once

#include <vector>

#include "core/document.hpp"
#include "device/label.hpp"

namespace percuta::device {

/// [device.<name>.label]: one table a file. Mistakes go to the reader's findings.
std::vector<Label> read_labels(core::Reader reader);

}  // namespace percuta::device
