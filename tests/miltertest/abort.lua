-- A message that the MTA takes back was never said.
dofile(folder .. "/conversation.lua")

conversation(function()
    local connection = connected()
    local aborted = { id = "abort1", login = "partner", from = "partner@blattgold.example", to = "mara@abort.example", body = reject }
    expect(envelope(connection, aborted), "the filter did not want the message")
    content(connection, aborted)
    expect(mt.abort(connection) == nil, "the filter did not take the abort")

    local invitation = { id = "abort2", login = "presse", from = "presse@blattgold.example", to = "mara@abort.example", body = invite }
    send(connection, invitation)
    expect_untouched(connection, invitation)
    mt.disconnect(connection)
end)
