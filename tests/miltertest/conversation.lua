-- What every script of this folder does: talk to the filter as an MTA would, and end loudly when it answers otherwise.
-- miltertest says nothing about an error of a script, so everything runs inside `conversation`.

function conversation(steps)
    local ended, cause = pcall(steps)
    if not ended then
        io.stderr:write(tostring(cause), "\n")
        os.exit(1)
    end
end

function expect(good, what)
    if not good then error(what, 2) end
end

local function done(result, step)
    expect(result == nil, "the step " .. step .. " failed: " .. tostring(result))
end

function connected()
    local connection = mt.connect(socket, 40, 0.05)
    expect(connection ~= nil, "no connection to " .. socket)
    done(mt.conninfo(connection, "client.corp.test", "10.0.0.7"), "connect")
    expect_reply(connection, SMFIR_CONTINUE, "connect")
    return connection
end

function expect_reply(connection, wanted, step)
    local reply = mt.getreply(connection)
    expect(reply == wanted, "after " .. step .. " the filter answered '" .. string.char(reply) .. "', not '" .. string.char(wanted) .. "'")
end

-- MAIL, RCPT and DATA of message{ login, from, to, id, … }. False: the filter wanted no more of it.
function envelope(connection, message)
    -- miltertest knows no macros of DATA and end of message, so the queue ID comes with MAIL.
    if message.login then
        done(mt.macro(connection, SMFIC_MAIL, "i", message.id, "{auth_authen}", message.login), "macros")
    else
        done(mt.macro(connection, SMFIC_MAIL, "i", message.id), "macros")
    end
    done(mt.mailfrom(connection, "<" .. message.from .. ">"), "MAIL")
    done(mt.rcptto(connection, "<" .. message.to .. ">"), "RCPT")
    done(mt.data(connection), "DATA")
    return mt.getreply(connection) == SMFIR_CONTINUE
end

function content(connection, message)
    done(mt.header(connection, "Message-ID", "<" .. message.id .. "@blattgold.example>"), "header")
    done(mt.header(connection, "From", "<" .. message.from .. ">"), "header")
    done(mt.header(connection, "To", "<" .. message.to .. ">"), "header")
    done(mt.header(connection, "Subject", message.subject or "News for you"), "header")
    done(mt.header(connection, "Content-Type", "text/plain; charset=utf-8"), "header")
    done(mt.eoh(connection), "end of header")
    done(mt.bodystring(connection, message.body .. "\r\n"), "body")
end

function send(connection, message)
    expect(envelope(connection, message), "the filter did not want message " .. message.id)
    content(connection, message)
    done(mt.eom(connection), "end of message")
end

-- Changes of recipients are missing: eom_check finds them only by address. Their right is not even negotiated.
local changes = { added = MT_HDRADD, inserted = MT_HDRINSERT, changed = MT_HDRCHANGE, deleted = MT_HDRDELETE,
                  ["body changed"] = MT_BODYCHANGE, quarantined = MT_QUARANTINE }

local function expect_unchanged(connection, message, allowed)
    for name, check in pairs(changes) do
        expect(allowed[name] or not mt.eom_check(connection, check), "message " .. message.id .. ": " .. name)
    end
end

function expect_untouched(connection, message)
    expect_unchanged(connection, message, {})
    expect_reply(connection, SMFIR_CONTINUE, "end of message " .. message.id)
end

function expect_held(connection, message)
    expect(mt.eom_check(connection, MT_QUARANTINE), "message " .. message.id .. " is not quarantined")
    expect(mt.eom_check(connection, MT_HDRADD, "X-OneVoice-Reference"), "message " .. message.id .. " has no reference")
    expect_unchanged(connection, message, { quarantined = true, added = true })
    -- An MTA that gets a reply text as well forgets the hold.
    expect_reply(connection, SMFIR_CONTINUE, "end of message " .. message.id)
end

reject = "Leider müssen wir Ihren Antrag auf Aufnahme in das Partnerprogramm ablehnen."
invite = "Wir laden Sie am 3. September herzlich zu unserem Werkstattfest ein."
harmless = "Die Lieferung ist am Montag in unserem Lager angekommen und vollständig."
