-- What is none of our business is not even transferred: the filter accepts at DATA. The connection goes on.
dofile(folder .. "/conversation.lua")

conversation(function()
    local connection = connected()
    local unwanted = {
        { id = "skip1", login = "partner", from = "", to = "mara@skip.example" },
        { id = "skip2", login = "partner", from = "partner@blattgold.example", to = "colleague@blattgold.example" },
        { id = "skip3", login = "nobody-knows", from = "nobody-knows@blattgold.example", to = "mara@skip.example" },
    }
    for _, message in ipairs(unwanted) do
        expect(not envelope(connection, message), "message " .. message.id .. " is wanted")
        expect_reply(connection, SMFIR_ACCEPT, "DATA of " .. message.id)
    end
    local wanted = { id = "skip4", login = "partner", from = "partner@blattgold.example", to = "mara@skip.example", body = harmless }
    send(connection, wanted)
    expect_untouched(connection, wanted)
    mt.disconnect(connection)
end)
