// Functions of time from their Laplace transforms, F(s) = ∫ f(t) exp(-st) dt.
#pragma once

#include <complex>
#include <concepts>
#include <vector>

namespace percuta::numerics {

/// f(t) = Re Σ weight F(node / t) / t. Nodes and weights do not depend on t.
struct Inversion {
    std::vector<std::complex<double>> nodes, weights;

    /// `transform` takes a complex s and returns F(s). t > 0.
    template <class Transform>
    double operator()(Transform&& transform, double t) const {
        double sum = 0.0;
        for (std::size_t k = 0; k < nodes.size(); ++k) sum += (weights[k] * transform(nodes[k] / t)).real();
        return sum / t;
    }
};

/// On Talbot's contour as Abate and Valkó (2004, Int. J. Numer. Meth. Engng 60:979) fixed it, with `terms` >= 2
/// evaluations. Of a smooth f about 0.6 digits a term, until round-off takes over: 12 to 13 digits at 20 terms, and
/// fewer beyond. F must be analytic but for the negative real axis; a jump of f, as a delay makes, is smeared.
Inversion talbot(int terms = 20);

/// On the real axis (Gaver 1966, Stehfest 1970), for F that knows no complex s. `terms` is even; 14 give 4 to 6 digits
/// of a smooth f, and round-off allows no more.
Inversion stehfest(int terms = 14);

}  // namespace percuta::numerics
