// Care around one session as a picture.
#pragma once

#include <string>

#include "care/calendar.hpp"

namespace percuta::report {

/// HTML; nothing where no rule has a window.
std::string calendar_figure(const care::Calendar& calendar);

}  // namespace percuta::report
