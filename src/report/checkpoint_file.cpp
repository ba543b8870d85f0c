#include "report/checkpoint_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <sstream>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "core/error.hpp"
#include "report/hdf5.hpp"
#include "report/partial_file.hpp"

namespace percuta::report {

namespace {

using hdf5::Handle;
using hdf5::require;

constexpr const char* kind = "Percuta checkpoint";
constexpr std::uint64_t format_version = 1;

/// Numbers under one checksum: a megabyte.
constexpr hsize_t block_size = 1 << 17;

/// Only in its newest form has HDF5 checksums over what it says about the data.
Handle checked_access(const std::shared_ptr<hdf5::Disk>& disk) {
    Handle access = hdf5::access_to(disk);
    require(H5Pset_libver_bounds(access, H5F_LIBVER_V110, H5F_LIBVER_V110), "choose its newest form");
    return access;
}

Handle file_properties() {
    Handle how = hdf5::properties(H5P_FILE_CREATE);
    require(H5Pset_obj_track_times(how, false), "leave out times");
    return how;
}

void write_numbers(hid_t file, const char* name, std::span<const double> values) {
    // An empty dataset, too, needs a block.
    const std::array<hsize_t, 1> size = {values.size()}, largest = {std::max<hsize_t>(size[0], 1)};
    const std::array<hsize_t, 1> block = {std::min(largest[0], block_size)};
    const Handle how = hdf5::properties(H5P_DATASET_CREATE);
    require(H5Pset_chunk(how, 1, block.data()), "set blocks");
    require(H5Pset_fletcher32(how), "add checksums");
    const Handle dataset = hdf5::create_dataset(file, name, H5T_IEEE_F64LE, size, largest, how);
    if (!values.empty())
        require(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "write numbers");
}

void write_all(const std::shared_ptr<hdf5::Disk>& disk, const std::string& identity, const core::Milestone& at,
               std::span<const double> state, std::span<const double> rows) {
    Handle file(H5Fcreate("checkpoint", H5F_ACC_TRUNC, file_properties(), checked_access(disk)), H5Fclose,
                "create a file");
    hdf5::write_attribute(file, "kind", kind);
    hdf5::write_attribute(file, "format_version", format_version);
    hdf5::write_attribute(file, "identity", identity);
    hdf5::write_attribute(file, "steps", at.steps);
    hdf5::write_attribute(file, "time", at.time);
    write_numbers(file, "state", state);
    write_numbers(file, "rows", rows);
    if (!file.close()) throw hdf5::Refused("HDF5 could not close a file");
}

/// A kept file, open for reading. Throws Refused where it is damaged, UsageError where it is whole but of no use here.
class Kept {
public:
    explicit Kept(const std::filesystem::path& path) : path_(path) {
        disk_->descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (disk_->descriptor < 0 && errno != ENOENT) refuse(std::generic_category().message(errno));
    }
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;
    ~Kept() {
        file_.close();
        if (there()) ::close(disk_->descriptor);
        *disk_ = {-1, EBADF};
    }
    bool there() const { return disk_->descriptor >= 0; }
    void open();
    core::Milestone milestone(const std::string& identity) const;
    void read_state(std::span<double> state) const;
    std::vector<double> rows() const;
    [[noreturn]] void refuse(std::string_view why) const {
        throw core::UsageError(fmt::format("the checkpoint \"{}\" {}; delete it to start afresh", path_.string(), why));
    }

private:
    void check_identity(const std::string& here) const;

    std::filesystem::path path_;
    std::shared_ptr<hdf5::Disk> disk_ = std::make_shared<hdf5::Disk>();
    Handle file_;
};

void Kept::open() {
    file_ = Handle(H5Fopen(path_.c_str(), H5F_ACC_RDONLY, checked_access(disk_)), H5Fclose, "open a file");
    std::string text;
    hdf5::read_attribute(file_, "kind", text);
    std::uint64_t version = 0;
    hdf5::read_attribute(file_, "format_version", version);
    if (text != kind) refuse("is none of Percuta");
    if (version != format_version) refuse("was written by another version of Percuta");
}

core::Milestone Kept::milestone(const std::string& identity) const {
    check_identity(identity);
    core::Milestone at;
    hdf5::read_attribute(file_, "steps", at.steps);
    hdf5::read_attribute(file_, "time", at.time);
    return at;
}

void Kept::check_identity(const std::string& here) const {
    std::string there;
    hdf5::read_attribute(file_, "identity", there);
    if (there == here) return;
    std::istringstream ours(here), theirs(there);
    std::string our_line, their_line;
    do {
        our_line.clear();
        their_line.clear();
        std::getline(ours, our_line);
        std::getline(theirs, their_line);
    } while (our_line == their_line && (ours || theirs));
    refuse(fmt::format("belongs to another plan, other options or another version (there {}, here {})",
                       core::as_written(their_line), core::as_written(our_line)));
}

/// A dataset of numbers in one row, and how many there are.
std::pair<Handle, std::size_t> open_numbers(hid_t file, const char* name) {
    Handle dataset(H5Dopen2(file, name, H5P_DEFAULT), H5Dclose, "find numbers");
    const Handle space(H5Dget_space(dataset), H5Sclose, "count numbers");
    hsize_t count = 0;
    if (H5Sget_simple_extent_ndims(space) != 1 || H5Sget_simple_extent_dims(space, &count, nullptr) != 1)
        throw hdf5::Refused("HDF5 found numbers of another shape");
    return {std::move(dataset), count};
}

void read_numbers(hid_t dataset, std::span<double> values) {
    if (!values.empty())
        require(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read numbers");
}

void Kept::read_state(std::span<double> state) const {
    const auto [dataset, count] = open_numbers(file_, "state");
    if (count != state.size())
        refuse(fmt::format("belongs to another grid (there {} numbers, here {})", count, state.size()));
    read_numbers(dataset, state);
}

std::vector<double> Kept::rows() const {
    const auto [dataset, count] = open_numbers(file_, "rows");
    std::vector<double> rows(count);
    read_numbers(dataset, rows);
    return rows;
}

/// Opens what is kept and hands it to `work`; false when nothing is kept.
template <class Work>
bool with_kept(const std::filesystem::path& path, Work work) {
    const hdf5::Quiet quiet;
    Kept kept(path);
    if (!kept.there()) return false;
    try {
        kept.open();
        work(kept);
    } catch (const hdf5::Refused&) {
        kept.refuse("is damaged or none of Percuta");
    }
    return true;
}

}  // namespace

CheckpointFile::CheckpointFile(std::filesystem::path path, std::string identity, std::function<bool()> due)
    : path_(std::move(path)), identity_(std::move(identity)), due_(std::move(due)) {
    remove_partial_files(path_.has_parent_path() ? path_.parent_path() : ".", path_.filename().string() + "-");
}

void CheckpointFile::keep(const core::Milestone& at, std::span<const double> state, std::span<const double> rows) {
    PartialFile partial(path_, state.size_bytes() + rows.size_bytes());
    const auto disk = std::make_shared<hdf5::Disk>(hdf5::Disk{partial.descriptor(), 0});
    try {
        const hdf5::Quiet quiet;
        write_all(disk, identity_, at, state, rows);
    } catch (const hdf5::Refused& refused) {
        if (disk->error == 0) throw core::InternalError(refused.what());
    }
    // Should HDF5 hold on to the file, it must not write into another that is given the same descriptor.
    const int error = std::exchange(*disk, {-1, EBADF}).error;
    if (error != 0) partial.refuse(error);
    partial.put_in_place();
}

bool CheckpointFile::restore(core::Milestone& at, std::span<double> state, std::vector<double>& rows) {
    return with_kept(path_, [&](const Kept& kept) {
        at = kept.milestone(identity_);
        kept.read_state(state);
        rows = kept.rows();
    });
}

std::optional<core::Milestone> CheckpointFile::kept() const {
    std::optional<core::Milestone> at;
    with_kept(path_, [&](const Kept& kept) { at = kept.milestone(identity_); });
    return at;
}

void CheckpointFile::remove() const { remove_file(path_); }

}  // namespace percuta::report
