# Fails when a file includes a header of a layer above its own, or uses something outside the place that owns it, or when
# two headers define a type of the same name: the linker would take the inline functions of either for those of both.
# Usage: cmake -DROOT=<source dir> -P layering.cmake
cmake_minimum_required(VERSION 3.25)
set(layers core economy bargaining scenario monte_carlo results study history report cli)
# TOKEN|OWNER: only files whose path starts with OWNER may have a line that matches TOKEN.
set(owned
  "include <yaml-cpp/|sim/scenario/"
  "include <boost/program_options|sim/cli/"
  "include <muParser|sim/scenario/"
  "pragma *omp +parallel|sim/core/parallel.cpp"
  "include <(thread|future)>|sim/core/parallel.cpp"
  "_Pragma *[(]\"omp|nowhere"
  "pragma *omp .*reduction *[(]|nowhere"           # sums doubles in an order of its own
  "include <random>|nowhere"                       # standard libraries draw differently
  "(^|[^a-z_])s?rand(om)?_?r? *[(][^a-z]|nowhere"
  "(strto(f|d|ld|l|ll|ul|ull)|std::sto(f|d|ld|i|l|ll|ul|ull)) *[(]|nowhere"  # read what core/number refuses
  "include +\"[.][.]/|nowhere")
set(seen 0)
foreach(layer IN LISTS layers)
  list(FIND layers ${layer} level)
  file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/include/tripart/${layer}/*.hpp ${ROOT}/sim/${layer}/*.?pp)
  foreach(file IN LISTS files)
    math(EXPR seen "${seen}+1")
    if(file MATCHES "[.]hpp$" AND NOT file MATCHES "/kernels/")  # these have namespaces of their own
      file(STRINGS ${ROOT}/${file} types REGEX "^(class|struct|enum class) [A-Za-z0-9]+( .*)?[{]")
      foreach(type IN LISTS types)
        string(REGEX REPLACE "^(class|struct|enum class) ([A-Za-z0-9]+).*" "\\2" type "${type}")
        if(DEFINED defined_${type} AND NOT defined_${type} STREQUAL file)
          string(APPEND complaints "\n  ${file}: ${type} is also the name of a type in ${defined_${type}}")
        endif()
        set(defined_${type} ${file})
      endforeach()
    endif()
    file(STRINGS ${ROOT}/${file} lines REGEX "^ *#|_Pragma|rand *[(]|std::sto|strto")
    foreach(line IN LISTS lines)
      if(line MATCHES "^ *# *include +[\"<](tripart/)?([a-z_]+)/")
        list(FIND layers ${CMAKE_MATCH_2} used)
        if(used GREATER level)
          string(APPEND complaints "\n  ${file}: layer ${layer} may not use ${CMAKE_MATCH_2}")
        endif()
      endif()
      foreach(pair IN LISTS owned)
        string(REGEX REPLACE "[|][^|]*$" "" token "${pair}")
        string(REGEX REPLACE "^.*[|]" "" owner "${pair}")
        string(FIND "${file}" "${owner}" at)
        if(line MATCHES "${token}" AND NOT at EQUAL 0)
          string(APPEND complaints "\n  ${file}: '${token}' belongs to ${owner}")
        endif()
      endforeach()
    endforeach()
  endforeach()
endforeach()
if(seen EQUAL 0)
  message(FATAL_ERROR "no file of any layer under ROOT=${ROOT}")
endif()
if(complaints)
  message(FATAL_ERROR "layers point one way, core <- ... <- cli:${complaints}")
endif()
