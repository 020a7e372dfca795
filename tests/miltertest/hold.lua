-- An invitation after a rejection goes to quarantine with our reference, and is never answered with a reply text.
dofile(folder .. "/conversation.lua")

conversation(function()
    local first = connected()
    local rejection = { id = "hold1", login = "partner", from = "partner@blattgold.example", to = "mara@hold.example", body = reject }
    send(first, rejection)
    expect_untouched(first, rejection)
    mt.disconnect(first)

    local second = connected()
    local invitation = { id = "hold2", login = "presse", from = "presse@blattgold.example", to = "mara@hold.example", body = invite }
    send(second, invitation)
    expect_held(second, invitation)
    expect(string.find(mt.getheader(second, "X-OneVoice-Reference", 0), "^%s*[%w-]+$"), "the reference tells more than a reference")
    mt.disconnect(second)
end)
