// A filter that reads every byte and answers every message with "continue": the least that a libmilter filter costs.
//
//   empty_milter SOCKET        SOCKET in libmilter's notation; ends at SIGTERM
#include <libmilter/mfapi.h>

#include <atomic>
#include <cstdint>
#include <cstdio>

namespace {

// Summed up so that the compiler cannot leave the reading out.
std::atomic<std::uint64_t> sum{0};

std::uint64_t read_all(const unsigned char* bytes, std::size_t count) {
    std::uint64_t own = 0;
    for (std::size_t i = 0; i < count; ++i) own += bytes[i];
    return own;
}

constexpr unsigned long silent = SMFIP_NR_CONN | SMFIP_NR_HELO | SMFIP_NR_MAIL | SMFIP_NR_RCPT | SMFIP_NR_DATA | SMFIP_NR_HDR |
                                 SMFIP_NR_EOH | SMFIP_NR_BODY;

sfsistat on_negotiate(SMFICTX*, unsigned long, unsigned long offered, unsigned long, unsigned long, unsigned long* actions,
                      unsigned long* steps, unsigned long* reserved1, unsigned long* reserved2) {
    *actions = 0;
    *steps = offered & (silent | SMFIP_NOHELO | SMFIP_NOUNKNOWN | SMFIP_NODATA);
    *reserved1 = *reserved2 = 0;
    return SMFIS_CONTINUE;
}

sfsistat on_connect(SMFICTX*, char*, _SOCK_ADDR*) { return SMFIS_NOREPLY; }
sfsistat on_address(SMFICTX*, char**) { return SMFIS_NOREPLY; }
sfsistat on_end_of_headers(SMFICTX*) { return SMFIS_NOREPLY; }
sfsistat on_end_of_message(SMFICTX*) { return SMFIS_CONTINUE; }

sfsistat on_header(SMFICTX*, char* name, char* value) {
    std::uint64_t own = 0;
    for (const char* c = name; *c != '\0'; ++c) own += static_cast<unsigned char>(*c);
    for (const char* c = value; *c != '\0'; ++c) own += static_cast<unsigned char>(*c);
    sum += own;
    return SMFIS_NOREPLY;
}

sfsistat on_body(SMFICTX*, unsigned char* chunk, std::size_t bytes) {
    sum += read_all(chunk, bytes);
    return SMFIS_NOREPLY;
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "usage: empty_milter SOCKET\n");
        return 64;
    }
    smfiDesc description{};
    description.xxfi_name = const_cast<char*>("empty");
    description.xxfi_version = SMFI_VERSION;
    description.xxfi_connect = on_connect;
    description.xxfi_envfrom = on_address;
    description.xxfi_envrcpt = on_address;
    description.xxfi_header = on_header;
    description.xxfi_eoh = on_end_of_headers;
    description.xxfi_body = on_body;
    description.xxfi_eom = on_end_of_message;
    description.xxfi_negotiate = on_negotiate;
    if (smfi_register(description) != MI_SUCCESS || smfi_setconn(words[1]) != MI_SUCCESS || smfi_opensocket(1) != MI_SUCCESS) {
        std::fprintf(stderr, "empty_milter: libmilter refused the socket %s\n", words[1]);
        return 1;
    }
    return smfi_main() == MI_SUCCESS ? 0 : 1;
}
