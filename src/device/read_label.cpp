// Reading the labels of data/devices.toml.
#include <utility>

#include <fmt/format.h>

#include "device/sections.hpp"

namespace percuta::device {

namespace {

using core::Reader;

std::string required_text(Reader& reader, std::string_view key, std::string_view example) {
    reader.required(key, example);
    return reader.text(key).value_or("");
}

/// A list of names that is not empty.
std::vector<std::string> names(Reader& reader, std::string_view key, std::string_view example) {
    std::vector<std::string> out;
    const core::Node* found = reader.required(key, example);
    if (found == nullptr) return out;
    if (const core::Array* array = found->array())
        for (const core::Node& node : *array)
            if (const std::string* text = node.text()) out.push_back(*text);
    if (found->array() == nullptr || out.empty() || out.size() != found->array()->size())
        reader.complain(key, fmt::format("{} must be a list of names", reader.full_name(key)),
                        fmt::format("write {} = {}", key, example));
    return out;
}

std::optional<Coverage::Phototypes> phototypes(Reader& reader) {
    const core::Node* found = reader.node("phototypes");
    if (found == nullptr) return std::nullopt;
    if (const core::Array* array = found->array(); array != nullptr && array->size() == 2) {
        const auto* least = std::get_if<std::int64_t>(&array->front().value);
        const auto* most = std::get_if<std::int64_t>(&array->back().value);
        if (least != nullptr && most != nullptr && 1 <= *least && *least <= *most && *most <= 6)
            return Coverage::Phototypes{static_cast<int>(*least), static_cast<int>(*most)};
    }
    reader.complain(
        "phototypes",
        fmt::format("{} must be the least and the greatest of the types 1 to 6", reader.full_name("phototypes")),
        "write phototypes = [1, 4], or leave out what was not read");
    return std::nullopt;
}

Coverage read_coverage(Reader reader) {
    Coverage out;
    out.concerns = names(reader, "concerns", "[\"acne-scar\"]");
    out.sites = names(reader, "sites", "[\"cheek\", \"nose\"]");
    out.sites_as_printed = required_text(reader, "sites_as_printed", "\"face\"");
    out.phototypes = phototypes(reader);
    out.deepest = reader.quantity("deepest", "mm", {.least = 0.0});
    reader.refuse_unknown();
    return out;
}

std::optional<Label::Dial> read_dial(Reader reader) {
    reader.required("least", "\"0 mm\"");
    reader.required("most", "\"2.5 mm\"");
    const auto least = reader.quantity("least", "mm", {.least = 0.0}), most = reader.quantity("most", "mm");
    if (least && most && *least > *most)
        reader.complain("least", fmt::format("{} is above most", reader.full_name("least")),
                        "a dial runs from its least to its most");
    reader.refuse_unknown();
    return least && most ? std::optional(Label::Dial{*least, *most}) : std::nullopt;
}

Label read_label(std::string file, Reader reader) {
    Label label;
    label.file = std::move(file);
    label.decision = required_text(reader, "decision", "\"2018-03-01\"");
    label.maker = reader.text("maker").value_or("");
    reader.required("least_age", "\"22 yr\"");
    label.least_age = reader.quantity("least_age", "yr", {.least = 0.0}).value_or(0.0);
    label.orbital_rim = reader.flag("orbital_rim").value_or(label.orbital_rim);
    if (const auto dial = reader.table("dial")) label.dial = read_dial(*dial);
    label.depth_tolerance = reader.quantity("depth_tolerance", "mm", {.least = 0.0});
    reader.required("covers", "[[…covers]] with concerns, sites, sites_as_printed");
    for (const Reader& covered : reader.tables("covers")) label.covers.push_back(read_coverage(covered));
    label.note = reader.text("note").value_or("");
    label.source = required_text(reader, "source", "\"a key of references.bib\"");
    label.seen = !reader.flag("unverified").value_or(false);
    reader.refuse_unknown();
    return label;
}

}  // namespace

std::vector<Label> read_labels(Reader reader) {
    std::vector<Label> labels;
    for (const auto& [key, node] : reader.entries())
        if (auto label = reader.table(key.name)) labels.push_back(read_label(key.name, *label));
    return labels;
}

}  // namespace percuta::device
