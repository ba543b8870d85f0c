# Writes a C++ source that holds the given files as byte arrays.
# Usage: cmake -DOUTPUT=out.cpp -DFILES="a;b" -P EmbedData.cmake
set(arrays "")
set(entries "")
set(index 0)
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  if(file MATCHES "/studies/")
    set(name "studies/${name}")
  endif()
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND arrays "constexpr unsigned char file_${index}[] = {${bytes}0};\n")
  string(APPEND entries "        {\"${name}\", text(file_${index}, sizeof(file_${index}) - 1)},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE "${OUTPUT}.new" "// Generated from data/ by cmake/EmbedData.cmake.
#include \"core/data_files.hpp\"

namespace percuta::core {

namespace {

${arrays}
std::string text(const unsigned char* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

const DataFiles& embedded_data() {
    static const DataFiles files = {
${entries}    };
    return files;
}

}  // namespace percuta::core
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
