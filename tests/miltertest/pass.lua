-- A message that contradicts nothing passes as it came, with an act or without.
dofile(folder .. "/conversation.lua")

conversation(function()
    local connection = connected()
    for number, body in ipairs({ harmless, reject, invite, "" }) do
        local message = { id = "pass" .. number, login = "partner", from = "partner@blattgold.example", to = "p" .. number .. "@pass.example", body = body }
        send(connection, message)
        expect_untouched(connection, message)
    end
    mt.disconnect(connection)
end)
