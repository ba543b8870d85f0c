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
    int people = 4000;  ///< behind each reading of a scale
    std::optional<std::string> overridden;  ///< why a contraindicated plan is carried out all the same
    std::string policy;                     ///< of screening; empty: that of the rule base
    int threads = 0;                        ///< 0: as many as the machine has cores
    std::string command;                    ///< what the user typed, for the provenance

    bool fhir = false;        ///< also write fhir.json
    bool fields = false;      ///< also write fields.h5 and files for ParaView
    std::string field_names;  ///< comma-separated; empty for the usual ones
    std::string field_days = "0,1,3,7,14,28";
    std::string patch_side = "3 mm", patch_cell = "25 um";
    int keep_every = 300;  ///< seconds between two checkpoints of a patch; 0 for none
    bool fresh = false;    ///< start again although something is kept
};
int run(const Common& common, const RunArguments& arguments);

struct CompareArguments {
    std::vector<std::string> plans;
    std::string output;  ///< folder; empty for results/<names of the plans>
    std::string json;    ///< also write the comparison here; "-" for standard output
    std::string fidelity = "cell";
    std::uint64_t seed = 1;
    int samples = 64;
    int threads = 0;
    std::string command;
};
int compare(const Common& common, const CompareArguments& arguments);

struct ScreenArguments {
    std::string plan;
    std::string policy;  ///< empty: that of the rule base
    std::string date;    ///< of the first session, in place of the plan's; empty: that
    std::string json;    ///< also write the screening here; "-" for standard output
    bool all = false;    ///< every question, and what is known
};
int screen(const Common& common, const ScreenArguments& arguments);

struct CalendarArguments {
    std::string plan;
    std::string policy;            ///< empty: that of the rule base
    std::string date, time, zone;  ///< in place of the plan's; empty: that
    std::string output;            ///< calendar file; empty: none
    std::string json;              ///< also write the calendar here; "-" for standard output
    bool clinician = false;        ///< with what is not for whoever is treated
    bool named = false;            ///< titles say what it is about
    std::uint64_t seed = 1;
    std::optional<std::string> overridden;  ///< why a contraindicated plan is planned all the same
};
int calendar(const Common& common, const CalendarArguments& arguments);

struct ServeArguments {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8087;
    std::vector<std::string> hosts;
    std::string token;  ///< empty: one is made
    int threads = 0;
};
int serve(const Common& common, const ServeArguments& arguments);

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
    std::string goal;     ///< also measure a search for this; empty: none
    std::string program;  ///< this program, run as a process of its own
    int repeats = 3;
    bool json = false;
};
int bench(const Common& common, const BenchArguments& arguments);

struct ValidateArguments {
    std::vector<std::string> studies;  ///< empty: all
    std::string json;                  ///< also write the table here; "-" for standard output
    std::string html;                  ///< also write a page here
    std::string permeability;          ///< a table of measured permeabilities to judge instead; empty: none
    int draws = 200;
    int replicates = 2000;
    std::uint64_t seed = 1;
    int threads = 0;
};
int validate(const Common& common, const ValidateArguments& arguments);
int validate_permeability(const Common& common, const ValidateArguments& arguments);

struct FitArguments {
    std::string output;     ///< file of the posterior; empty: only the summary is printed
    bool patency = false;   ///< not puncture, but what contraction leaves of channels
    bool clinical = false;  ///< not puncture, but healing, hair and outcome, to clinical trials
    bool freeze = false;    ///< not a fit: the split of the studies as it stands
    int members = 256;      ///< of the ensemble of the clinical fit
    int draws = 400;
    std::uint64_t seed = 1;
    int threads = 0;
};
int fit(const Common& common, const FitArguments& arguments);
int fit_patency(const Common& common, const FitArguments& arguments);
int fit_clinical(const Common& common, const FitArguments& arguments);
int freeze_split(const Common& common, const FitArguments& arguments);

struct TrialArguments {
    std::string plan;
    std::string against;  ///< a second plan or "untreated"; empty for one arm
    bool split = false;
    std::uint64_t patients = 0, replicates = 20;
    std::vector<std::string> readers, scales;
    std::string age_sd, female, phototypes, baseline_sd, drop_out;  ///< as written; empty: as in population.toml
    std::string shard = "1/1";
    std::string output;  ///< folder; empty for results/<name of the plan>-trial
    std::optional<std::string> overridden;
    std::uint64_t seed = 1;
    int threads = 0;
    bool json = false;
    std::string version, commit;  ///< of this program, by which records are told apart
};
int trial(const Common& common, const TrialArguments& arguments);

struct TrialMergeArguments {
    std::vector<std::string> folders;  ///< that hold the shards
    std::string output;                ///< folder; empty for the first of them
    bool json = false;
};
int trial_merge(const Common& common, const TrialMergeArguments& arguments);

struct SensitivityArguments {
    std::string plan;
    std::vector<std::string> of;  ///< results; empty: the usual ones
    int base = 128;               ///< rows of each matrix
    bool priors = false;          ///< every parameter by its own prior, as before any fit
    std::uint64_t seed = 1;
    int threads = 0;
    std::string json;  ///< also write the table here; "-" for standard output
};
int sensitivity(const Common& common, const SensitivityArguments& arguments);

struct DesignArguments {
    std::string goal;
    std::string output;  ///< folder; empty for results/<name of the goal>
    std::string json;    ///< also write design.json here; "-" for standard output
    int draws = 64;      ///< of the plans that are looked at closer
    std::uint64_t seed = 1;
    int threads = 0;
};
int design(const Common& common, const DesignArguments& arguments);

}  // namespace percuta::cli
