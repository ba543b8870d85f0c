// One axis of a tensor-product grid: finite-volume cells between faces, Cartesian or radial.
#pragma once

#include <span>
#include <vector>

namespace percuta::numerics {

enum class Metric { cartesian, radial };

/// Where a graded axis must have a face, and how long cells should be there.
struct GradingPoint {
    double position = 0.0;
    double cell = 0.0;
};

/// Cells along one coordinate. A radial axis measures rings around r = 0 (area of a ring, circumference of a face).
class Axis {
public:
    /// Faces in increasing order, at least two; a radial axis starts at r >= 0.
    Axis(Metric metric, std::vector<double> faces);
    static Axis uniform(Metric metric, double from, double to, std::size_t cells);
    /// Faces exactly at every point; between two points cell lengths change geometrically from one wish to the other.
    static Axis graded(Metric metric, std::span<const GradingPoint> points);

    Metric metric() const { return metric_; }
    std::size_t size() const { return faces_.size() - 1; }
    std::span<const double> faces() const { return faces_; }
    double centre(std::size_t cell) const { return 0.5 * (faces_[cell] + faces_[cell + 1]); }
    double length(std::size_t cell) const { return faces_[cell + 1] - faces_[cell]; }
    double extent() const { return faces_.back() - faces_.front(); }
    /// Measure of a cell along this axis: its length, or the area of its ring.
    double measure(std::size_t cell) const;
    /// Measure of face `face` (0 … size()): 1, or the circumference.
    double face_measure(std::size_t face) const;
    /// Index of the face at this position. Throws InternalError when no face lies there (to 1e-9 of the extent).
    std::size_t face_at(double position) const;

private:
    Metric metric_;
    std::vector<double> faces_;
};

}  // namespace percuta::numerics
