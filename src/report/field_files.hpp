// Simulated fields as files: fields.h5 for xarray, and a frame a file with a list of them for ParaView. What they hold:
// docs/fields.md.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/fields.hpp"
#include "report/field_hdf5.hpp"
#include "report/field_vtk.hpp"

namespace percuta::report {

/// Writes `fields_0000.vti` (or .vtr) … and `fields.pvd` as frames come, and `fields.h5` when it is finished. A file
/// stands under its name only when it is whole and on the disk. Holds one field as float besides the blocks of HDF5.
/// Not to be used from two threads at once.
///
/// Throws core::UsageError when the disk cannot take what is written; what was whole stays, so that the run can go on
/// from its last checkpoint.
class FieldFiles : public core::FieldSink {
public:
    /// The folder must exist. `about` becomes attributes of fields.h5: what made it, from which plan.
    explicit FieldFiles(std::filesystem::path folder, std::map<std::string, std::string> about = {});
    ~FieldFiles() override;

    /// Before `begin`, when a killed run goes on from `last_time` (seconds): `begin` then keeps the frames up to that
    /// time, removes later ones and writes what they hold again, so that all files end with the bytes of a run that was
    /// not interrupted. Without it `begin` removes the frames of an earlier run.
    void resume(double last_time) { last_time_ = last_time; }

    /// Names are words, distinct, and none is `time`. Throws core::UsageError when a frame to be kept is damaged.
    void begin(const core::FieldGrid& grid) override;
    void frame(double time, const Fill& fill) override;
    /// After the last frame.
    void finish();

    /// Frames on the disk.
    std::size_t frames() const { return frames_.size(); }

private:
    std::filesystem::path frame_path(std::size_t number, const std::string& extension) const;
    std::vector<std::filesystem::path> frames_on_disk() const;
    void keep_frames(double last_days);
    void read_frame(const std::filesystem::path& path);
    void remove_other_frames() const;
    void write_frame(double days, const Fill& fill);
    void write_list() const;

    std::filesystem::path folder_;
    std::map<std::string, std::string> about_;
    std::optional<double> last_time_;
    std::unique_ptr<FieldHdf5> all_;
    std::unique_ptr<FieldVtk> layout_;
    std::vector<std::pair<double, std::string>> frames_;  ///< days and name
    std::vector<float> field_;
};

}  // namespace percuta::report
