// The skin as a line of elements of high order from the surface to the bottom of the dermis, averaged over the surface,
// with the places where channels exchange with it.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "delivery/channel.hpp"
#include "delivery/coefficients.hpp"
#include "numerics/gauss_lobatto.hpp"

namespace percuta::delivery {

/// Nodes carry the thermodynamic concentration u = c/K, which has no jump between layers.
class Column {
public:
    /// Entries of a symmetric matrix between neighbouring nodes.
    struct Link {
        std::size_t a = 0, b = 0;  ///< a < b
        double conductance = 0.0;  ///< m/s; may be negative between nodes of one element
    };
    /// Of channels of one bin with the nodes of one stretch of depth.
    struct Exchange {
        std::size_t bin = 0;
        double krogh = 0.0;  ///< over K D
        std::size_t begin = 0;
        /// Of nodes from `begin`: channels per area times K D times length, m2/s, and by how much less the lumen holds
        /// at that depth than at its mouth.
        std::vector<double> weight;
    };

    /// Channels end at their depth plus their radius, which stands for the flux through their tips. `lumen` is the
    /// diffusivity in them. Their mouths take no room of the stratum corneum: within minutes they are almost closed.
    /// `duration` of what is to be followed, seconds: how far solute gets into stratum corneum until then says where
    /// its elements are short. `degree` of the elements.
    Column(const Coefficients& coefficients, std::span<const ChannelBin> channels, double lumen, double duration,
           std::size_t degree);

    std::size_t size() const { return depth_.size(); }
    /// Depths of the nodes, metres.
    const std::vector<double>& depth() const { return depth_; }
    /// Amount per area and u at a node, metres.
    const std::vector<double>& capacity() const { return capacity_; }
    /// The same of one layer's part of its nodes.
    std::span<const double> capacity(LayerIndex layer) const { return of_layer_[layer].capacity; }
    /// First node of a layer.
    std::size_t begin(LayerIndex layer) const { return of_layer_[layer].begin; }
    double partition(LayerIndex layer) const { return partition_[layer]; }
    bool has(LayerIndex layer) const { return !of_layer_[layer].capacity.empty(); }
    /// The node below stratum corneum; the first one without it.
    std::size_t below_stratum_corneum() const {
        return has(stratum_corneum) ? of_layer_[stratum_corneum].capacity.size() - 1 : 0;
    }
    /// Dermis and, for metabolism, all that lives: capacity per node, 0 elsewhere. Metres.
    const std::vector<double>& dermis() const { return dermis_; }
    const std::vector<double>& living() const { return living_; }
    const std::vector<Link>& links() const { return links_; }
    const std::vector<Exchange>& exchanges() const { return exchanges_; }
    /// Mean over a lumen of what it holds, over that at its mouth: solute gets down as far as the tissue lets it.
    double filled(std::size_t bin) const { return filled_[bin]; }
    /// First node that each node is linked to, itself at most.
    const std::vector<std::size_t>& first() const { return first_; }

private:
    struct Part {
        std::size_t begin = 0;
        std::vector<double> capacity;
    };
    struct Element {
        double top = 0.0, bottom = 0.0;
        double conductivity = 0.0;  ///< K D, m2/s
    };
    void lay(const Coefficients& coefficients, std::span<const double> breaks, double duration,
             const numerics::GaussLobatto& rule);
    void add_exchanges(std::span<const ChannelBin> channels, std::span<const double> ends, double lumen,
                       const numerics::GaussLobatto& rule);
    /// How far below stratum corneum a long lumen holds 37 % of what it holds there, metres.
    double reach(const ChannelBin& bin, double top, double end, double lumen) const;
    /// K D times length of an element within a stretch of depth, else 0.
    static double conductivity(const Element& element, double top, double bottom);

    std::vector<double> depth_, capacity_, dermis_, living_;
    std::array<Part, layer_count> of_layer_;
    std::array<double, layer_count> partition_{};
    std::vector<Link> links_;
    std::vector<Exchange> exchanges_;
    std::vector<double> filled_;
    std::vector<std::size_t> first_;
    std::vector<Element> elements_;
};

}  // namespace percuta::delivery
