// What the readers of the figures of a study share.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/document.hpp"
#include "course/study.hpp"

namespace percuta::course {

std::string required_text(core::Reader& reader, std::string_view key);

/// Reads the number that stands under a key.
using ReadNumber = std::function<std::optional<double>(std::string_view key)>;
/// What was printed: `published`, or `least` and `most` of which one may be missing and is then infinite.
void read_range(core::Reader& reader, std::string_view example, const ReadNumber& number, double& least, double& most);

/// The same with what else a figure of the bench has; `unit` fixes the dimension.
void read_published(core::Reader& reader, std::string_view unit, BenchFigure& figure);

BenchFigure read_closure_figure(core::Reader& reader);
BenchFigure read_permeation_figure(core::Reader& reader, const product::Catalogue& products);

/// The value that a word names; `names` in the order of the values.
template <class Value>
void read_choice(core::Reader& reader, std::string_view key, std::span<const std::string_view> names, Value& value) {
    if (const auto word = reader.choice(key, {names.begin(), names.end()}))
        value = static_cast<Value>(std::ranges::find(names, *word) - names.begin());
}

}  // namespace percuta::course
