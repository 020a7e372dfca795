# The daemon under load: daemon_bench (a script) starts onevoice-milter and the empty filter in turns and loads both.
add_library(onevoice_bench_client STATIC daemon_client.cpp daemon_mails.cpp)
target_link_libraries(onevoice_bench_client PUBLIC onevoice_settings)

add_executable(empty_milter empty_milter.cpp)
target_link_libraries(empty_milter PRIVATE onevoice_settings milter Threads::Threads)

add_executable(milter_load milter_load.cpp)
target_link_libraries(milter_load PRIVATE onevoice_bench_client Threads::Threads)

add_executable(stage_bench stage_bench.cpp)
target_link_libraries(stage_bench PRIVATE onevoice_bench_client onevoice_filter)

add_test(NAME bench.daemon_smoke COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/daemon_bench ${CMAKE_BINARY_DIR} --smoke)
set_tests_properties(bench.daemon_smoke PROPERTIES TIMEOUT 300)
