// A step takes no memory: all it needs is there before the first. Sanitizers count memory themselves.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <atomic>
#include <cstdlib>
#include <new>

#include <gtest/gtest.h>

#include "healing/heal.hpp"
#include "healing/solver.hpp"
#include "numerics/rosenbrock.hpp"
#include "skin_of_reference.hpp"

namespace {
std::atomic<long> taken = 0;

void* counted(std::size_t size, std::size_t alignment) {
    ++taken;
    void* memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}
}  // namespace

// The whole test program counts what it takes.
void* operator new(std::size_t size) { return counted(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
    return counted(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace percuta::healing {
namespace {

template <class Number>
long taken_by_steps(SkinOf<Number> skin) {
    Solver<Number> solver(std::move(skin));
    numerics::Rosenbrock<Number> method(solver.size());
    const std::vector<Number> state(solver.size(), Number{} + 0.5);
    method.step(solver, state, Number{} + 60.0);
    const long before = taken;
    for (int i = 1; i < 10; ++i) {
        method.step(solver, state, Number{} + 60.0 * i);
        solver.norm(method.error(), method.result());
    }
    return taken - before;
}

TEST(Allocation, AStepTakesNoMemory) {
    const Parameters p = reference::parameters();
    const Tissue tissue = reference::skin();
    const auto sessions = reference::sessions({});
    EXPECT_GT(taken, 0);
    for (const Fidelity fidelity : {Fidelity::column, Fidelity::cell})
        EXPECT_EQ(taken_by_steps(skin(p, layout_for(p, tissue, sessions, fidelity, {}))), 0);
    const Layout column = layout_for(p, tissue, sessions, Fidelity::column, {});
    const Parameters* const parameters[] = {&p};
    const Layout* const layouts[] = {&column};
    EXPECT_EQ(taken_by_steps(side_by_side(parameters, layouts)), 0);
}

}  // namespace
}  // namespace percuta::healing
#endif
