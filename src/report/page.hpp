// The frame of every page that Percuta writes: one file that opens anywhere, without a script and without a network.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace percuta::report {

/// A whole page around `body_html`, its figures and tables numbered in the order in which they stand. `title` is plain
/// text; `version` is that of Percuta, empty where it is not known.
std::string page(std::string_view title, std::string_view version, const std::string& body_html);

/// The list of contents: the id of each section and its title in plain text.
std::string contents(const std::vector<std::pair<std::string, std::string>>& sections);

}  // namespace percuta::report
