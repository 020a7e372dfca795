-- Two messages to `recipient`, saying `first` and `second` (harmless, reject, invite), by two departments. Whatever they
-- say, mode simulate touches neither.
dofile(folder .. "/conversation.lua")

conversation(function()
    local connection = connected()
    local words = { harmless = harmless, reject = reject, invite = invite }
    local one = { id = "pair1", login = "partner", from = "partner@blattgold.example", to = recipient, body = words[first] }
    send(connection, one)
    expect_untouched(connection, one)
    local other = { id = "pair2", login = "presse", from = "presse@blattgold.example", to = recipient, body = words[second] }
    send(connection, other)
    expect_untouched(connection, other)
    mt.disconnect(connection)
end)
