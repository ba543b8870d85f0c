#include <fmt/format.h>

#include "report/sections.hpp"
#include "report/svg.hpp"

namespace percuta::report {

std::string icon_array(const std::string& id, int shown, const std::string& title) {
    constexpr double pitch = 13.0, size = 10.0;
    std::string body;
    for (int i = 0; i < 100; ++i)
        body += svg::rectangle({1.0 + pitch * (i % 10), 1.0 + pitch * (i / 10), size, size},
                               i < shown ? "person" : "nobody");
    return svg::drawing(id, 10.0 * pitch, 10.0 * pitch, title, fmt::format("{} of 100 squares are filled.", shown),
                        body);
}

}  // namespace percuta::report
