// The driver by which HDF5 reaches a file of ours; see Disk.
#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <limits>
#include <new>

#include <sys/stat.h>
#include <unistd.h>

#include "report/hdf5.hpp"

namespace percuta::report::hdf5 {

namespace {

/// What a file access list carries. Read while the file is opened, when the caller's pointer still lives.
struct Address {
    const std::shared_ptr<Disk>* disk = nullptr;
};

struct OpenFile : H5FD_t {
    std::shared_ptr<Disk> disk;
    haddr_t allocated = 0;  ///< end of what HDF5 has given out
    haddr_t end = 0;        ///< end of what was written, or would have been
};

OpenFile& of(H5FD_t* file) { return *static_cast<OpenFile*>(file); }
const OpenFile& of(const H5FD_t* file) { return *static_cast<const OpenFile*>(file); }

H5FD_t* open_file(const char*, unsigned, hid_t access, haddr_t) {
    const auto* address = static_cast<const Address*>(H5Pget_driver_info(access));
    auto* file = address ? new (std::nothrow) OpenFile{} : nullptr;
    if (!file) return nullptr;
    file->disk = *address->disk;
    struct stat status {};
    if (::fstat(file->disk->descriptor, &status) == 0) file->end = static_cast<haddr_t>(status.st_size);
    return file;
}

herr_t close_file(H5FD_t* file) {
    delete &of(file);
    return 0;
}

herr_t query(const H5FD_t*, unsigned long* features) {
    *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
                H5FD_FEAT_AGGREGATE_SMALLDATA;
    return 0;
}

haddr_t get_allocated(const H5FD_t* file, H5FD_mem_t) { return of(file).allocated; }
haddr_t get_end(const H5FD_t* file, H5FD_mem_t) { return of(file).end; }

herr_t set_allocated(H5FD_t* file, H5FD_mem_t, haddr_t address) {
    of(file).allocated = address;
    return 0;
}

/// Beyond the end of the file there is nothing but zeros.
herr_t read_bytes(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t from, std::size_t count, void* buffer) {
    const std::span<std::byte> all(static_cast<std::byte*>(buffer), count);
    std::size_t done = 0;
    while (done < count) {
        const ssize_t got =
            ::pread(of(file).disk->descriptor, all.data() + done, count - done, static_cast<off_t>(from + done));
        if (got < 0 && errno != EINTR) return -1;
        if (got == 0) break;
        if (got > 0) done += static_cast<std::size_t>(got);
    }
    std::ranges::fill(all.subspan(done), std::byte{0});
    return 0;
}

herr_t write_bytes(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t to, std::size_t count, const void* buffer) {
    OpenFile& open = of(file);
    const auto* bytes = static_cast<const std::byte*>(buffer);
    for (std::size_t done = 0; done < count && open.disk->error == 0;) {
        const ssize_t written =
            ::pwrite(open.disk->descriptor, bytes + done, count - done, static_cast<off_t>(to + done));
        if (written < 0 && errno != EINTR) open.disk->error = errno;
        if (written > 0) done += static_cast<std::size_t>(written);
    }
    open.end = std::max(open.end, to + count);
    return 0;
}

herr_t truncate_file(H5FD_t* file, hid_t, hbool_t) {
    OpenFile& open = of(file);
    if (open.disk->error == 0 && open.end != open.allocated &&
        ::ftruncate(open.disk->descriptor, static_cast<off_t>(open.allocated)) != 0)
        open.disk->error = errno;
    open.end = open.allocated;
    return 0;
}

H5FD_class_t driver_class() {
    H5FD_class_t out{};
    out.name = "percuta";
    out.maxaddr = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
    out.fc_degree = H5F_CLOSE_STRONG;
    out.fapl_size = sizeof(Address);
    out.open = open_file;
    out.close = close_file;
    out.query = query;
    out.get_eoa = get_allocated;
    out.set_eoa = set_allocated;
    out.get_eof = get_end;
    out.read = read_bytes;
    out.write = write_bytes;
    out.truncate = truncate_file;
    constexpr std::array<H5FD_mem_t, H5FD_MEM_NTYPES> pools = H5FD_FLMAP_DICHOTOMY;
    std::ranges::copy(pools, out.fl_map);
    return out;
}

}  // namespace

Handle access_to(const std::shared_ptr<Disk>& disk) {
    Handle access = properties(H5P_FILE_ACCESS);
    const H5FD_class_t described = driver_class();
    const Handle driver(H5FDregister(&described), H5FDunregister, "take a driver");
    const Address address{&disk};
    require(H5Pset_driver(access, driver, &address), "set a driver");
    // Whole blocks are written once and not looked at again: keeping them would cost a megabyte a dataset.
    require(H5Pset_cache(access, 0, 1, 0, 1.0), "do without a cache");
    return access;
}

}  // namespace percuta::report::hdf5
