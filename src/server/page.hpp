// The page: files that are part of the program.
#pragma once

#include <optional>

#include "core/data_files.hpp"
#include "server/http.hpp"

namespace percuta::server {

/// A file of the page; nothing where there is none of that path. What carries a hash in its name may be kept for ever.
std::optional<Response> page_file(const core::DataFiles& files, const Request& request);

}  // namespace percuta::server
