// Fields on a grid at chosen moments: the one shape in which they travel from an engine to whoever writes them.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace percuta::core {

struct FieldAxis {
    std::string name;           ///< "x", "y", "z" (depth, downwards) or "r" (distance from the axis of a hole)
    std::vector<double> faces;  ///< metres, increasing; cells lie between them
};

struct FieldInfo {
    std::string name;     ///< a word: il1, collagen_total …
    std::string meaning;  ///< in words
    std::string unit;     ///< UDUNITS-2; "1" for pure numbers
    double rest = 0.0;    ///< in untreated skin, where that is the same everywhere (the papillary dermis else)
};

/// What frames will hold. The first axis runs fastest in memory.
struct FieldGrid {
    std::vector<FieldAxis> axes;
    std::vector<FieldInfo> fields;

    std::size_t cells() const {
        std::size_t product = 1;
        for (const FieldAxis& axis : axes) product *= axis.faces.size() - 1;
        return product;
    }
};

/// Takes frames as they come. An engine calls `begin` once and then `frame` in the order of time.
class FieldSink {
public:
    virtual ~FieldSink() = default;
    virtual void begin(const FieldGrid& grid) = 0;
    /// Fills in the values of one field, one a cell.
    using Fill = std::function<void(std::size_t field, std::span<float> values)>;
    /// `time` in seconds. Asks `fill` for every field of the grid, in order: no more than one need be in memory.
    virtual void frame(double time, const Fill& fill) = 0;
};

}  // namespace percuta::core
