-- The MTA cuts the body wherever it likes, between CR and LF too. A quoted-printable line break in the middle of a word
-- tells whether the halves came together: with a stray CR or a lost LF the word stays in two.
dofile(folder .. "/conversation.lua")

conversation(function()
    local connection = connected()
    local pieces = { "Leider m=C3=BCssen wir Ihren An=", "\r", "\n", "trag auf Aufnahme in das Part=\r", "\nnerprogramm abl=\r\n", "ehnen.\r", "\n\r" }
    local first = { id = "chunks1", login = "partner", from = "partner@blattgold.example", to = "mara@chunks.example" }
    expect(envelope(connection, first), "the filter did not want the message")
    mt.header(connection, "Content-Type", "text/plain; charset=utf-8")
    mt.header(connection, "Content-Transfer-Encoding", "quoted-printable")
    mt.eoh(connection)
    for _, piece in ipairs(pieces) do expect(mt.bodystring(connection, piece) == nil, "the filter did not take a piece") end
    mt.eom(connection)
    expect_untouched(connection, first)

    -- The last piece ended in a CR, which belongs to that message alone.
    local second = { id = "chunks2", login = "partner", from = "partner@blattgold.example", to = "mara@chunks.example", body = "\n" .. harmless }
    send(connection, second)
    expect_untouched(connection, second)
    mt.disconnect(connection)
end)
