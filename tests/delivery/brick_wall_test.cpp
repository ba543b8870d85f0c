// The closed form of a wall of bricks against the wall itself, resolved in two dimensions.
#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "delivery/stratum_corneum.hpp"
#include "fixture.hpp"

namespace percuta::delivery {
namespace {

/// Two rows of bricks, the lower one shifted, repeated without end: a drop of 1 over both rows. Lengths over that of
/// the mortar's thickness.
class ResolvedWall {
public:
    ResolvedWall(const Parameters& p, double lipid, double inside) {
        const double L = p.brick_length / p.mortar, t = p.brick_height / p.mortar;
        const double shift = (L + 1.0) / (1.0 + p.brick_offset);
        add(across_, 1.0, 4), add(across_, shift - 1.0, 24, true), add(across_, 1.0, 4),
            add(across_, L - shift, 72, true);
        for (int row = 0; row < 2; ++row) add(down_, 1.0, 4), add(down_, t, 8);
        const std::size_t gap[] = {0, 28};
        for (std::size_t j = 0; j < down_.size(); ++j)
            for (std::size_t i = 0; i < across_.size(); ++i) {
                const std::size_t row = j / 12, from = gap[row];
                conductivity_.push_back(j % 12 < 4 || (i >= from && i < from + 4) ? lipid : inside);
            }
        period_ = L + 1.0;
    }

    /// Over an area, of one row; times the thickness of mortar.
    double conductance() const {
        std::vector<double> u(size(), 0.0), r(size()), z(size()), d(size()), q(size()), diagonal(size(), 0.0);
        for_faces([&](std::size_t a, std::size_t b, double g, double) { diagonal[a] += g, diagonal[b] += g; });
        multiply(u, r, -1.0);
        double rz = 0.0;
        for (std::size_t k = 0; k < size(); ++k) rz += r[k] * (d[k] = r[k] / diagonal[k]);
        const double first = rz;
        for (int n = 0; n < 20000 && rz > 1e-22 * first; ++n) {  // conjugate gradients
            multiply(d, q, 0.0);
            double dq = 0.0, next = 0.0;
            for (std::size_t k = 0; k < size(); ++k) dq += d[k] * q[k];
            for (std::size_t k = 0; k < size(); ++k) {
                u[k] += rz / dq * d[k];
                r[k] -= rz / dq * q[k];
                z[k] = r[k] / diagonal[k];
                next += r[k] * z[k];
            }
            for (std::size_t k = 0; k < size(); ++k) d[k] = z[k] + next / rz * d[k];
            rz = next;
        }
        double flow = 0.0;
        for_faces([&](std::size_t a, std::size_t b, double g, double drop) {
            if (drop > 0.0) flow += g * (u[a] - u[b] + drop);
        });
        return 2.0 * flow / period_;
    }

private:
    static void add(std::vector<double>& to, double length, int cells, bool graded = false) {
        const auto at = [&](int i) {
            const double x = static_cast<double>(i) / cells;
            return length * (graded ? 0.5 * (1.0 - std::cos(std::numbers::pi * x)) : x);
        };
        for (int i = 0; i < cells; ++i) to.push_back(at(i + 1) - at(i));
    }
    std::size_t size() const { return across_.size() * down_.size(); }

    /// visit(a, b, conductance, drop from a to b beyond that of u).
    template <class Visit>
    void for_faces(Visit visit) const {
        const std::size_t columns = across_.size(), rows = down_.size();
        for (std::size_t j = 0; j < rows; ++j)
            for (std::size_t i = 0; i < columns; ++i) {
                const std::size_t right = (i + 1) % columns, below = (j + 1) % rows;
                const std::size_t a = j * columns + i, b = j * columns + right, c = below * columns + i;
                visit(a, b, 2.0 * down_[j] / (across_[i] / conductivity_[a] + across_[right] / conductivity_[b]), 0.0);
                visit(a, c, 2.0 * across_[i] / (down_[j] / conductivity_[a] + down_[below] / conductivity_[c]),
                      below == 0 ? 1.0 : 0.0);
            }
    }
    /// out = A u, and with `source` -1 the right-hand side less that.
    void multiply(const std::vector<double>& u, std::vector<double>& out, double source) const {
        std::fill(out.begin(), out.end(), 0.0);
        for_faces([&](std::size_t a, std::size_t b, double g, double drop) {
            const double flow = g * (u[a] - u[b] - source * drop) * (source < 0.0 ? -1.0 : 1.0);
            out[a] += flow;
            out[b] -= flow;
        });
    }

    std::vector<double> across_, down_, conductivity_;
    double period_ = 0.0;
};

TEST(BrickWall, ClosedFormIsTheResolvedWall) {
    const Parameters& p = fixture::defaults();
    for (const double inside : {1e-5, 1e-3, 1e-1, 10.0}) {
        const double resolved = ResolvedWall(p, 1.0, inside).conductance();
        EXPECT_NEAR(brick_layer(p, 1.0, inside) * p.mortar / resolved, 1.0, 6e-3) << inside;
    }
}

}  // namespace
}  // namespace percuta::delivery
