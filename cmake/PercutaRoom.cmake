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

# Most of the time to compile a file goes into headers that it includes: a dozen files of a target become one translation
# unit. Their anonymous namespaces are then one; files in which a name means something else stay APART.
option(PERCUTA_TOGETHER "Compile files a dozen at a time: fast from scratch, slower after a small change" ON)
function(percuta_together target)
  cmake_parse_arguments(files "" "" "APART" ${ARGN})
  if(PERCUTA_TOGETHER)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
    set_source_files_properties(${files_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
endfunction()

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

# percuta_embed(core embedded_data core/data_files.hpp ROOT FILES…): the files become part of the room, by a function of
# that name which the header declares.
function(percuta_embed room function header root)
  set(embedded "${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp")
  add_custom_command(OUTPUT "${embedded}"
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${embedded}" "-DROOT=${root}" "-DFILES=${ARGN}" "-DROOM=${room}" "-DHEADER=${header}"
      "-DFUNCTION=${function}" -P "${PROJECT_SOURCE_DIR}/cmake/EmbedData.cmake"
    DEPENDS ${ARGN} "${PROJECT_SOURCE_DIR}/cmake/EmbedData.cmake" VERBATIM)
  set_source_files_properties("${embedded}" PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(percuta_${room} PRIVATE "${embedded}")
endfunction()
