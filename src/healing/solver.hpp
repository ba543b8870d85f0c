// One first-order step of the whole model: reactions everywhere, then diffusion along each axis.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "healing/tissue.hpp"

namespace percuta::healing {

class Solver {
public:
    Solver(const Parameters& p, const Layout& layout);
    ~Solver();
    Solver(const Solver&) = delete;
    Solver& operator=(const Solver&) = delete;

    /// Takes `values` (the layout of State) one step further, in place. Positive. The rest state stays bit for bit but
    /// for mature collagen and elastin, whose balance is one of products of rates and holds to round-off.
    void advance(std::span<double> values, double step);
    /// Largest over the fields of RMS(coarse - fine) relative to the field's own size.
    double error(std::span<const double> coarse, std::span<const double> fine) const;

private:
    struct Factors;  // line systems of every field for one step length
    const Factors& factors(double step);
    void react(std::span<double> values, const StepConstants& constants) const;
    void diffuse(std::span<double> values, const Factors& factors);
    void close_surface(std::span<double> values, double step) const;

    const Parameters& p_;
    const Layout& layout_;
    std::vector<std::unique_ptr<Factors>> cache_;
    std::vector<double> profile_;  // rest profile of fibroblasts under chemotaxis
};

}  // namespace percuta::healing
