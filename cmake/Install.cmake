# Where things go. Programs are installed by the folders that build them.
include(GNUInstallDirs)
install(DIRECTORY rules/packs/ DESTINATION ${CMAKE_INSTALL_DATADIR}/onevoice/rules FILES_MATCHING PATTERN "*.toml")
install(FILES config/onevoice.toml DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/onevoice)
install(FILES config/rules.d/company.toml DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/onevoice/rules.d)
install(FILES packaging/systemd/onevoice-milter.service DESTINATION lib/systemd/system)
install(FILES packaging/systemd/onevoice.sysusers DESTINATION lib/sysusers.d RENAME onevoice.conf)
