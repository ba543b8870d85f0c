#include "report/field_hdf5.hpp"

#include <algorithm>
#include <cerrno>
#include <vector>

#include <fmt/format.h>
#include <hdf5_hl.h>

#include "core/error.hpp"
#include "report/hdf5.hpp"
#include "report/partial_file.hpp"

namespace percuta::report {

namespace {

using hdf5::Handle;
using hdf5::require;
using Sizes = std::vector<hsize_t>;

constexpr const char* time_name = "time";

/// Cells in a block that HDF5 packs as one: a megabyte.
constexpr hsize_t block_cells = 1 << 18;

/// The fastest: packing takes most of the time of a frame, and fields that are smooth or at rest pack well anyway.
constexpr unsigned deflate_level = 1;

/// Blocks of one frame, cut along the longest side until they are small enough, so that a layer of depth and a section
/// across it are both cheap to read.
Sizes block_of(const Sizes& frame) {
    Sizes parts(frame.size(), 1), block = frame;
    const auto cells = [&] {
        hsize_t product = 1;
        for (const hsize_t side : block) product *= side;
        return product;
    };
    while (cells() > block_cells) {
        const auto side = static_cast<std::size_t>(std::ranges::max_element(block) - block.begin());
        ++parts[side];
        block[side] = (frame[side] + parts[side] - 1) / parts[side];
    }
    return block;
}

Handle new_file(const std::shared_ptr<hdf5::Disk>& disk) {
    const Handle how = hdf5::properties(H5P_FILE_CREATE);
    require(H5Pset_obj_track_times(how, false), "leave out times");
    // netCDF lists variables in the order in which they were made, when the file knows it.
    require(H5Pset_link_creation_order(how, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "keep the order");
    return {H5Fcreate("fields", H5F_ACC_TRUNC, how, hdf5::access_to(disk)), H5Fclose, "create a file"};
}

Handle new_scale(hid_t file, const std::string& name, std::span<const double> values, hsize_t largest) {
    const Handle how = hdf5::properties(H5P_DATASET_CREATE);
    const Sizes size = {values.size()}, most = {largest}, block = {128};
    if (largest == H5S_UNLIMITED) require(H5Pset_chunk(how, 1, block.data()), "set blocks");
    Handle scale = hdf5::create_dataset(file, name, H5T_IEEE_F64LE, size, most, how);
    if (!values.empty())
        require(H5Dwrite(scale, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "write " + name);
    require(H5DSset_scale(scale, name.c_str()), "make a scale");
    return scale;
}

Handle axis_scale(hid_t file, const std::string& name, const core::FieldAxis& axis, std::string_view where,
                  std::span<const double> values) {
    Handle scale = new_scale(file, name, values, values.size());
    const std::string along = axis.name == "z"   ? "depth"
                              : axis.name == "r" ? "distance from the axis of the hole"
                                                 : fmt::format("position along {}", axis.name);
    hdf5::write_attribute(scale, "units", "m");
    hdf5::write_attribute(scale, "long_name", fmt::format("{}, {} of the cells", along, where));
    if (axis.name == "z") hdf5::write_attribute(scale, "positive", "down");
    return scale;
}

std::vector<double> centres_of(const core::FieldAxis& axis) {
    std::vector<double> out;
    for (std::size_t i = 0; i + 1 < axis.faces.size(); ++i) out.push_back(0.5 * (axis.faces[i] + axis.faces[i + 1]));
    return out;
}

}  // namespace

struct FieldHdf5::Inside {
    explicit Inside(const std::filesystem::path& target) : partial(target) { disk->descriptor = partial.descriptor(); }
    ~Inside() {
        const hdf5::Quiet quiet;
        fields.clear();
        time.close();
        file.close();
        // Should HDF5 hold on to the file, it must not write into another that is given the same descriptor.
        *disk = {-1, EBADF};
    }
    /// Runs something that calls HDF5. What happened to the disk tells more than what HDF5 says.
    template <class Work>
    void run(Work work) {
        const hdf5::Quiet quiet;
        try {
            work();
        } catch (const hdf5::Refused& refused) {
            if (disk->error == 0) throw core::InternalError(refused.what());
        }
        if (disk->error != 0) partial.refuse(disk->error);
    }

    void describe(const std::map<std::string, std::string>& about);
    void create(const core::FieldGrid& grid);
    Handle create_field(const core::FieldInfo& info, std::span<const Handle> scales) const;

    PartialFile partial;
    std::shared_ptr<hdf5::Disk> disk = std::make_shared<hdf5::Disk>();
    Handle file, time;
    std::vector<Handle> fields;
    Sizes frame;  ///< slowest side first, as in the file
    std::vector<double> days;
};

void FieldHdf5::Inside::describe(const std::map<std::string, std::string>& about) {
    hdf5::write_attribute(file, "Conventions", "CF-1.8");
    hdf5::write_attribute(file, "title", "Healing of skin after microneedling, simulated");
    hdf5::write_attribute(file, "source", "Percuta; research and education software, no medical device");
    for (const auto& [name, text] : about) hdf5::write_attribute(file, name.c_str(), text);
}

void FieldHdf5::Inside::create(const core::FieldGrid& grid) {
    file = new_file(disk);
    time = new_scale(file, time_name, {}, H5S_UNLIMITED);
    // Not "days": xarray would take the numbers for lengths of time and turn them into nanoseconds.
    hdf5::write_attribute(time, "units", "day");
    hdf5::write_attribute(time, "long_name", "time after the first session");
    std::vector<Handle> scales;
    for (auto axis = grid.axes.rbegin(); axis != grid.axes.rend(); ++axis) {
        frame.push_back(axis->faces.size() - 1);
        scales.push_back(axis_scale(file, axis->name, *axis, "centres", centres_of(*axis)));
    }
    for (const core::FieldAxis& axis : grid.axes) axis_scale(file, axis.name + "_faces", axis, "faces", axis.faces);
    for (const core::FieldInfo& info : grid.fields) fields.push_back(create_field(info, scales));
}

Handle FieldHdf5::Inside::create_field(const core::FieldInfo& info, std::span<const Handle> scales) const {
    Sizes size = frame, largest = frame, block = block_of(frame);
    size.insert(size.begin(), 0);
    largest.insert(largest.begin(), H5S_UNLIMITED);
    block.insert(block.begin(), 1);
    const Handle how = hdf5::properties(H5P_DATASET_CREATE);
    require(H5Pset_chunk(how, static_cast<int>(block.size()), block.data()), "set blocks");
    require(H5Pset_shuffle(how), "shuffle");
    require(H5Pset_deflate(how, deflate_level), "deflate");
    Handle field = hdf5::create_dataset(file, info.name, H5T_IEEE_F32LE, size, largest, how);
    hdf5::write_attribute(field, "units", info.unit);
    hdf5::write_attribute(field, "long_name", info.meaning);
    hdf5::write_attribute(field, "rest", info.rest);
    require(H5DSattach_scale(field, time, 0), "attach a scale");
    for (std::size_t side = 0; side < scales.size(); ++side)
        require(H5DSattach_scale(field, scales[side], static_cast<unsigned>(side + 1)), "attach a scale");
    return field;
}

FieldHdf5::FieldHdf5(const std::filesystem::path& target, const core::FieldGrid& grid,
                     const std::map<std::string, std::string>& about)
    : inside_(std::make_unique<Inside>(target)) {
    inside_->run([&] {
        inside_->create(grid);
        inside_->describe(about);
    });
}

FieldHdf5::~FieldHdf5() = default;

void FieldHdf5::begin_frame(double days) { inside_->days.push_back(days); }

void FieldHdf5::write(std::size_t field, std::span<const float> values) {
    const hsize_t number = inside_->days.size() - 1;
    Sizes size = inside_->frame, start(size.size() + 1, 0);
    size.insert(size.begin(), number + 1);
    start.front() = number;
    Sizes one = size;
    one.front() = 1;
    const auto rank = static_cast<int>(size.size());
    inside_->run([&] {
        const Handle& dataset = inside_->fields[field];
        require(H5Dset_extent(dataset, size.data()), "grow");
        const Handle file(H5Dget_space(dataset), H5Sclose, "describe a frame");
        require(H5Sselect_hyperslab(file, H5S_SELECT_SET, start.data(), nullptr, one.data(), nullptr), "select");
        // Of the same rank as the file's: HDF5 would go cell by cell otherwise.
        const Handle memory(H5Screate_simple(rank, one.data(), nullptr), H5Sclose, "describe a frame");
        require(H5Dwrite(dataset, H5T_NATIVE_FLOAT, memory, file, H5P_DEFAULT, values.data()), "write");
    });
}

void FieldHdf5::finish() {
    inside_->run([&] {
        const std::vector<double>& days = inside_->days;
        const Sizes size = {days.size()};
        require(H5Dset_extent(inside_->time, size.data()), "grow");
        if (!days.empty())
            require(H5Dwrite(inside_->time, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, days.data()), "write");
        bool closed = inside_->time.close();
        for (Handle& field : inside_->fields) closed = field.close() && closed;
        if (!inside_->file.close() || !closed) throw hdf5::Refused("HDF5 could not close a file");
    });
    inside_->partial.put_in_place();
}

}  // namespace percuta::report
