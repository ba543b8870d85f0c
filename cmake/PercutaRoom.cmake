# One CMake target a room: percuta_room(healing DEPENDS core numerics) builds src/healing/*.cpp into percuta_healing.

add_library(percuta_options INTERFACE)
target_compile_features(percuta_options INTERFACE cxx_std_20)
# Contraction of a*b+c is off so that every build (scalar, AVX2, sanitizer) computes the same bits.
target_compile_options(percuta_options INTERFACE -ffp-contract=off -fno-math-errno)

set(percuta_warnings -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
    -Woverloaded-virtual -Wdouble-promotion -Werror
    -Wno-psabi      # vector values never cross a call that is not inlined
    -Wno-restrict)  # false alarms of g++ 12 on std::string (GCC bug 105651)

# What writes, prints and tests has no loop worth more than this, and compiles in two thirds of the time.
set(percuta_quick $<$<CONFIG:Release>:-O1>)

function(percuta_room name)
  cmake_parse_arguments(room "" "" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp")
  add_library(percuta_${name} STATIC ${sources})
  add_library(percuta::${name} ALIAS percuta_${name})
  set_target_properties(percuta_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(percuta_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/percuta>)
  target_compile_options(percuta_${name} PRIVATE ${percuta_warnings})
  target_link_libraries(percuta_${name} PUBLIC percuta_options ${room_LIBRARIES})
  foreach(other IN LISTS room_DEPENDS)
    target_link_libraries(percuta_${name} PUBLIC percuta_${other})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY percuta_rooms percuta_${name})
endfunction()
