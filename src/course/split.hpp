// Which studies calibrate and which are held out, as it stood before anything was fitted to them: data/split.toml.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/document.hpp"
#include "course/study.hpp"

namespace percuta::course {

struct Knowledge;

/// What was frozen of one study.
struct FrozenStudy {
    std::string role;
    std::string hash;  ///< of its `frozen_text`
};
/// By the id of the study.
using Split = std::map<std::string, FrozenStudy>;

/// All that a split freezes of studies: their identity, role, who was treated and how, and every printed number with
/// what it is a number of. Words about them (titles, notes, what stood beside a number) may change.
std::string frozen_text(std::span<const Study> studies);

/// The text of data/split.toml for these studies.
std::string write_split(const std::vector<Study>& studies);
/// Throws core::InvalidInput.
Split read_split(const core::Document& document);

/// A sentence about each study that is not as it was frozen, is new, or is gone; empty when the split stands.
std::vector<std::string> split_differences(const Knowledge& known);
/// Throws core::InvalidInput with those sentences, where there are any: nothing is fitted to studies that were moved or
/// changed after the split.
void check_split(const Knowledge& known);

}  // namespace percuta::course
