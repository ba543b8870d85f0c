# cmake --install: the program, the rooms as libraries with their headers, and find_package(percuta).
include(CMakePackageConfigHelpers)

install(TARGETS percuta RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
get_property(rooms GLOBAL PROPERTY percuta_rooms)
install(TARGETS ${rooms} percuta_options EXPORT percutaTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY src/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/percuta FILES_MATCHING PATTERN "*.hpp" PATTERN "cli" EXCLUDE)
install(DIRECTORY data studies examples DESTINATION ${CMAKE_INSTALL_DATADIR}/percuta)
install(EXPORT percutaTargets NAMESPACE percuta:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/percuta)
configure_package_config_file(cmake/percutaConfig.cmake.in "${CMAKE_CURRENT_BINARY_DIR}/percutaConfig.cmake"
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/percuta)
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/percutaConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/percutaConfig.cmake" "${CMAKE_CURRENT_BINARY_DIR}/percutaConfigVersion.cmake"
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/percuta)
