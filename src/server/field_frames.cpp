#include "server/field_frames.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <mutex>

#include <nlohmann/json.hpp>

#include "core/units.hpp"
#include "report/field_hdf5.hpp"
#include "report/scratch_folder.hpp"

namespace percuta::server {

namespace {

using Json = nlohmann::ordered_json;

constexpr double per_micrometre = 1e6;

std::pair<double, double> ends(const std::vector<float>& values) {
    const auto [least, most] = std::ranges::minmax(values);
    return {static_cast<double>(least), static_cast<double>(most)};
}

Json axis_json(const core::FieldAxis& axis) {
    Json centres = Json::array();
    for (std::size_t i = 0; i + 1 < axis.faces.size(); ++i)
        centres.push_back(per_micrometre * 0.5 * (axis.faces[i] + axis.faces[i + 1]));
    return {{"name", axis.name}, {"centres_um", centres}};
}

}  // namespace

void FieldFrames::begin(const core::FieldGrid& grid) {
    grid_ = grid;
    days_.clear();
    values_.assign(grid.fields.size(), {});
}

void FieldFrames::frame(double time, const Fill& fill) {
    days_.push_back(time / core::day);
    for (std::size_t field = 0; field < values_.size(); ++field) {
        auto& all = values_[field];
        all.resize(all.size() + grid_.cells());
        fill(field, std::span(all).last(grid_.cells()));
    }
}

std::string FieldFrames::description() const {
    Json axes = Json::array(), fields = Json::array();
    for (const core::FieldAxis& axis : grid_.axes) axes.push_back(axis_json(axis));
    for (std::size_t i = 0; i < values_.size() && !days_.empty(); ++i) {
        const core::FieldInfo& info = grid_.fields[i];
        const auto [least, most] = ends(values_[i]);
        fields.push_back({{"name", info.name},
                          {"title", info.meaning},
                          {"unit", info.unit},
                          {"rest", info.rest},
                          {"least", least},
                          {"most", most}});
    }
    return Json{{"axes", axes}, {"days", days_}, {"fields", fields}}.dump();
}

std::string FieldFrames::hdf5() const {
    // The library is not made for several threads.
    static std::mutex one_at_a_time;
    const std::scoped_lock guard(one_at_a_time);
    const report::ScratchFolder folder;
    const std::filesystem::path path = folder.path() / "fields.h5";
    report::FieldHdf5 file(path, grid_, {});
    const std::size_t cells = grid_.cells();
    for (std::size_t day = 0; day < days_.size(); ++day) {
        file.begin_frame(days_[day]);
        for (std::size_t field = 0; field < values_.size(); ++field)
            file.write(field, std::span(values_[field]).subspan(day * cells, cells));
    }
    file.finish();
    std::ifstream written(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(written), {}};
}

std::string FieldFrames::bytes(std::string_view field) const {
    constexpr double steps = 255.0;
    const auto found = std::ranges::find(grid_.fields, field, &core::FieldInfo::name);
    if (found == grid_.fields.end() || days_.empty()) return "";
    const auto& values = values_[static_cast<std::size_t>(found - grid_.fields.begin())];
    const auto [least, most] = ends(values);
    const double scale = most > least ? steps / (most - least) : 0.0;
    std::string out(values.size(), '\0');
    std::ranges::transform(values, out.begin(), [&, low = least](float value) {
        return static_cast<char>(static_cast<std::uint8_t>(std::lround((static_cast<double>(value) - low) * scale)));
    });
    return out;
}

}  // namespace percuta::server
