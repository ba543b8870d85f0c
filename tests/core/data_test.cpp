// Every number in data/ says what it is, how well it is known and where from.
#include <gtest/gtest.h>

#include "core/bibliography.hpp"
#include "core/data_files.hpp"
#include "core/document.hpp"
#include "core/parameter.hpp"

namespace percuta::core {
namespace {

Bibliography bibliography() { return Bibliography::parse(embedded_data().at("references.bib"), "references.bib"); }

void check_parameter(const Node& node, const std::string& path, const Bibliography& sources, Findings& findings) {
    const Parameter parameter = read_parameter(path, Reader(node, findings, path));
    if (!parameter.source.empty() && !sources.has(parameter.source))
        findings.add(node, path + ": source \"" + parameter.source + "\" is not in references.bib",
                     suggest(parameter.source, sources.keys()));
    const bool own = parameter.source == "percuta-judgement" || parameter.source == "percuta-hand-fit";
    if (own && parameter.basis == Basis::measured) findings.add(node, path + ": what is measured has a publication");
    if (parameter.meaning.empty()) findings.add(node, path + ": no meaning");
}

/// Checks every table with a key `value`, however deep; returns how many there are.
int check_parameters(const Node& node, const std::string& path, const Bibliography& sources, Findings& findings) {
    int count = 0;
    if (node.table() != nullptr && node.find("value") != nullptr) {
        check_parameter(node, path, sources, findings);
        return 1;
    }
    if (const Table* table = node.table())
        for (const auto& [key, inner] : *table)
            count += check_parameters(inner, path.empty() ? key.name : path + "." + key.name, sources, findings);
    if (const Array* array = node.array())
        for (std::size_t i = 0; i < array->size(); ++i)
            count += check_parameters((*array)[i], path + "[" + std::to_string(i) + "]", sources, findings);
    return count;
}

/// All offenders of one file, as one text; "" when there are none.
std::string offenders(const std::string& text, const std::string& name, int* count = nullptr) {
    const Document document = Document::parse(text, name);
    Findings findings(document);
    const int parameters = check_parameters(document.root(), "", bibliography(), findings);
    if (count != nullptr) *count = parameters;
    try {
        findings.raise();
    } catch (const InvalidInput& error) {
        std::string out;
        for (const Diagnostic& diagnostic : error.diagnostics()) out += render(diagnostic) + "\n";
        return out;
    }
    return "";
}

TEST(Data, GivesEveryNumberAUnitAPriorASourceABasisAndAMeaning) {
    int total = 0;
    for (const auto& [name, text] : embedded_data()) {
        // Values of rules are answers of people; what reads them asks each rule for source, basis and unit.
        if (!name.ends_with(".toml") || name == "care-rules.toml") continue;
        int count = 0;
        EXPECT_EQ(offenders(text, name, &count), "");
        total += count;
    }
    EXPECT_GT(total, 100);
}

TEST(Data, LetsNoNumberInWithoutItsSource) {
    const std::string text =
        "[a.deep.place]\nvalue = 1\nunit = \"furlongs per moon\"\nprior = { lognormal = 1.5 }\n"
        "source = \"egawa-2070\"\nbasis = \"guessed\"\nmeaning = \"\"\n[[list]]\nvalue = 2\n";
    const std::string found = offenders(text, "bad.toml");
    for (const char* part : {"a.deep.place.unit needs a unit", "source \"egawa-2070\" is not in references.bib",
                             "egawa-2007", "basis cannot be \"guessed\"", "a.deep.place: no meaning",
                             "list[0].prior is missing", "list[0].source is missing", "list[0].basis is missing"})
        EXPECT_NE(found.find(part), std::string::npos) << part << "\n" << found;
}

TEST(Data, CallsNoJudgementMeasured) {
    const std::string text =
        "[a]\nvalue = 1\nunit = \"1\"\nprior = { fixed = true }\nsource = \"percuta-judgement\"\nbasis = \"measured\"\n"
        "meaning = \"x\"\n";
    EXPECT_NE(offenders(text, "bad.toml").find("what is measured has a publication"), std::string::npos);
}

TEST(References, NameAWorkAndAYearOrSayWhyNot) {
    const Bibliography sources = bibliography();
    for (const std::string& key : sources.keys()) {
        const Reference& reference = sources.at(key);
        EXPECT_FALSE(reference.field("author").empty() && reference.field("title").empty()) << key;
        EXPECT_FALSE(reference.field("year").empty() && reference.field("note").empty()) << key;
    }
}

TEST(References, LinkByDoiOrAddress) {
    const Bibliography sources = bibliography();
    for (const std::string& key : sources.keys()) {
        const std::string doi = sources.at(key).field("doi"), url = sources.at(key).field("url");
        EXPECT_TRUE(doi.empty() || doi.starts_with("10.")) << key;
        EXPECT_TRUE(url.empty() || url.starts_with("http")) << key;
    }
}

}  // namespace
}  // namespace percuta::core
