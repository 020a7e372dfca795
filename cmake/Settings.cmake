# How onevoice is compiled: C++20, warnings as errors on request, ccache where it is installed.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Debug, Release, RelWithDebInfo" FORCE)
endif()

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

option(ONEVOICE_WERROR "treat warnings as errors" OFF)
option(ONEVOICE_SANITIZE "build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)

add_library(onevoice_settings INTERFACE)
target_include_directories(onevoice_settings INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(onevoice_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
if(ONEVOICE_WERROR)
    target_compile_options(onevoice_settings INTERFACE -Werror)
endif()
if(ONEVOICE_SANITIZE)
    target_compile_options(onevoice_settings INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(onevoice_settings INTERFACE -fsanitize=address,undefined)
endif()

# onevoice_room(<name> SOURCES … LINK …): one folder of the journey as a static library onevoice_<name>.
function(onevoice_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;LINK" ${ARGN})
    add_library(onevoice_${name} STATIC ${ROOM_SOURCES})
    target_link_libraries(onevoice_${name} PUBLIC onevoice_settings ${ROOM_LINK})
endfunction()
