#include "report/field_files.hpp"

#include <cstdlib>
#include <random>

#include <sys/mount.h>

#include "core/error.hpp"
#include "disk.hpp"
#include "frames.hpp"
#include "report/frame_file.hpp"
#include "report/hdf5.hpp"

namespace percuta::report {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

using Files = OnDisk;

/// Goes on as a killed run does whose last checkpoint was at the time of frame `last`.
void go_on_after(const fs::path& folder, const core::FieldGrid& grid, std::size_t last) {
    FieldFiles files(folder, {{"history", "percuta run plan.toml"}});
    files.resume(time_of(last));
    write_frames(files, grid, last + 1);
    files.finish();
}

/// Every frame that stands under its name can be read back, and is one of this course.
std::size_t whole_frames(const fs::path& folder, const core::FieldGrid& grid) {
    const FieldVtk layout(grid);
    std::size_t count = 0;
    std::vector<float> values(grid.cells());
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != layout.extension()) continue;
        FrameReader reader(entry.path(), layout);
        for (std::size_t f = 0; f < layout.fields(); ++f) reader.read(values);
        reader.finish();
        ++count;
    }
    return count;
}

void expect_same_files(const fs::path& one, const fs::path& other) {
    const auto a = files_of(one), b = files_of(other);
    ASSERT_EQ(a.size(), b.size());
    for (const auto& [name, text] : a) {
        ASSERT_TRUE(b.contains(name)) << name;
        EXPECT_TRUE(b.at(name) == text) << name << " differs";
    }
}

/// Read by open_fields.py when the environment says where; the values are those of frames.hpp.
TEST_F(Files, HoldWhatOtherProgramsRead) {
    const char* wanted = std::getenv("PERCUTA_SAMPLE_FOLDER");
    const fs::path sample = wanted ? fs::path(wanted) : folder_;
    const std::map<std::string, core::FieldGrid> grids = {{"block", block()},
                                                          {"graded_block", graded_block()},
                                                          {"section", section()},
                                                          {"column", column()},
                                                          {"large_block", large_block()}};
    for (const auto& [name, grid] : grids) {
        fs::create_directories(sample / name);
        write_course(sample / name, grid);
        const auto files = files_of(sample / name);
        EXPECT_EQ(files.size(), frame_count + 2) << name;
        EXPECT_TRUE(files.contains("fields.h5") && files.contains("fields.pvd")) << name;
        const bool image = name == "block" || name == "large_block";
        EXPECT_TRUE(files.contains(image ? "fields_0003.vti" : "fields_0003.vtr")) << name;
    }
}

TEST_F(Files, AppearOnlyWhenTheyAreWhole) {
    FieldFiles files(folder_);
    files.begin(block());
    write_frame(files, block(), 0);
    EXPECT_TRUE(fs::exists(folder_ / "fields_0000.vti"));
    EXPECT_NE(content(folder_ / "fields.pvd").find("fields_0000.vti"), std::string::npos);
    EXPECT_FALSE(fs::exists(folder_ / "fields.h5"));
    files.finish();
    EXPECT_TRUE(fs::exists(folder_ / "fields.h5"));
    EXPECT_EQ(files_of(folder_).size(), 3u);
}

TEST_F(Files, AreTheSameWhenTheSameCourseIsWrittenLater) {
    fs::create_directories(folder_ / "now");
    fs::create_directories(folder_ / "later");
    write_course(folder_ / "now", block());
    std::this_thread::sleep_for(1100ms);
    write_course(folder_ / "later", block());
    expect_same_files(folder_ / "now", folder_ / "later");
}

TEST_F(Files, OfAnEarlierAndLongerRunAreNotMixedIn) {
    write_course(folder_, graded_block());
    overwrite(folder_ / "fields_note.vti", "a user's own");
    {
        FieldFiles files(folder_);
        write_frames(files, block(), 0, 1);
        EXPECT_TRUE(fs::exists(folder_ / "fields_0000.vti"));
        EXPECT_FALSE(fs::exists(folder_ / "fields_0000.vtr"));
        EXPECT_FALSE(fs::exists(folder_ / "fields_0003.vtr"));
    }
    const auto left = files_of(folder_);
    EXPECT_EQ(left.size(), 4u) << "the former fields.h5 stays until a new one is whole";
    EXPECT_TRUE(left.contains("fields_note.vti"));
}

TEST_F(Files, OfARunThatGoesOnAreThoseOfOneThatWasNotInterrupted) {
    for (const core::FieldGrid& grid : {block(), graded_block(), section(), column()}) {
        const fs::path whole = folder_ / "whole", broken = folder_ / "broken";
        for (std::size_t written = 1; written <= frame_count; ++written) {
            for (std::size_t kept = 0; kept < written; ++kept) {
                fs::remove_all(whole);
                fs::remove_all(broken);
                fs::create_directories(whole);
                fs::create_directories(broken);
                write_course(whole, grid);
                {
                    FieldFiles files(broken);
                    write_frames(files, grid, 0, written);
                }
                go_on_after(broken, grid, kept);
                expect_same_files(whole, broken);
            }
        }
    }
}

TEST_F(Files, OfARunKilledAtAnyMomentAreWholeAndItGoesOn) {
    fs::create_directories(folder_ / "whole");
    write_course(folder_ / "whole", block());
    std::minstd_rand chance(20);
    int killed = 0;
    for (int attempt = 0; attempt < 40; ++attempt) {
        const fs::path broken = folder_ / std::to_string(attempt);
        fs::create_directories(broken);
        const std::chrono::microseconds moment(chance() % 20000);
        killed += killed_after(moment, [&] { write_course(broken, block()); });
        const std::size_t frames = whole_frames(broken, block());
        if (fs::exists(broken / "fields.h5")) {
            EXPECT_TRUE(content(broken / "fields.h5") == content(folder_ / "whole" / "fields.h5"));
        }
        if (frames > 0) go_on_after(broken, block(), chance() % frames);
        else write_course(broken, block());
        expect_same_files(folder_ / "whole", broken);
        fs::remove_all(broken);
    }
    EXPECT_GT(killed, 0);
}

TEST_F(Files, LeftHalfWrittenByAKilledRunGoAndNoOthers) {
    overwrite(folder_ / ".percuta-fields_0007.vti-0123abcd.partial", "half");
    overwrite(folder_ / ".percuta-fields.h5-0123abcd.partial", "half");
    overwrite(folder_ / ".percuta-0123abcd.partial", "of another writer");
    const FieldFiles files(folder_);
    EXPECT_EQ(files_of(folder_).size(), 1u);
    EXPECT_TRUE(fs::exists(folder_ / ".percuta-0123abcd.partial"));
}

TEST_F(Files, ThatAreDamagedStopARunThatGoesOn) {
    write_course(folder_, block());
    const fs::path frame = folder_ / "fields_0001.vti";
    const std::string whole = content(frame);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 4);
        overwrite(frame, damaged);
        const std::string why = refusal([&] { go_on_after(folder_, block(), 2); });
        ASSERT_NE(why.find("fields_0001.vti"), std::string::npos) << at << why;
        ASSERT_NE(why.find("damaged"), std::string::npos) << at;
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 1}) {
        overwrite(frame, whole.substr(0, size));
        EXPECT_NE(refusal([&] { go_on_after(folder_, block(), 2); }), "") << size;
    }
    fs::remove(frame);
    EXPECT_NE(refusal([&] { go_on_after(folder_, block(), 2); }).find("missing"), std::string::npos);
    EXPECT_TRUE(fs::exists(folder_ / "fields_0002.vti")) << "nothing is removed by a run that cannot go on";
    overwrite(frame, whole);
    EXPECT_EQ(refusal([&] { go_on_after(folder_, block(), 2); }), "");
}

TEST_F(Files, OfAnotherGridStopARunThatGoesOn) {
    write_course(folder_, graded_block());
    core::FieldGrid other = graded_block();
    other.axes[2].faces.back() *= 1.1;
    EXPECT_NE(refusal([&] { go_on_after(folder_, other, 2); }).find("another run"), std::string::npos);
}

/// The disk becomes full at every point of a course in turn.
TEST_F(Files, ThatAreTooLargeForTheDiskAreRefusedAndLeaveNothingHalf) {
    const fs::path whole = folder_ / "whole", small = folder_ / "small";
    fs::create_directories(whole);
    write_course(whole, block());
    const std::size_t largest = fs::file_size(whole / "fields.h5");
    int refused = 0;
    for (std::size_t size = 0; size < largest; size += 97) {
        fs::create_directories(small);
        std::string why;
        ::testing::internal::CaptureStderr();
        {
            const SmallDisk disk(size);
            why = refusal([&] { write_course(small, block()); });
        }
        EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
        EXPECT_NE(why.find("cannot write"), std::string::npos) << why;
        EXPECT_NE(why.find("free space"), std::string::npos) << why;
        for (const auto& [name, text] : files_of(small)) EXPECT_FALSE(name.ends_with(".partial")) << name;
        EXPECT_FALSE(fs::exists(small / "fields.h5"));
        static_cast<void>(whole_frames(small, block()));
        EXPECT_EQ(H5Fget_obj_count(H5F_OBJ_ALL, H5F_OBJ_ALL), 0) << "HDF5 holds on to a file";
        fs::remove_all(small);
        ++refused;
    }
    EXPECT_GT(refused, 20);
}

/// A disk of its own in place of a folder, where the system allows it.
class MountedDisk {
public:
    MountedDisk(const fs::path& folder, const char* size)
        : folder_(folder), there_(::mount("percuta", folder.c_str(), "tmpfs", 0, size) == 0) {}
    MountedDisk(const MountedDisk&) = delete;
    MountedDisk& operator=(const MountedDisk&) = delete;
    ~MountedDisk() {
        if (there_) ::umount(folder_.c_str());
    }
    bool there() const { return there_; }

private:
    fs::path folder_;
    bool there_;
};

TEST_F(Files, OnAFullDiskSayWhatIsNeededAndWhatIsFree) {
    const MountedDisk disk(folder_, "size=200k");
    if (!disk.there()) GTEST_SKIP() << "may not mount a disk";
    const std::string why = refusal([&] {
        FieldFiles files(folder_);
        const core::FieldGrid grid =
            grid_of({even_axis("x", 50, 1e-6), even_axis("y", 50, 1e-6), even_axis("z", 5, 1e-6)});
        write_frames(files, grid);
        files.finish();
    });
    EXPECT_NE(why.find("152 kB needed"), std::string::npos) << why;
    EXPECT_NE(why.find("free; free space there"), std::string::npos) << why;
    EXPECT_EQ(H5Fget_obj_count(H5F_OBJ_ALL, H5F_OBJ_ALL), 0);
    const auto left = files_of(folder_);
    EXPECT_EQ(left.size(), 2u) << "the first frame and the list";
    EXPECT_TRUE(left.contains("fields_0000.vti"));
}

TEST_F(Files, InAFolderThatCannotBeWrittenAreRefused) {
    const std::string missing = refusal([&] { FieldFiles files(folder_ / "missing"); });
    EXPECT_NE(missing.find("no such folder"), std::string::npos) << missing;
    // The superuser may write anywhere but where the kernel itself says no.
    const bool superuser = ::geteuid() == 0;
    const fs::path closed = superuser ? fs::path("/proc/self") : folder_ / "closed";
    if (!superuser) {
        fs::create_directories(closed);
        fs::permissions(closed, fs::perms::owner_read | fs::perms::owner_exec);
    }
    const std::string why = refusal([&] { write_course(closed, block()); });
    EXPECT_NE(why.find("cannot write \"" + (closed / "fields.h5").string()), std::string::npos) << why;
    EXPECT_NE(why.find("choose a folder"), std::string::npos) << why;
    if (!superuser) fs::permissions(closed, fs::perms::owner_all);
}

TEST_F(Files, DoNotTakeNamesThatReadersCouldNotTellApart) {
    for (const char* name : {"time", "x", "z_faces", "collagen_total", "two words", "a/b", "", "<"}) {
        core::FieldGrid grid = block();
        grid.fields[0].name = name;
        FieldFiles files(folder_);
        EXPECT_THROW(files.begin(grid), core::InternalError) << name;
    }
    core::FieldGrid grid = block();
    grid.fields[2].unit = "days";
    EXPECT_THROW(FieldFiles(folder_).begin(grid), core::InternalError);
}

TEST_F(Files, OfARunThatIsBrokenOffLeaveItsFramesButNoHalfFile) {
    {
        FieldFiles files(folder_);
        write_frames(files, block(), 0, 2);
    }
    const auto left = files_of(folder_);
    EXPECT_EQ(left.size(), 3u);
    EXPECT_TRUE(left.contains("fields_0001.vti"));
    EXPECT_FALSE(left.contains("fields.h5"));
}

}  // namespace
}  // namespace percuta::report
