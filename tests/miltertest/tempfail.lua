-- The registry cannot be used and the fail mode is tempfail: the client is told to come again, in words that tell nothing.
dofile(folder .. "/conversation.lua")

conversation(function()
    local connection = connected()
    mt.set_timeout(60)
    local rejection = { id = "tempfail1", login = "partner", from = "partner@blattgold.example", to = "mara@tempfail.example", body = reject }
    send(connection, rejection)
    expect_reply(connection, SMFIR_REPLYCODE, "end of message")
    expect(mt.eom_check(connection, MT_SMTPREPLY, "451", "4.7.1", "Message could not be checked, please try again later"), "another reply")
    expect(not mt.eom_check(connection, MT_QUARANTINE), "quarantined as well")
    expect(not mt.eom_check(connection, MT_HDRADD), "a header was added")
    mt.disconnect(connection)
end)
