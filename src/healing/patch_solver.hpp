// One step of the model on a block of skin.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "core/workers.hpp"
#include "healing/model.hpp"
#include "healing/tissue.hpp"
#include "numerics/block.hpp"
#include "numerics/large_memory.hpp"

namespace percuta::healing {

/// Fields that spread: they alone need increments in memory.
inline constexpr std::size_t spreading_count = 14;

class PatchSolver {
public:
    /// `layers` is a layout of depth alone; dx and dy are the cell lengths across it. At rest.
    PatchSolver(const Parameters& p, const Layout& layers, const numerics::BlockShape& shape, double dx, double dy,
                core::Workers& workers);
    ~PatchSolver();

    /// One step of the two-stage method.
    void step(double length);

    /// Departures from rest, field after field. What stands here is all there is to keep.
    std::span<float> departures() { return departures_; }
    /// Rest of a field in a layer.
    double rest(Field f, std::size_t layer) const { return rest_[static_cast<std::size_t>(f)][layer]; }
    /// Averages over each layer, as a state of the layout of depth; of the epidermal cover, the smallest value.
    void average(std::span<double> state) const;
    /// Calls visit(cell, values of all fields) for the cells of a layer.
    void each_place(
        std::size_t layer,
        const std::function<void(std::size_t cell, const std::array<double, field_count>& at)>& visit) const;

    static std::size_t bytes_per_cell();

private:
    struct Spreading {
        Field field;
        double diffusivity;
        numerics::Extent layers;
        std::vector<double> below, own, above;  ///< what neighbours in depth and the cell itself add per D, by layer
        numerics::BlockFactor x, y, z;
    };
    struct Row;
    /// Memory for rows at work: as many as there are threads, kept for further steps.
    struct Rows {
        std::mutex lock;
        std::vector<std::unique_ptr<Row>> spare;

        std::unique_ptr<Row> take(std::size_t n);
        void put_back(std::unique_ptr<Row> row);
    };

    void prepare(double g);
    void crawl(int stage);
    void change(int stage);
    void solve(std::span<float> increments, bool last);
    void row(int stage, std::size_t layer, std::size_t y, Row& row);
    void fluxes(int stage, std::size_t layer, std::size_t y, Row& row) const;
    void flux_of_fibroblasts(std::size_t layer, std::size_t y, double* out) const;
    const float* field(Field f) const { return departures_.data() + static_cast<std::size_t>(f) * shape_.size(); }
    float* field(Field f) { return departures_.data() + static_cast<std::size_t>(f) * shape_.size(); }

    const Parameters& p_;
    const Layout& layers_;
    numerics::BlockShape shape_;
    double dx_, dy_;
    core::Workers& workers_;
    Rows rows_;
    std::array<std::vector<double>, field_count> rest_;
    std::vector<Spreading> spreading_;
    numerics::Line across_x_, across_y_;
    std::vector<numerics::Line> depth_;
    DampingOf<double> damping_;
    double g_ = 0.0;
    using Floats = numerics::LargeVector<float>;
    Floats departures_, first_, second_;  // first_ and second_: increments of the spreading fields
    Floats resistance_, ratio_;           // of crawling fibroblasts
};

}  // namespace percuta::healing
