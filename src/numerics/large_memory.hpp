// Memory of arrays far larger than the caches: in pages of 2 MB where the system lends them, because finding thousands
// of small ones takes as long as reading them.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace percuta::numerics {

template <class T>
struct LargePages {
    using value_type = T;
    LargePages() = default;
    template <class U>
    LargePages(const LargePages<U>&) {}  // NOLINT: allocators convert

    T* allocate(std::size_t n) {
        const std::size_t bytes = n * sizeof(T);
        if (bytes < worth_it) return static_cast<T*>(::operator new(bytes));
        void* memory = std::aligned_alloc(page, (bytes + page - 1) / page * page);
        if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
        madvise(memory, bytes, MADV_HUGEPAGE);  // a wish: without it all works, more slowly
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t n) {
        if (n * sizeof(T) < worth_it) ::operator delete(memory);
        else std::free(memory);
    }
    template <class U>
    bool operator==(const LargePages<U>&) const {
        return true;
    }

private:
    static constexpr std::size_t page = 2UL << 20, worth_it = 2 * page;
};

template <class T>
using LargeVector = std::vector<T, LargePages<T>>;

}  // namespace percuta::numerics
