// The parameters of one data file, as shipped or as a test has changed its text.
#pragma once

#include <string>

#include "core/data_files.hpp"
#include "core/document.hpp"
#include "core/parameter.hpp"

namespace percuta::core {

inline ParameterSet parameters_in(const std::string& text, const std::string& name) {
    const Document document = Document::parse(text, name);
    Findings findings(document);
    Reader root(document.root(), findings);
    ParameterSet set;
    root.required("parameters", "a table of parameters");
    if (auto table = root.table("parameters")) set = ParameterSet::read(*table);
    findings.raise();
    return set;
}
inline ParameterSet parameters_in(const std::string& name) { return parameters_in(embedded_data().at(name), name); }

}  // namespace percuta::core
