// Fields as a user names them, made of the fields of the model.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/fields.hpp"
#include "healing/tissue.hpp"

namespace percuta::healing {

/// A field by its stable name, the same as that of its curve.
struct FieldView {
    const char* name;
    const char* meaning;
    /// From the values of all fields at a place of the dermis or of the epidermis.
    double (*read)(const std::array<double, field_count>& at, const Rest& rest, double elastosis);
    double rest;  ///< in the papillary dermis
};

const std::vector<FieldView>& field_views();
/// Throws core::UsageError, with a suggestion, for a name that there is not.
const FieldView& field_view(const std::string& name);
/// The fields written when none are named.
std::vector<std::string> usual_fields();
/// What a sink is told of some of them.
std::vector<core::FieldInfo> field_infos(const std::vector<std::string>& names);
/// The same with the axes of a column or a unit cell.
core::FieldGrid field_grid(const Layout& layout, const std::vector<std::string>& names);
/// Shows one state of a column or a unit cell.
void show(core::FieldSink& sink, const std::vector<std::string>& names, const Layout& layout,
          std::span<const double> values, double time);

}  // namespace percuta::healing
