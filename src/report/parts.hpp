// Pieces of HTML that every section is made of. Arguments called `html` are taken as they are, all others are escaped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/source.hpp"

namespace percuta::report {

struct Table {
    std::string caption;                         ///< plain text
    std::vector<std::string> head;               ///< plain text
    std::vector<std::vector<std::string>> rows;  ///< html; the first cell of a row is its heading
    std::string style;                           ///< class of the table: "text" when its cells are sentences
};

std::string render(const Table& table);
std::string section(std::string_view id, std::string_view title, std::string_view html);
std::string figure(std::string_view svg_html, std::string_view caption_html);
std::string paragraph(std::string_view html);
/// Closed until it is opened; needs no script. On paper what is closed is left out, unless it belongs there.
enum class OnPaper { as_on_screen, always };
std::string details(std::string_view summary, std::string_view html, OnPaper on_paper = OnPaper::as_on_screen);
/// One line of a legend: a small drawing and words.
std::string legend(const std::vector<std::pair<std::string, std::string>>& drawings_and_words);
/// The citation, as a link when there is one.
std::string cited(const Source& source);

}  // namespace percuta::report
