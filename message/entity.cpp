#include "message/entity.h"

#include <mailutils/body.h>
#include <mailutils/filter.h>
#include <mailutils/header.h>
#include <mailutils/list.h>
#include <mailutils/message.h>
#include <mailutils/stream.h>
#include <mailutils/sys/header.h>
#include <mailutils/util.h>

#include <new>

#include "message/ascii.h"
#include "message/reading.h"

namespace onevoice::message {
namespace {

void must(int code) {
    if (code != 0) throw std::bad_alloc();  // the calls used here fail for want of memory alone
}

struct UnrefMessage {
    void operator()(mu_message_t message) const { mu_message_unref(message); }
};
struct DestroyHeader {
    void operator()(mu_header_t header) const { mu_header_destroy(&header); }
};
template <class Handle, class Deleter>
using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Deleter>;

}  // namespace

void prepare_library() {
    mu_list_t filters = nullptr;
    mu_filter_get_list(&filters);  // builds the filter list, its monitor and the exit list, all without locks
    mu_set_user_email_domain("localhost");  // else the first use asks the DNS for this machine's name
}

void Entity::Unref::operator()(void* message) const { mu_message_unref(static_cast<mu_message_t>(message)); }

Entity::Entity(const HeaderBlock& block) : body_(block.body) {
    mu_message_t raw_message = nullptr;
    must(mu_message_create(&raw_message, nullptr));
    message_.reset(raw_message);

    mu_header_t raw_header = nullptr;
    must(mu_header_create(&raw_header, block.fields.data(), block.fields.size()));
    Owned<mu_header_t, DestroyHeader> header(raw_header);
    must(mu_message_set_header(raw_message, raw_header, nullptr));
    header.release();

    mu_body_t body = nullptr;
    must(mu_body_create(&body, raw_message));
    must(mu_message_set_body(raw_message, body, nullptr));
    mu_stream_t stream = nullptr;
    must(mu_static_memory_stream_create(&stream, body_.data(), body_.size()));
    must(mu_body_set_stream(body, stream, raw_message));

    // The public accessors walk the list from its start for every field, which is quadratic; this walks it once.
    const void* item = nullptr;
    if (mu_header_get_itemptr(raw_header, 1, &item) != 0) return;
    const char* spool = raw_header->spool;
    for (const auto* entry = static_cast<const mu_hdrent*>(item); entry != nullptr; entry = entry->next)
        fields_.push_back({{spool + entry->fn, entry->nlen}, {spool + entry->fv, entry->vlen}});
}

std::string_view Entity::first(std::string_view name) const {
    for (const Field& field : fields_)
        if (same(field.name, name)) return field.value;
    return {};
}

bool Entity::has(std::string_view name) const {
    for (const Field& field : fields_)
        if (same(field.name, name)) return true;
    return false;
}

}  // namespace onevoice::message
