// What `percuta data` knows, kind by kind.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "course/knowledge.hpp"
#include "report/listing_parameters.hpp"

namespace percuta::report::listing {

/// One thing of a kind: a row of its table, and everything about it.
struct Entry {
    std::string name, title;
    std::vector<std::string> cells{};                                 ///< of its row, after the name
    std::vector<std::pair<std::string, std::string>> lines{};         ///< printed below its title: what, and the text
    nlohmann::ordered_json facts = nlohmann::ordered_json::object();  ///< the same and more, for programs
    std::vector<Placed> parameters{};
};

struct Column {
    std::string head;
    bool number = false;  ///< set to the right
};

struct Kind {
    std::string name, one;        ///< "studies", "study"
    std::vector<Column> columns;  ///< after the name
    std::vector<Entry> (*entries)(const course::Knowledge&);
};

const std::vector<Kind>& kinds();
nlohmann::ordered_json entry_json(const Entry& entry, const course::Knowledge& known);

/// Adds every parameter of a set that `Knowledge::parameters` lists under this room.
void add_parameters(Entry& entry, const std::string& room, const core::ParameterSet& set);

// Kinds that fill a file of their own.
std::vector<Entry> permeants(const course::Knowledge& known);
std::vector<Entry> excipients(const course::Knowledge& known);
std::vector<Entry> products(const course::Knowledge& known);
std::vector<Entry> studies(const course::Knowledge& known);
std::vector<Entry> scales(const course::Knowledge& known);
std::vector<Entry> readers(const course::Knowledge& known);
std::vector<Entry> quantities(const course::Knowledge& known);
std::vector<Entry> adjuncts(const course::Knowledge& known);
std::vector<Entry> rules(const course::Knowledge& known);
std::vector<Entry> facts(const course::Knowledge& known);
std::vector<Entry> zones(const course::Knowledge& known);

}  // namespace percuta::report::listing
