#include "report/field_vtk.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace percuta::report {

namespace {

static_assert(std::endian::native == std::endian::little, "files say that their numbers are little-endian");

constexpr double millimetres = 1e3;

/// VTK's three axes. One that a grid lacks is a single point, so that a section is flat and a column is a line.
constexpr std::array<std::string_view, 3> vtk_axes = {"x", "y", "z"};

bool is_depth(const core::FieldAxis& axis) { return axis.name == "z"; }

/// Faces as they stand in the file: in millimetres, increasing.
std::vector<double> coordinates_of(const core::FieldAxis& axis) {
    std::vector<double> out;
    for (const double face : axis.faces) out.push_back(millimetres * (is_depth(axis) ? 0.0 - face : face));
    if (is_depth(axis)) std::ranges::reverse(out);
    return out;
}

/// Cells are alike to what rounding does to sums of their length.
bool is_uniform(std::span<const double> faces) {
    const auto cells = static_cast<double>(faces.size() - 1);
    const double cell = (faces.back() - faces.front()) / cells;
    for (std::size_t i = 0; i < faces.size(); ++i)
        if (std::abs(faces[i] - faces.front() - static_cast<double>(i) * cell) > 1e-6 * cell) return false;
    return true;
}

/// The coordinates along VTK's axes. A column of depth stands upright on the screen, and so does a section.
std::array<std::vector<double>, 3> placed(const std::vector<core::FieldAxis>& axes) {
    std::array<std::vector<double>, 3> out = {{{0.0}, {0.0}, {0.0}}};
    const std::size_t first = axes.size() == 1 && is_depth(axes.front()) ? 1 : 0;
    for (std::size_t a = 0; a < axes.size(); ++a) out[first + a] = coordinates_of(axes[a]);
    return out;
}

/// Fewer digits than a double has: the rest is what rounding left of "0.05".
std::string in_digits(std::span<const double> values) { return fmt::format("{:.12g}", fmt::join(values, " ")); }

std::string extent_of(const std::array<std::vector<double>, 3>& axes) {
    return fmt::format("0 {} 0 {} 0 {}", axes[0].size() - 1, axes[1].size() - 1, axes[2].size() - 1);
}

std::string image_geometry(const std::array<std::vector<double>, 3>& axes) {
    std::array<double, 3> origin{}, spacing{};
    for (std::size_t a = 0; a < 3; ++a) {
        origin[a] = axes[a].front();
        spacing[a] = (axes[a].back() - axes[a].front()) / static_cast<double>(axes[a].size() - 1);
    }
    return fmt::format(
        "  <ImageData WholeExtent=\"{0}\" Origin=\"{1}\" Spacing=\"{2}\">\n"
        "    <Piece Extent=\"{0}\">\n",
        extent_of(axes), in_digits(origin), in_digits(spacing));
}

std::string rectilinear_geometry(const std::array<std::vector<double>, 3>& axes) {
    std::string out = fmt::format(
        "  <RectilinearGrid WholeExtent=\"{0}\">\n"
        "    <Piece Extent=\"{0}\">\n"
        "      <Coordinates>\n",
        extent_of(axes));
    for (std::size_t a = 0; a < 3; ++a)
        out += fmt::format("        <DataArray type=\"Float64\" Name=\"{}\" format=\"ascii\">{}</DataArray>\n",
                           vtk_axes[a], in_digits(axes[a]));
    return out + "      </Coordinates>\n";
}

constexpr std::string_view collection_head =
    "<?xml version=\"1.0\"?>\n"
    "<VTKFile type=\"Collection\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\">\n"
    "  <Collection>\n";

}  // namespace

FieldVtk::FieldVtk(core::FieldGrid grid) : grid_(std::move(grid)), cells_(grid_.cells()) {
    const bool image = grid_.axes.size() == 3 &&
                       std::ranges::all_of(grid_.axes, [](const auto& axis) { return is_uniform(axis.faces); });
    const auto axes = placed(grid_.axes);
    extension_ = image ? ".vti" : ".vtr";
    geometry_ = image ? image_geometry(axes) : rectilinear_geometry(axes);
}

std::string FieldVtk::arrays() const {
    std::string out;
    std::uint64_t offset = 0;
    for (const core::FieldInfo& field : grid_.fields) {
        out += fmt::format(
            "        <DataArray type=\"Float32\" Name=\"{}\" NumberOfComponents=\"1\" format=\"appended\" "
            "offset=\"{}\"/>\n",
            field.name, offset);
        offset += sizeof(std::uint64_t) + cells_ * sizeof(float);
    }
    return out;
}

std::string FieldVtk::head(double days) const {
    const bool image = extension_ == ".vti";
    return fmt::format(
        "<?xml version=\"1.0\"?>\n"
        "<!-- Percuta; research and education software, no medical device. Lengths in mm, depth downwards and "
        "negative; "
        "time in days after the first session. -->\n"
        "<VTKFile type=\"{0}\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\">\n"
        "{1}"
        "      <CellData Scalars=\"{2}\">\n"
        "{3}"
        "      </CellData>\n"
        "    </Piece>\n"
        "    <FieldData>\n"
        "      <DataArray type=\"Float64\" Name=\"TimeValue\" NumberOfTuples=\"1\" format=\"ascii\">{4}</DataArray>\n"
        "    </FieldData>\n"
        "  </{0}>\n"
        "  <AppendedData encoding=\"raw\">\n"
        "_",
        image ? "ImageData" : "RectilinearGrid", geometry_, grid_.fields.front().name, arrays(), days);
}

std::string FieldVtk::tail(double days, std::uint64_t values) {
    return fmt::format("\n  </AppendedData>\n</VTKFile>\n<!-- check {:016x} {:016x} -->\n",
                       std::bit_cast<std::uint64_t>(days), values);
}

std::uint64_t FieldVtk::file_size(double days) const {
    return head(days).size() + fields() * (sizeof(std::uint64_t) + cells_ * sizeof(float)) + tail(days, 0).size();
}

void FieldVtk::turn(std::span<float> field) const {
    std::size_t within = 1;
    for (const core::FieldAxis& axis : grid_.axes) {
        const std::size_t layers = axis.faces.size() - 1;
        for (std::size_t block = 0; is_depth(axis) && block < cells_; block += within * layers)
            for (std::size_t upper = 0, lower = layers - 1; upper < lower; ++upper, --lower)
                std::ranges::swap_ranges(field.subspan(block + upper * within, within),
                                         field.subspan(block + lower * within, within));
        within *= layers;
    }
}

void FieldCheck::add(std::span<const float> values) {
    for (const float value : values) state_ = (state_ ^ std::bit_cast<std::uint32_t>(value)) * 0x100000001b3;
}

std::string vtk_collection(std::span<const std::pair<double, std::string>> frames) {
    std::string out(collection_head);
    for (const auto& [days, file] : frames)
        out += fmt::format("    <DataSet timestep=\"{}\" group=\"\" part=\"0\" file=\"{}\"/>\n", days, file);
    return out + "  </Collection>\n</VTKFile>\n";
}

}  // namespace percuta::report
