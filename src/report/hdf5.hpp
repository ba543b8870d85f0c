// HDF5's C interface with owners, exceptions and a disk that may fill up. Inside this room only.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <hdf5.h>

namespace percuta::report::hdf5 {

/// HDF5 refused; the text says what it was asked for. Callers turn it into an error about their file.
class Refused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Throws Refused when HDF5 says that something failed.
void require(herr_t done, std::string_view what);

/// Owns an identifier of HDF5.
class Handle {
public:
    Handle() = default;
    /// Throws Refused when HDF5 gave none.
    Handle(hid_t id, herr_t (*closer)(hid_t), std::string_view what);
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(close_, other.close_);
        return *this;
    }
    ~Handle() { close(); }
    operator hid_t() const { return id_; }
    /// False when HDF5 could not.
    bool close() noexcept { return id_ < 0 || close_(std::exchange(id_, -1)) >= 0; }

private:
    hid_t id_ = -1;
    herr_t (*close_)(hid_t) = nullptr;
};

/// While it lives HDF5 prints nothing on standard error. Stands in every function that calls HDF5.
class Quiet {
public:
    Quiet();
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;
    ~Quiet();

private:
    H5E_auto2_t report_ = nullptr;
    void* data_ = nullptr;
};

/// An open file beneath HDF5. After a write that failed, `error` says why (errno) and nothing more is written, but HDF5
/// goes on as if it were: left with data that it cannot write it can neither close its file nor end the program
/// cleanly.
struct Disk {
    int descriptor = -1;
    int error = 0;
};

/// A file access list that leads to `disk`, which HDF5 shares until it has closed the file.
Handle access_to(const std::shared_ptr<Disk>& disk);

/// A property list of a class, e.g. H5P_DATASET_CREATE.
Handle properties(hid_t kind);
/// Creates a dataset that does not remember when, so that equal content means equal bytes; elements that nobody wrote
/// are 0. `properties` is of H5P_DATASET_CREATE.
Handle create_dataset(hid_t file, const std::string& name, hid_t type, std::span<const hsize_t> size,
                      std::span<const hsize_t> largest, const Handle& properties);

void write_attribute(hid_t object, const char* name, std::string_view text);
void write_attribute(hid_t object, const char* name, double value);
void write_attribute(hid_t object, const char* name, std::uint64_t value);

/// Throw Refused when there is no such attribute or it is of another kind.
void read_attribute(hid_t object, const char* name, std::string& text);
void read_attribute(hid_t object, const char* name, double& value);
void read_attribute(hid_t object, const char* name, std::uint64_t& value);

}  // namespace percuta::report::hdf5
