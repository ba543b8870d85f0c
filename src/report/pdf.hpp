// Pages on paper: a browser of this machine prints them, where there is one.
#pragma once

#include <string>

namespace percuta::report {

/// Whether there is one: Chromium, under any of its names.
bool can_print();

/// A self-contained page as PDF, in a second or two. Throws core::UsageError when there is no browser, or it does not
/// manage within half a minute.
std::string pdf(const std::string& html);

}  // namespace percuta::report
