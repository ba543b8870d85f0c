// Inputs that fuzzing found worth keeping; those named crash-* once broke a reader. See tests/fuzz/run.sh.
#pragma once

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace percuta {

/// `read(text)` says whether an input was read or refused, and throws only where the reader is broken. Some of a folder
/// and of the program's `own` files are read, and some refused.
template <class Read>
void expect_read_or_refused(const std::filesystem::path& folder, Read read,
                            std::initializer_list<std::string> own = {}) {
    int read_well = 0, refused = 0;
    for (const std::string& text : own) EXPECT_NO_THROW(++(read(text) ? read_well : refused));
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(file), {});
        SCOPED_TRACE(entry.path().filename().string());
        EXPECT_NO_THROW(++(read(text) ? read_well : refused));
    }
    EXPECT_GT(read_well, 0);
    EXPECT_GT(refused, 0);
}

}  // namespace percuta
