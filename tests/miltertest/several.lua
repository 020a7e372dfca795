-- Several messages on one connection know nothing of one another: neither text nor login nor recipients stay.
dofile(folder .. "/conversation.lua")

conversation(function()
    local connection = connected()
    local rejection = { id = "several1", login = "partner", from = "partner@blattgold.example", to = "mara@several.example", body = reject }
    send(connection, rejection)
    expect_untouched(connection, rejection)

    local other = { id = "several2", login = "presse", from = "presse@blattgold.example", to = "other@elsewhere.example", body = invite }
    send(connection, other)
    expect_untouched(connection, other)

    local contradiction = { id = "several3", login = "presse", from = "presse@blattgold.example", to = "mara@several.example", body = invite }
    send(connection, contradiction)
    expect_held(connection, contradiction)

    local later = { id = "several4", login = "presse", from = "presse@blattgold.example", to = "mara@several.example", body = harmless }
    send(connection, later)
    expect_untouched(connection, later)
    mt.disconnect(connection)
end)
