// What the server is told when it starts.
#pragma once

#include <functional>
#include <string>

#include "core/data_files.hpp"
#include "course/result.hpp"

namespace percuta::server {

struct Settings {
    int threads = 1;  ///< of one computation
    std::string version{}, commit{};
    /// Fills in who made a result, with the command that repeats it and the seconds that it took.
    std::function<void(course::Provenance&, const std::string&, double)> sign{};
    core::DataFiles examples{};  ///< files by path: plans, and goals below goals/
};

}  // namespace percuta::server
