#include "registry/readers.h"

#include <utility>

namespace onevoice::registry {

namespace {

// More readers than cores only wait for each other elsewhere; each has a page cache of 4 MB.
constexpr std::size_t most_readers = 4;

}  // namespace

Result<void> Readers::read(const std::function<Result<void>(Store&)>& work) {
    std::unique_ptr<Store> store;
    {
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [this] { return lent_ < most_readers; });
        ++lent_;
        if (!idle_.empty()) {
            store = std::move(idle_.back());
            idle_.pop_back();
        }
    }
    struct Return {
        Readers& readers;
        std::unique_ptr<Store>& store;
        ~Return() {
            {
                const std::lock_guard lock(readers.mutex_);
                --readers.lent_;
                if (store && !store->database().in_transaction()) readers.idle_.push_back(std::move(store));
            }
            readers.returned_.notify_one();
        }
    } const give_back{*this, store};

    if (!store) {
        auto database = Database::open(path_, Access::read, busy_);
        if (!database) return database.error();
        auto opened = Store::open(std::move(*database));
        if (!opened) return opened.error();
        store = std::move(*opened);
    }
    if (auto begun = store->database().run("BEGIN"); !begun) return begun;
    struct End {
        Database& database;
        ~End() { (void)database.run("ROLLBACK"); }
    } const end{store->database()};
    return work(*store);
}

}  // namespace onevoice::registry
