// Files that are part of the program: the page, and the examples that it offers.
#pragma once

#include "core/data_files.hpp"

namespace percuta::server {

const core::DataFiles& embedded_page();      ///< by path: "index.html", "assets/index-….js"
const core::DataFiles& embedded_examples();  ///< "acne-scars.toml", "goals/acne-scars-half.toml" …
const core::DataFiles& embedded_api();       ///< "openapi.json"

}  // namespace percuta::server
