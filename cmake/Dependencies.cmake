# Every library from outside, as an imported target. The Debian packages are listed in packaging/install-build-deps.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(vectorscan REQUIRED IMPORTED_TARGET libhs)
pkg_check_modules(libxml2 REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(libidn2 REQUIRED IMPORTED_TARGET libidn2)
pkg_check_modules(libpsl REQUIRED IMPORTED_TARGET libpsl)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(systemd REQUIRED IMPORTED_TARGET libsystemd)
pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(CLI11 REQUIRED)

# These two ship neither pkg-config nor CMake files in Debian.
function(onevoice_plain_library target header library)
    find_path(${target}_include ${header} REQUIRED)
    find_library(${target}_library ${library} REQUIRED)
    add_library(${target} UNKNOWN IMPORTED)
    set_target_properties(${target} PROPERTIES
        IMPORTED_LOCATION ${${target}_library}
        INTERFACE_INCLUDE_DIRECTORIES ${${target}_include})
endfunction()
onevoice_plain_library(mailutils mailutils/mailutils.h mailutils)
onevoice_plain_library(mailutils_mbox mailutils/mailutils.h mu_mbox)
onevoice_plain_library(mailutils_maildir mailutils/mailutils.h mu_maildir)
onevoice_plain_library(milter libmilter/mfapi.h milter)
