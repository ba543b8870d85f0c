// What is uncertain about the course of a plan, as the coordinates of a cube: each from 0 to 1, even and independent.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "course/draw.hpp"
#include "course/knowledge.hpp"

namespace percuta::trial {

struct Drawn;  ///< values of one point, before they become a draw

struct UncertainInput {
    std::string name;     ///< "healing.a_1", or a group: "skin of the person"
    std::string meaning;  ///< in words
    std::function<void(double u, Drawn& drawn)> take;
};

/// The draws of a plan that stand at points of the cube.
class UncertainDraws {
public:
    /// `known` and `plan` must outlive it.
    UncertainDraws(const course::Knowledge& known, const plan::Plan& plan, std::uint64_t seed);

    const std::vector<UncertainInput>& inputs() const { return inputs_; }
    const course::Draw& central() const { return central_; }

    /// `point`: one coordinate an input.
    course::Draw at(std::span<const double> point) const;
    /// Whether skin with these parameters, before adjuncts and age act on them, has a rest to return to.
    bool rests(std::span<const double> point) const;

private:
    Drawn taken(std::span<const double> point) const;
    core::ParameterSet room(std::string_view name, const core::ParameterSet& set, const Drawn& drawn) const;

    const course::Knowledge& known_;
    const plan::Plan& plan_;
    std::uint64_t seed_;
    std::vector<UncertainInput> inputs_;
    course::Draw central_;
};

}  // namespace percuta::trial
