# What `cmake --install` puts where, and the .deb that holds the same.
include(CMakePackageConfigHelpers)

install(TARGETS tripart RUNTIME)

# The library: `find_package(tripart)`, `target_link_libraries(mine tripart::tripart)`.
add_library(tripart_library INTERFACE)
set_target_properties(tripart_library PROPERTIES EXPORT_NAME tripart)
foreach(layer IN LISTS TRIPART_LAYERS)
  set_target_properties(tripart_${layer} PROPERTIES EXPORT_NAME ${layer})
  target_link_libraries(tripart_library INTERFACE tripart::${layer})
  install(TARGETS tripart_${layer} EXPORT tripart-targets ARCHIVE COMPONENT library FILE_SET HEADERS COMPONENT library)
endforeach()
install(TARGETS tripart_bits tripart_library EXPORT tripart-targets)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/tripart)
install(EXPORT tripart-targets NAMESPACE tripart:: DESTINATION ${package_folder} COMPONENT library)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/tripart-config.cmake.in ${PROJECT_BINARY_DIR}/tripart-config.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tripart-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/tripart-config.cmake ${PROJECT_BINARY_DIR}/tripart-config-version.cmake
        DESTINATION ${package_folder} COMPONENT library)

# Pages for man and completion, which the program writes itself.
set(manual ${PROJECT_BINARY_DIR}/manual)
add_custom_command(OUTPUT ${manual}/tripart.1 VERBATIM
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${manual}
  COMMAND tripart manual --all ${manual}
  DEPENDS tripart COMMENT "Writing the pages for man")
add_custom_target(manual ALL DEPENDS ${manual}/tripart.1)
install(DIRECTORY ${manual}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN *.1)
install(FILES ${manual}/tripart DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${manual}/_tripart DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)

# Scenarios with their tables, where the program finds them (sim/scenario/table_lookup.cpp), and the scripts that draw.
set(share ${CMAKE_INSTALL_DATADIR}/tripart)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios DESTINATION ${share})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/analysis DESTINATION ${share} USE_SOURCE_PERMISSIONS
        PATTERN __pycache__ EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${PROJECT_SOURCE_DIR}/CITATION.cff
              ${PROJECT_SOURCE_DIR}/sim/MODEL.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "tripart")
set(CPACK_PACKAGE_CONTACT "the maintainers of tripart")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "python3, python3-matplotlib, python3-pandas, python3-yaml")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "g++, cmake, libeigen3-dev, libboost-program-options-dev, libyaml-cpp-dev, libmuparser-dev, librandom123-dev, libssl-dev")
include(CPack)
