// The equations of docs/science/delivery.md for one solute: y' = f(t, y), where y are amounts per area.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "delivery/column.hpp"
#include "delivery/deliver.hpp"
#include "numerics/bordered.hpp"

namespace percuta::delivery {

/// What lies on the skin: a volume per area of which a part evaporates.
struct Film {
    double since = 0.0;                    ///< seconds
    double lasting = 0.0, fleeting = 0.0;  ///< volume at that time, metres: what stays, what evaporates
    double evaporation = 0.0;              ///< m/s; 0 under occlusion

    double volume(double time) const;
    /// When the last of it has evaporated; infinite when it never does.
    double dry() const;
};

/// The first entries of y are the amounts at the nodes of the column; that of the first holds the film, too. Then come
/// the channels' lumens and the pools below.
class Model {
public:
    enum Pool : std::size_t { receptor, cleared, metabolised, lost, central, peripheral, pool_count };

    Model(const Parameters& p, const product::Content& content, const product::Vehicle& vehicle,
          const Coefficients& coefficients, const Skin& skin, const std::optional<Patient>& patient, double duration,
          std::size_t degree);

    std::size_t size() const { return pools_ + pool_count; }
    std::size_t pool(Pool which) const { return pools_ + which; }
    std::size_t lumens() const { return nodes_; }
    const Column& column() const { return column_; }

    /// What is on the skin from now on.
    void set_film(const Film& film) { film_ = film; }
    const Film& film() const { return film_; }
    /// Whether the needles have been out by now. The time itself does not tell at the jump.
    void set_punctured(bool punctured);
    /// Whether what could evaporate has done so.
    void set_dry(bool dry) { dry_ = dry; }

    /// f(t, y).
    void rate(double time, std::span<const double> y, std::span<double> f);
    /// y = rhs + g f(t, y).
    void solve(double time, double g, std::span<const double> rhs, std::span<double> y);

    /// u at the surface, where the film and the first node are in balance.
    double surface(double time, double amount) const;
    /// Amount in the film.
    double in_film(double time, std::span<const double> y) const;
    /// Concentration in water that a film of this amount is in balance with; 0 without a film.
    double film_concentration(double time, double amount) const;
    /// Whether channels still count: resealed ones are no way down any more.
    bool is_open(double time) const;
    /// Of the channels of a bin under a square metre, as far as they are open and solute gets down, metres.
    double lumen_volume(std::size_t bin, double time) const;

private:
    /// Coefficients at one time.
    struct Now {
        double film_capacity = 0.0;  ///< amount in the film over u at the surface, metres
        double surface = 0.0;        ///< concentration in water over u at the surface; 0 without a film
        double clearance = 0.0;
        double polar = 0.0;  ///< permeability, m/s
    };
    void look(double time);
    void fluxes(std::span<const double> u, std::span<const double> c, std::span<double> f) const;
    void pools(double g, std::span<const double> rhs, std::span<double> y) const;
    double film_capacity(double time) const { return solvency_ * film_.volume(time) / ratio_; }
    void lay_conduction();
    void lay_exchange(const Column::Exchange& exchange);
    void assemble(double g, std::span<const double> rhs);
    void assemble_border(double g);
    void solve_border(std::span<const double> rhs);
    double into_bottom() const;

    const Parameters& p_;
    Coefficients coefficients_;
    Skin skin_;
    Column column_;
    Film film_;
    bool punctured_ = false, dry_ = false;
    std::size_t nodes_ = 0, free_ = 0, pools_ = 0;  // free_: nodes whose concentration is not given
    double ratio_ = 1.0;       // u at the surface over concentration in water: more neutral molecules, more u
    double solvency_ = 1.0;    // concentration in the vehicle over that in water in balance with it
    double saturation_ = 0.0;  // of water
    double polar_ = 0.0;       // permeability, m/s
    double lumen_diffusivity_ = 0.0;
    double elimination_ = 0.0, to_peripheral_ = 0.0, to_central_ = 0.0;  // 1/s

    Now now_;
    std::vector<double> mouth_, outflow_;  // of a bin, at one time, m/s
    std::vector<double> volume_;           // of a bin, as far as solute gets down, metres
    bool body_ = false;
    // Conduction alone, of the nodes below the surface: between them, and with the border of lumens and surface.
    numerics::Skyline matrix_;
    std::vector<numerics::Skyline::Columns> coupling_;
    std::vector<double> with_lumen_, with_surface_, bottom_;  // sum of a bin; of a bin with node 0; of the last node
    double from_surface_ = 0.0;                               // sum of node 0
    std::vector<double> u_, c_, diagonal_, border_, border_rhs_, inner_;
};

}  // namespace percuta::delivery
