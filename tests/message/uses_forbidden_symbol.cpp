// Refers to a forbidden function, so that the check of forbidden symbols can be seen to fail. Never linked or run.
#include <mailutils/mime.h>

int uses_forbidden_symbol(mu_mime_t mime) { return mu_mime_get_num_parts(mime, nullptr); }
