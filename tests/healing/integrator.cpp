#include "integrator.hpp"

#include <stdexcept>
#include <string>

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include "core/units.hpp"

namespace percuta::healing::reference {

namespace {

void check(int flag, const char* what) {
    if (flag < 0) throw std::runtime_error(std::string(what) + " failed with flag " + std::to_string(flag));
}

/// The Jacobian by differences. Columns that share no row are shifted together: a cell acts on itself and its next
/// neighbours only, so a fifth of all cells can go at once.
class Differences {
public:
    explicit Differences(const PlainModel& model) : model_(model), entries_(model.unknowns()) {
        const std::size_t n = model.unknowns(), fields = model.cells() * field_count;
        for (std::size_t cell = 0; cell < model.cells(); ++cell)
            for (std::size_t f = 0; f < field_count; ++f) {
                const std::size_t group = colour(cell) * field_count + f;
                groups_.resize(std::max(groups_.size(), group + 1));
                groups_[group].push_back(cell * field_count + f);
            }
        // Nothing depends on the scalars of the surface but they themselves, and their rows are left out else: Newton
        // then needs one more turn for them, and the matrix stays sparse.
        groups_.emplace_back();
        for (std::size_t scalar = fields; scalar < n; ++scalar) groups_.back().push_back(scalar);
        for (std::size_t column = 0; column < n; ++column) entries_[column].push_back(column);
        find_pattern();
    }

    std::size_t size() const {
        std::size_t sum = 0;
        for (const auto& rows : entries_) sum += rows.size();
        return sum;
    }

    void evaluate(std::span<const double> u, std::span<const double> rate, SUNMatrix matrix) const {
        sunindextype* starts = SUNSparseMatrix_IndexPointers(matrix);
        sunindextype* rows = SUNSparseMatrix_IndexValues(matrix);
        double* values = SUNSparseMatrix_Data(matrix);
        starts[0] = 0;
        for (std::size_t column = 0; column < entries_.size(); ++column) {
            starts[column + 1] = starts[column] + static_cast<sunindextype>(entries_[column].size());
            for (std::size_t k = 0; k < entries_[column].size(); ++k)
                rows[static_cast<std::size_t>(starts[column]) + k] = static_cast<sunindextype>(entries_[column][k]);
        }
        std::vector<double> shifted(u.begin(), u.end()), shifted_rate(u.size());
        for (const auto& group : groups_) {
            for (const std::size_t column : group) shifted[column] += shift(u[column]);
            model_.rate(shifted, shifted_rate);
            for (const std::size_t column : group)
                for (std::size_t k = 0; k < entries_[column].size(); ++k) {
                    const std::size_t row = entries_[column][k];
                    values[static_cast<std::size_t>(starts[column]) + k] =
                        (shifted_rate[row] - rate[row]) / (shifted[column] - u[column]);
                }
            for (const std::size_t column : group) shifted[column] = u[column];
        }
    }

private:
    static double shift(double value) { return 1.5e-8 * std::max(std::abs(value), 1e-2); }

    /// Two cells of one colour have no common neighbour.
    std::size_t colour(std::size_t cell) const {
        const std::size_t across = model_.layout.first_cell(1);
        return (cell % across + 2 * (cell / across)) % 5;
    }

    /// A cell and the cells that it shares a face with.
    std::vector<std::size_t> neighbourhood(std::size_t cell) const {
        const std::size_t across = model_.layout.first_cell(1);
        std::vector<std::size_t> out{cell};
        if (cell % across > 0) out.push_back(cell - 1);
        if (cell % across + 1 < across) out.push_back(cell + 1);
        if (cell >= across) out.push_back(cell - across);
        if (cell + across < model_.cells()) out.push_back(cell + across);
        return out;
    }

    /// Tries which rows each column changes, at a state where all terms are alive.
    void find_pattern() {
        std::vector<double> u(model_.unknowns()), rate(u.size()), shifted_rate(u.size());
        for (std::size_t i = 0; i < u.size(); ++i) u[i] = 0.05 + 0.001 * static_cast<double>(i * 37 % 50);
        model_.rate(u, rate);
        for (std::size_t group = 0; group + 1 < groups_.size(); ++group) {
            std::vector<double> shifted = u;
            for (const std::size_t column : groups_[group]) shifted[column] *= 1.5;
            model_.rate(shifted, shifted_rate);
            for (std::size_t row = 0; row < model_.cells() * field_count; ++row) {
                if (shifted_rate[row] == rate[row]) continue;
                for (const std::size_t cell : neighbourhood(row / field_count)) {
                    const std::size_t column = cell * field_count + group % field_count;
                    if (colour(cell) == group / field_count && column != row) entries_[column].push_back(row);
                }
            }
        }
        for (auto& rows : entries_) std::ranges::sort(rows);
    }

    const PlainModel& model_;
    std::vector<std::vector<std::size_t>> entries_;  ///< rows that a column acts on
    std::vector<std::vector<std::size_t>> groups_;   ///< columns that are shifted together
};

}  // namespace

struct Integrator::Inside {
    PlainModel model;
    Differences differences;
    long steps_before = 0;
    SUNContext context = nullptr;
    N_Vector u = nullptr, absolute = nullptr;
    SUNMatrix matrix = nullptr;
    SUNLinearSolver solver = nullptr;
    void* cvode = nullptr;

    Inside(const Parameters& p, const Layout& layout) : model{p, layout}, differences(model) {}
    ~Inside() {
        CVodeFree(&cvode);
        SUNLinSolFree(solver);
        SUNMatDestroy(matrix);
        N_VDestroy(absolute);
        N_VDestroy(u);
        SUNContext_Free(&context);
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    static std::span<double> all(N_Vector v) { return {NV_DATA_S(v), static_cast<std::size_t>(NV_LENGTH_S(v))}; }

    static int rate(realtype, N_Vector u, N_Vector du, void* inside) {
        static_cast<const Inside*>(inside)->model.rate(all(u), all(du));
        return 0;
    }
    static int jacobian(realtype, N_Vector u, N_Vector du, SUNMatrix matrix, void* inside, N_Vector, N_Vector,
                        N_Vector) {
        static_cast<const Inside*>(inside)->differences.evaluate(all(u), all(du), matrix);
        return 0;
    }
};

Integrator::Integrator(const Parameters& p, const Layout& layout, double tolerance)
    : inside_(std::make_unique<Inside>(p, layout)) {
    Inside& in = *inside_;
    const auto n = static_cast<sunindextype>(in.model.unknowns());
    check(SUNContext_Create(nullptr, &in.context), "SUNContext_Create");
    in.u = N_VNew_Serial(n, in.context);
    in.absolute = N_VNew_Serial(n, in.context);
    N_VConst(0.0, in.u);
    N_VConst(1e-3 * tolerance, in.absolute);
    Inside::all(in.absolute).back() *= core::day;
    in.cvode = CVodeCreate(CV_BDF, in.context);
    check(CVodeInit(in.cvode, Inside::rate, 0.0, in.u), "CVodeInit");
    check(CVodeSVtolerances(in.cvode, tolerance, in.absolute), "CVodeSVtolerances");
    check(CVodeSetUserData(in.cvode, inside_.get()), "CVodeSetUserData");
    check(CVodeSetMaxNumSteps(in.cvode, 1'000'000), "CVodeSetMaxNumSteps");
    in.matrix = SUNSparseMatrix(n, n, static_cast<sunindextype>(in.differences.size()), CSC_MAT, in.context);
    in.solver = SUNLinSol_KLU(in.u, in.matrix, in.context);
    constexpr int approximate_minimum_degree = 0;
    check(SUNLinSol_KLUSetOrdering(in.solver, approximate_minimum_degree), "SUNLinSol_KLUSetOrdering");
    check(CVodeSetLinearSolver(in.cvode, in.solver, in.matrix), "CVodeSetLinearSolver");
    check(CVodeSetJacFn(in.cvode, Inside::jacobian), "CVodeSetJacFn");
}

Integrator::~Integrator() = default;

void Integrator::start(double time, const State& state) {
    Inside& in = *inside_;
    in.steps_before = steps();
    in.model.read(state, Inside::all(in.u));
    check(CVodeReInit(in.cvode, time, in.u), "CVodeReInit");
}

void Integrator::advance(double time, State& state) {
    Inside& in = *inside_;
    realtype reached = 0.0;
    check(CVode(in.cvode, time, in.u, &reached, CV_NORMAL), "CVode");
    in.model.write(Inside::all(in.u), state);
}

long Integrator::steps() const {
    long steps = 0;
    CVodeGetNumSteps(inside_->cvode, &steps);
    return inside_->steps_before + steps;
}

}  // namespace percuta::healing::reference
