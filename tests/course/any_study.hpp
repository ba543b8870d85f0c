// What holds for the readers of studies and of the split whatever they are given.
#pragma once

#include <cmath>
#include <stdexcept>
#include <string>

#include "course/knowledge.hpp"
#include "course/split.hpp"
#include "course/study.hpp"

namespace percuta::course {

/// What study files are read with.
struct Shelf {
    const Knowledge& known;
    const plan::Vocabulary words = known.vocabulary();
};

/// Whether a study is read, which then is in the split that is made of it, or refused. Throws where the reader is
/// broken.
inline bool read_any_study(const std::string& text, const Shelf& shelf) {
    Study study;
    try {
        const core::Document document = core::Document::parse(text, "studies/a-study.toml");
        core::Findings findings(document);
        study = read_study("a-study", core::Reader(document.root(), findings), shelf.words, shelf.known.clinic,
                           shelf.known.atlas, shelf.known.devices, shelf.known.products);
        findings.raise();
    } catch (const core::InvalidInput& error) {
        if (error.diagnostics().empty()) throw std::logic_error("refused without a reason");
        return false;
    }
    Knowledge alone;
    alone.studies = {study};
    alone.split = read_split(core::Document::parse(write_split(alone.studies), "split.toml"));
    if (!split_differences(alone).empty()) throw std::logic_error("the study is not in its own split");
    if (!study.trial) return true;
    for (const Arm& arm : study.trial->arms) {
        const plan::DeviceChoice& device = arm.plan.device;
        if (device.model.empty() && !device.custom) throw std::logic_error("an arm has no device");
    }
    for (const ClinicalFigure& figure : study.trial->figures) {
        if (!(figure.least <= figure.most)) throw std::logic_error("a printed range is none");
        if (!(figure.sd >= 0.0) || !std::isfinite(figure.sd)) throw std::logic_error("a printed spread is none");
        if (const auto change = change_of(*study.trial, figure, shelf.known.clinic);
            change && std::isnan(change->change))
            throw std::logic_error("a printed change is not a number");
    }
    return true;
}

/// The same of a split, beside the studies of the program.
inline bool read_any_split(const std::string& text, const Shelf& shelf) {
    Knowledge other;
    other.studies = shelf.known.studies;
    try {
        other.split = read_split(core::Document::parse(text, "split.toml"));
    } catch (const core::InvalidInput& error) {
        if (error.diagnostics().empty()) throw std::logic_error("refused without a reason");
        return false;
    }
    const bool stands = split_differences(other).empty();
    try {
        check_split(other);
    } catch (const core::InvalidInput&) {
        if (stands) throw std::logic_error("a split that stands was refused");
        return true;
    }
    if (!stands) throw std::logic_error("a split that does not stand was taken");
    return true;
}

}  // namespace percuta::course
