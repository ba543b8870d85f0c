// The verbs of the command line: each takes its parsed arguments and returns an exit code. They compute nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace percuta::cli {

/// What every verb understands.
struct Common {
    std::string data;  ///< folder whose files replace the built-in ones; empty for none
    bool quiet = false;
};

struct RunArguments {
    std::string plan;
    std::string output;  ///< folder; empty for results/<name of the plan>
    std::string json;    ///< also write the result here; "-" for standard output
    std::string fidelity = "cell";
    std::uint64_t seed = 1;
    int samples = 64;
    std::optional<std::string> overridden;  ///< why a contraindicated plan is carried out all the same
    int threads = 0;                        ///< 0: as many as the machine has cores
    std::string command;                    ///< what the user typed, for the provenance

    bool fields = false;      ///< also write fields.h5 and files for ParaView
    std::string field_names;  ///< comma-separated; empty for the usual ones
    std::string field_days = "0,1,3,7,14,28";
    std::string patch_side = "3 mm", patch_cell = "25 um";
    int keep_every = 300;  ///< seconds between two checkpoints of a patch; 0 for none
    bool fresh = false;    ///< start again although something is kept
};
int run(const Common& common, const RunArguments& arguments);

struct CheckArguments {
    std::string plan;
    bool full = false;
    bool json = false;
};
int check(const Common& common, const CheckArguments& arguments);

struct DataArguments {
    std::string kind, name;
    bool json = false;
};
int data(const Common& common, const DataArguments& arguments);

struct SchemaArguments {
    std::string of = "plan";
};
int schema(const Common& common, const SchemaArguments& arguments);

struct BenchArguments {
    std::string plan = "examples/acne-scars.toml";
    std::string program;  ///< this program, run as a process of its own
    int repeats = 3;
    bool json = false;
};
int bench(const Common& common, const BenchArguments& arguments);

struct ValidateArguments {
    std::vector<std::string> studies;  ///< empty: all
    std::string json;                  ///< also write the table here; "-" for standard output
    std::string permeability;          ///< a table of measured permeabilities to judge instead; empty: none
    int draws = 200;
    std::uint64_t seed = 1;
    int threads = 0;
};
int validate(const Common& common, const ValidateArguments& arguments);
int validate_permeability(const Common& common, const ValidateArguments& arguments);

struct FitArguments {
    std::string output;    ///< file of the posterior; empty: only the summary is printed
    bool patency = false;  ///< not puncture, but what contraction leaves of channels
    int draws = 400;
    std::uint64_t seed = 1;
    int threads = 0;
};
int fit(const Common& common, const FitArguments& arguments);
int fit_patency(const Common& common, const FitArguments& arguments);

}  // namespace percuta::cli
