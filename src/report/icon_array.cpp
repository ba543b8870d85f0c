#include <algorithm>

#include <fmt/format.h>

#include "report/sections.hpp"
#include "report/svg.hpp"

namespace percuta::report {

std::string icon_array(const std::string& id, int shown, const std::string& title, int least, int most) {
    constexpr double pitch = 13.0, size = 10.0;
    least = std::clamp(least, 0, shown);
    most = std::clamp(most, shown, 100);
    std::string body;
    for (int i = 0; i < 100; ++i) {
        const char* style = i < least   ? "person"
                            : i < shown ? "person perhaps"
                            : i < most  ? "nobody perhaps"
                                        : "nobody";
        body += svg::rectangle({1.0 + pitch * (i % 10), 1.0 + pitch * (i / 10), size, size}, style);
    }
    const std::string range =
        least < most ? fmt::format(" The interval of {} to {} is drawn paler.", least, most) : std::string();
    return svg::drawing(id, 10.0 * pitch, 10.0 * pitch, title,
                        fmt::format("{} of 100 squares are filled.{}", shown, range), body);
}

std::string icon_array(const std::string& id, int shown, const std::string& title) {
    return icon_array(id, shown, title, shown, shown);
}

}  // namespace percuta::report
