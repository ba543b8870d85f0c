// Fields of a run in memory, coarse enough to be sent to a page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/fields.hpp"

namespace percuta::server {

/// Keeps what an engine shows. A value is least + (most − least) × byte / 255 of its field, over the whole series, so
/// that colours mean the same on every day.
class FieldFrames : public core::FieldSink {
public:
    void begin(const core::FieldGrid& grid) override;
    void frame(double time, const Fill& fill) override;

    /// `{axes[] {name, centres_um[]}, days[], fields[] {name, title, unit, rest, least, most}}`.
    std::string description() const;
    /// All of it as the file that xarray opens: docs/fields.md.
    std::string hdf5() const;
    /// One byte a cell, the first axis fastest, one day after the other; empty where there is no such field.
    std::string bytes(std::string_view field) const;

private:
    core::FieldGrid grid_{};
    std::vector<double> days_{};
    std::vector<std::vector<float>> values_{};  ///< of each field, all days
};

}  // namespace percuta::server
