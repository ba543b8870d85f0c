// The sources that values point to: the part of BibTeX that references.bib uses.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace percuta::core {

struct Reference {
    std::string key;
    std::string kind;                           ///< article, misc …, in lower case as the names of the fields
    std::map<std::string, std::string> fields;  ///< author, title, year, journal, doi, note …, braces removed

    std::string field(std::string_view name) const;
    /// Author and year, title, journal: one line for reports; the key when nothing of these is stated.
    std::string cite() const;
    /// A link to the source, or "" when it has neither DOI nor URL.
    std::string link() const;
};

class Bibliography {
public:
    /// Throws InvalidInput with line and column for what is not BibTeX or stands twice.
    static Bibliography parse(std::string_view text, std::string_view name);

    bool has(std::string_view key) const { return references_.contains(std::string(key)); }
    const Reference& at(std::string_view key) const;  ///< throws InternalError when there is none
    std::vector<std::string> keys() const;

private:
    std::map<std::string, Reference> references_;
};

}  // namespace percuta::core
