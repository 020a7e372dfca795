// Child processes and what they tell, for tests of several processes on one file.
#pragma once

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstddef>
#include <functional>
#include <new>

namespace onevoice::registry {

/// Zeroed memory that children share with their parent.
template <class T>
class Shared {
public:
    explicit Shared(std::size_t count) : bytes_(count * sizeof(T)) {
        void* memory = ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) throw std::bad_alloc();
        data_ = static_cast<T*>(memory);
    }
    ~Shared() { ::munmap(data_, bytes_); }
    Shared(const Shared&) = delete;
    Shared& operator=(const Shared&) = delete;
    T& operator[](std::size_t i) const { return data_[i]; }

private:
    std::size_t bytes_;
    T* data_;
};

/// Runs `work` in a child, which ends with the number it returns and without the parent's destructors. The parent must have no
/// registry open, and no threads.
inline pid_t child(const std::function<int()>& work) {
    const pid_t process = ::fork();
    if (process == 0) {
        int code = 99;
        try {
            code = work();
        } catch (...) {
        }
        ::_exit(code);
    }
    return process;
}

/// The exit code, or minus the signal that ended it.
inline int ended(pid_t process) {
    int status = 0;
    if (::waitpid(process, &status, 0) != process) return -1000;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace onevoice::registry
