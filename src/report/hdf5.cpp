#include "report/hdf5.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace percuta::report::hdf5 {

void require(herr_t done, std::string_view what) {
    if (done < 0) throw Refused(fmt::format("HDF5 could not {}", what));
}

Handle::Handle(hid_t id, herr_t (*closer)(hid_t), std::string_view what) : id_(id), close_(closer) {
    if (id < 0) throw Refused(fmt::format("HDF5 could not {}", what));
}

Quiet::Quiet() {
    // Of a damaged file HDF5 may keep pieces that it cannot free, and complains about them when the program ends. Every
    // file is closed by its owner, so nothing is left to do then. Counts only before HDF5 is first used.
    H5dont_atexit();
    H5Eget_auto2(H5E_DEFAULT, &report_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Quiet::~Quiet() { H5Eset_auto2(H5E_DEFAULT, report_, data_); }

Handle properties(hid_t kind) { return {H5Pcreate(kind), H5Pclose, "make a property list"}; }

Handle create_dataset(hid_t file, const std::string& name, hid_t type, std::span<const hsize_t> size,
                      std::span<const hsize_t> largest, const Handle& properties) {
    require(H5Pset_obj_track_times(properties, false), "leave out times");
    // Blocks at the edge of a dataset reach beyond it: their rest must not be what memory held by chance.
    require(H5Pset_fill_time(properties, H5D_FILL_TIME_ALLOC), "fill blocks");
    const Handle space(H5Screate_simple(static_cast<int>(size.size()), size.data(), largest.data()), H5Sclose,
                       "describe " + name);
    return {H5Dcreate2(file, name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose,
            "create " + name};
}

namespace {

void write_scalar(hid_t object, const char* name, hid_t type, const void* value) {
    const Handle space(H5Screate(H5S_SCALAR), H5Sclose, "describe an attribute");
    const Handle attribute(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                           "create an attribute");
    require(H5Awrite(attribute, type, value), "write an attribute");
}

/// Of a foreign file an attribute may hold more than one value, or one of another class.
Handle open_scalar(hid_t object, const char* name, H5T_class_t wanted) {
    Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, "find an attribute");
    const Handle space(H5Aget_space(attribute), H5Sclose, "measure an attribute");
    const Handle type(H5Aget_type(attribute), H5Tclose, "tell the type of an attribute");
    if (H5Sget_simple_extent_npoints(space) != 1 || H5Tget_class(type) != wanted || H5Tis_variable_str(type) > 0)
        throw Refused("HDF5 found an attribute of another kind");
    return attribute;
}

void read_number(hid_t object, const char* name, H5T_class_t wanted, hid_t type, void* value) {
    require(H5Aread(open_scalar(object, name, wanted), type, value), "read an attribute");
}

}  // namespace

void write_attribute(hid_t object, const char* name, std::string_view text) {
    const Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make a type for text");
    // An empty text, too, takes a character.
    require(H5Tset_size(type, std::max<std::size_t>(text.size(), 1)), "size a text");
    require(H5Tset_strpad(type, H5T_STR_NULLPAD), "pad a text");
    require(H5Tset_cset(type, H5T_CSET_UTF8), "encode a text");
    write_scalar(object, name, type, std::string(text).c_str());
}

void write_attribute(hid_t object, const char* name, double value) {
    write_scalar(object, name, H5T_NATIVE_DOUBLE, &value);
}

void write_attribute(hid_t object, const char* name, std::uint64_t value) {
    write_scalar(object, name, H5T_NATIVE_UINT64, &value);
}

void read_attribute(hid_t object, const char* name, std::string& text) {
    const Handle attribute = open_scalar(object, name, H5T_STRING);
    const Handle type(H5Aget_type(attribute), H5Tclose, "tell the type of an attribute");
    text.resize(H5Tget_size(type));
    require(H5Aread(attribute, type, text.data()), "read an attribute");
    text.resize(std::min(text.size(), text.find('\0')));
}

void read_attribute(hid_t object, const char* name, double& value) {
    read_number(object, name, H5T_FLOAT, H5T_NATIVE_DOUBLE, &value);
}

void read_attribute(hid_t object, const char* name, std::uint64_t& value) {
    read_number(object, name, H5T_INTEGER, H5T_NATIVE_UINT64, &value);
}

}  // namespace percuta::report::hdf5
