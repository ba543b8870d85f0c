#include <cmath>
#include <random>

#include "core/error.hpp"
#include "disk.hpp"
#include "report/checkpoint_file.hpp"
#include "report/hdf5.hpp"

/// Asked by the address sanitizer: HDF5 loses some hundred bytes over a file whose description is damaged.
extern "C" const char* __lsan_default_suppressions() { return "leak:H5FL__malloc\n"; }

namespace percuta::report {
namespace {

namespace fs = std::filesystem;

constexpr const char* identity = "version 0.2.0\nplan 1234abcd\ngrid 8 x 23";

/// A state that knows when it was kept, so that parts of two cannot be taken for one.
std::vector<double> state_at(std::uint64_t steps, std::size_t size = 40) {
    std::vector<double> out(size);
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<double>(steps) + 1.0 / static_cast<double>(i + 3);
    return out;
}

class Checkpoint : public OnDisk {
protected:
    CheckpointFile file(const std::string& for_whom = identity) const {
        return {path(), for_whom, [] { return true; }};
    }
    fs::path path() const { return folder_ / "run.checkpoint"; }
    void keep(std::uint64_t steps, std::size_t size = 40) const {
        file().keep({steps, 0.1 * static_cast<double>(steps)}, state_at(steps, size), state_at(steps, steps % 7));
    }
    /// Restores and compares; the steps, or nothing when nothing is kept.
    std::optional<std::uint64_t> restored(std::size_t size = 40) const {
        core::Milestone at;
        std::vector<double> state(size), rows = {1.0};
        if (!file().restore(at, state, rows)) return std::nullopt;
        EXPECT_EQ(at.time, 0.1 * static_cast<double>(at.steps));
        EXPECT_EQ(state, state_at(at.steps, size));
        EXPECT_EQ(rows, state_at(at.steps, at.steps % 7));
        return at.steps;
    }
    std::string refused() const {
        return refusal([&] { static_cast<void>(restored()); });
    }
};

TEST_F(Checkpoint, GivesBackWhatWasKeptToTheLastBit) {
    EXPECT_EQ(restored(), std::nullopt);
    EXPECT_FALSE(file().kept());
    keep(5);
    EXPECT_EQ(restored(), 5u);
    keep(14);
    EXPECT_EQ(restored(), 14u) << "with no rows";
    EXPECT_EQ(file().kept()->steps, 14u);
    EXPECT_EQ(files_of(folder_).size(), 1u);
    file().remove();
    EXPECT_EQ(restored(), std::nullopt);
    EXPECT_NO_THROW(file().remove());
    core::Milestone at;
    std::vector<double> state = {NAN, -0.0, INFINITY, 5e-324}, rows;
    file().keep({~std::uint64_t{0}, 0.1 + 0.2}, state, rows);
    std::vector<double> back(4);
    EXPECT_TRUE(file().restore(at, back, rows));
    EXPECT_TRUE(std::isnan(back[0]) && std::signbit(back[1]) && std::isinf(back[2]) && back[3] == 5e-324);
    EXPECT_EQ(at.steps, ~std::uint64_t{0});
    EXPECT_EQ(at.time, 0.1 + 0.2);
}

TEST_F(Checkpoint, TakesAStateOfManyBlocks) {
    constexpr std::size_t many = 300001;
    keep(3, many);
    EXPECT_EQ(restored(many), 3u);
}

TEST_F(Checkpoint, IsDueWhenItsOwnerSays) {
    bool due = false;
    CheckpointFile file(path(), identity, [&] { return due; });
    EXPECT_FALSE(file.due());
    due = true;
    EXPECT_TRUE(file.due());
}

TEST_F(Checkpoint, OfAnotherRunIsRefusedWithWhatDiffers) {
    keep(5);
    for (const char* other : {"version 0.2.0\nplan 99\ngrid 8 x 23", "version 0.2.0\nplan 99", "version 0.2.0", ""}) {
        core::Milestone at;
        std::vector<double> state(40), rows;
        const std::string why = refusal([&] { file(other).restore(at, state, rows); });
        EXPECT_NE(why.find("belongs to another plan"), std::string::npos) << why;
        EXPECT_NE(why.find(path().string()), std::string::npos) << why;
        EXPECT_NE(why.find("delete it"), std::string::npos) << why;
        EXPECT_EQ(refusal([&] { file(other).kept(); }), why);
    }
    const std::string why = refusal([&] { file("version 0.2.0\nplan 99\ngrid 8 x 23").kept(); });
    EXPECT_NE(why.find("there \"plan 1234abcd\", here \"plan 99\""), std::string::npos) << why;
    const std::string grid = refusal([&] { static_cast<void>(restored(41)); });
    EXPECT_NE(grid.find("another grid (there 40 numbers, here 41)"), std::string::npos) << grid;
}

TEST_F(Checkpoint, OfALaterVersionIsRefused) {
    const hdf5::Quiet quiet;
    for (const std::uint64_t version : {0u, 2u}) {
        const hdf5::Handle made(H5Fcreate(path().c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose, "create");
        hdf5::write_attribute(made, "kind", "Percuta checkpoint");
        hdf5::write_attribute(made, "format_version", version);
        H5Fflush(made, H5F_SCOPE_GLOBAL);
        EXPECT_NE(refused().find("another version of Percuta"), std::string::npos) << refused();
    }
}

TEST_F(Checkpoint, ThatIsNoneIsRefused) {
    for (const char* text : {"", "not a checkpoint", "\x89HDF\r\n\x1a\n"}) {
        overwrite(path(), text);
        EXPECT_NE(refused().find("damaged"), std::string::npos) << text;
    }
    {
        const hdf5::Handle made(H5Fcreate(path().c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose, "create");
        hdf5::write_attribute(made, "kind", 1.0);
    }
    EXPECT_NE(refused().find("none of Percuta"), std::string::npos) << refused();
    fs::remove(path());
    fs::create_directories(path());
    EXPECT_NE(refused(), "");
}

TEST_F(Checkpoint, DamagedAnywhereIsRefusedOrGivesBackWhatWasKept) {
    keep(5);
    const std::string whole = content(path());
    std::size_t found = 0;
    ::testing::internal::CaptureStderr();
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
        overwrite(path(), damaged);
        const std::string why = refused();
        if (why.empty()) continue;  // compared by `restored`: the byte meant nothing
        ++found;
        EXPECT_NE(why.find("damaged"), std::string::npos) << why;
    }
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
    EXPECT_GT(found, 400u) << "of " << whole.size() << " bytes, 360 of them numbers";
    EXPECT_EQ(H5Fget_obj_count(H5F_OBJ_ALL, H5F_OBJ_ALL), 0);
}

TEST_F(Checkpoint, CutShortIsRefused) {
    keep(5);
    const std::string whole = content(path());
    for (std::size_t size = 0; size < whole.size(); size += 13) {
        overwrite(path(), whole.substr(0, size));
        EXPECT_NE(refused().find("damaged"), std::string::npos) << size;
    }
}

TEST_F(Checkpoint, ThatDoesNotFitOnTheDiskLeavesTheFormerOne) {
    keep(5);
    const std::size_t size = fs::file_size(path());
    for (std::size_t small = 0; small < size; small += 61) {
        std::string why;
        ::testing::internal::CaptureStderr();
        {
            const SmallDisk disk(small);
            why = refusal([&] { keep(6); });
        }
        EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
        EXPECT_NE(why.find("free space"), std::string::npos) << why;
        EXPECT_EQ(restored(), 5u);
        EXPECT_EQ(files_of(folder_).size(), 1u);
        EXPECT_EQ(H5Fget_obj_count(H5F_OBJ_ALL, H5F_OBJ_ALL), 0) << "HDF5 holds on to a file";
    }
    keep(6);
    EXPECT_EQ(restored(), 6u);
    EXPECT_NE(refusal([&] { CheckpointFile(folder_ / "missing" / "a", identity, {}).keep({}, {}, {}); }), "");
}

TEST_F(Checkpoint, SurvivesAKillAtAnyMoment) {
    std::minstd_rand chance(7);
    constexpr std::size_t size = 200000;
    std::uint64_t steps = 0;
    unsigned most = 30000;  // microseconds; more where that is too little for the first checkpoint
    for (int attempt = 0; attempt < 30; ++attempt) {
        const std::chrono::microseconds moment(chance() % most);
        EXPECT_TRUE(killed_after(moment, [&] {
            for (std::uint64_t step = steps + 1;; ++step) keep(step, size);
        }));
        const std::optional<std::uint64_t> now = restored(size);
        if (!now) {
            most = std::min(2 * most, 2000000U);
            continue;
        }
        EXPECT_GE(*now, steps);
        steps = *now;
    }
    EXPECT_GT(steps, 0u);
    static_cast<void>(file());
    EXPECT_EQ(files_of(folder_).size(), 1u) << "what was half written goes when the next run starts";
}

}  // namespace
}  // namespace percuta::report
