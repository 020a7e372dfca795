#include "registry/scrub.h"

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <new>
#include <vector>

namespace onevoice::registry {

namespace {

/// Our file object; the one of SQLite's own VFS follows it in the same allocation.
struct File {
    sqlite3_file base;
    sqlite3_file* inner;
};

sqlite3_file* inner(sqlite3_file* file) { return reinterpret_cast<File*>(file)->inner; }

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
    const auto length = static_cast<std::size_t>(size);
    // 512 to 65,536 are SQLite's page sizes; anything else is no page.
    if (length < 512 || length > 65536 || !std::has_single_bit(length)) return inner(file)->pMethods->xWrite(inner(file), data, size, offset);
    const auto* bytes = static_cast<const unsigned char*>(data);
    std::vector<unsigned char> page(bytes, bytes + length);
    std::ranges::fill(unallocated(page, static_cast<std::size_t>(offset)), static_cast<unsigned char>(0));
    return inner(file)->pMethods->xWrite(inner(file), page.data(), size, offset);
}

constexpr sqlite3_io_methods methods{
    .iVersion = 3,
    .xClose = [](sqlite3_file* f) { return inner(f)->pMethods->xClose(inner(f)); },
    .xRead = [](sqlite3_file* f, void* data, int size, sqlite3_int64 offset) { return inner(f)->pMethods->xRead(inner(f), data, size, offset); },
    .xWrite = write,
    .xTruncate = [](sqlite3_file* f, sqlite3_int64 size) { return inner(f)->pMethods->xTruncate(inner(f), size); },
    .xSync = [](sqlite3_file* f, int flags) { return inner(f)->pMethods->xSync(inner(f), flags); },
    .xFileSize = [](sqlite3_file* f, sqlite3_int64* size) { return inner(f)->pMethods->xFileSize(inner(f), size); },
    .xLock = [](sqlite3_file* f, int level) { return inner(f)->pMethods->xLock(inner(f), level); },
    .xUnlock = [](sqlite3_file* f, int level) { return inner(f)->pMethods->xUnlock(inner(f), level); },
    .xCheckReservedLock = [](sqlite3_file* f, int* out) { return inner(f)->pMethods->xCheckReservedLock(inner(f), out); },
    .xFileControl = [](sqlite3_file* f, int what, void* out) { return inner(f)->pMethods->xFileControl(inner(f), what, out); },
    .xSectorSize = [](sqlite3_file* f) { return inner(f)->pMethods->xSectorSize(inner(f)); },
    .xDeviceCharacteristics = [](sqlite3_file* f) { return inner(f)->pMethods->xDeviceCharacteristics(inner(f)); },
    .xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
        return inner(f)->pMethods->xShmMap(inner(f), page, size, extend, out);
    },
    .xShmLock = [](sqlite3_file* f, int offset, int n, int flags) { return inner(f)->pMethods->xShmLock(inner(f), offset, n, flags); },
    .xShmBarrier = [](sqlite3_file* f) { inner(f)->pMethods->xShmBarrier(inner(f)); },
    .xShmUnmap = [](sqlite3_file* f, int remove) { return inner(f)->pMethods->xShmUnmap(inner(f), remove); },
    .xFetch = [](sqlite3_file* f, sqlite3_int64 offset, int size, void** out) { return inner(f)->pMethods->xFetch(inner(f), offset, size, out); },
    .xUnfetch = [](sqlite3_file* f, sqlite3_int64 offset, void* page) { return inner(f)->pMethods->xUnfetch(inner(f), offset, page); },
};

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
    sqlite3_vfs* own = sqlite3_vfs_find(nullptr);
    // Logs and journals carry checksums of their pages and are emptied instead.
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return own->xOpen(own, name, file, flags, out);
    auto* opened = new (file) File{};
    opened->inner = reinterpret_cast<sqlite3_file*>(opened + 1);
    const int code = own->xOpen(own, name, opened->inner, flags, out);
    // A file without methods is never closed by SQLite; one with them is, even after a failure.
    opened->base.pMethods = opened->inner->pMethods == nullptr ? nullptr : &methods;
    return code;
}

}  // namespace

std::span<unsigned char> unallocated(std::span<unsigned char> page, std::size_t offset) {
    const std::size_t header = offset == 0 ? 100 : 0;  // the first page begins with the header of the file
    const unsigned char type = page[header];
    const bool leaf = type == 10 || type == 13;
    // The other kinds of page begin with a page number, whose first byte is below 2 up to 128 GB.
    if (!leaf && type != 2 && type != 5) return {};
    const auto two = [&](std::size_t at) { return static_cast<std::size_t>(page[at]) << 8 | page[at + 1]; };
    const std::size_t begin = header + (leaf ? 8 : 12) + 2 * two(header + 3);
    const std::size_t end = two(header + 5) == 0 ? 65536 : two(header + 5);
    if (begin > end || end > page.size()) return {};
    return page.subspan(begin, end - begin);
}

const char* scrubbing_vfs() {
    static const sqlite3_vfs* const registered = []() -> const sqlite3_vfs* {
        const sqlite3_vfs* own = sqlite3_vfs_find(nullptr);
        if (own == nullptr) return nullptr;
        static sqlite3_vfs vfs = *own;
        vfs.zName = "onevoice";
        vfs.szOsFile = static_cast<int>(sizeof(File)) + own->szOsFile;
        vfs.xOpen = open;
        vfs.pNext = nullptr;
        return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK ? &vfs : nullptr;
    }();
    return registered == nullptr ? nullptr : registered->zName;
}

}  // namespace onevoice::registry
