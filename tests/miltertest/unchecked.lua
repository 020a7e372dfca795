-- The registry cannot be used and the fail mode is pass: the message passes as it came.
dofile(folder .. "/conversation.lua")

conversation(function()
    local connection = connected()
    mt.set_timeout(60)
    local rejection = { id = "unchecked1", login = "partner", from = "partner@blattgold.example", to = "mara@unchecked.example", body = reject }
    send(connection, rejection)
    expect_untouched(connection, rejection)
    mt.disconnect(connection)
end)
