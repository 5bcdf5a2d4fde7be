// What the writer of waveforms (fstapi.c of GTKWave) calls in place of the C library: see files.h.
//
// The writer ignores errors, and it maps temporary files into memory. On a full disk a page of a mapped file cannot be
// allocated, and the kernel then ends the process with SIGBUS. Here every error is kept until somebody asks for it, and
// files whose pages cannot be allocated are replaced by memory.

#include "driver.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

namespace {

std::atomic<int> fault{0};

void keep(int error) {
    int none = 0;
    fault.compare_exchange_strong(none, error ? error : EIO);
}

struct Memory {
    void* data;
    size_t length;
};

std::mutex turn;
// Memory that stands for a file, by its descriptor.
std::map<int, Memory> replaced;

void* anonymous(size_t length) {
    return mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

void release(int fd) {
    const auto found = replaced.find(fd);
    if (found == replaced.end()) return;
    munmap(found->second.data, found->second.length);
    replaced.erase(found);
}

// Memory with what the file has of its content.
void* replace(int fd, size_t length) {
    const auto found = replaced.find(fd);
    if (found != replaced.end() && found->second.length >= length) return found->second.data;
    void* const data = anonymous(length);
    if (data == MAP_FAILED) return data;
    auto* const to = static_cast<char*>(data);
    if (found != replaced.end()) {
        const auto* const from = static_cast<const char*>(found->second.data);
        std::copy(from, from + found->second.length, to);
        release(fd);
    } else {
        size_t done = 0;
        ssize_t count = 1;
        while (done < length && count > 0) {
            count = pread(fd, to + done, length - done, static_cast<off_t>(done));
            if (count > 0) done += static_cast<size_t>(count);
        }
    }
    replaced[fd] = {data, length};
    return data;
}

}  // namespace

int vsim::take_fault() { return fault.exchange(0); }

extern "C" {

size_t vsim_fwrite(const void* data, size_t size, size_t count, FILE* file) {
    const size_t done = std::fwrite(data, size, count, file);
    if (done != count) keep(errno);
    return done;
}

int vsim_fflush(FILE* file) {
    const int failed = std::fflush(file);
    if (failed) keep(errno);
    return failed;
}

int vsim_fclose(FILE* file) {
    {
        const std::lock_guard<std::mutex> lock{turn};
        release(fileno(file));
    }
    errno = 0;
    const bool before = std::ferror(file);
    const int failed = std::fclose(file);
    if (before || failed) keep(errno);
    return failed;
}

void* vsim_mmap(void* at, size_t length, int protection, int flags, int fd, off_t offset) {
    if (fd < 0) return mmap(at, length, protection, flags, fd, offset);
    const std::lock_guard<std::mutex> lock{turn};
    const int error = replaced.count(fd) ? ENOSPC : posix_fallocate(fd, offset, static_cast<off_t>(length));
    if (!error) return mmap(at, length, protection, flags, fd, offset);
    keep(error);
    return replace(fd, length);
}

int vsim_munmap(void* at, size_t length) {
    const std::lock_guard<std::mutex> lock{turn};
    for (const auto& entry : replaced) {
        if (entry.second.data == at) return 0;
    }
    return munmap(at, length);
}

}  // extern "C"
