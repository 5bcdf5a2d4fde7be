// Included before the writer of waveforms (fstapi.c of GTKWave): its calls of the C library go to files.cpp.
#pragma once

// The C++ headers remove macros of these names, so they come first.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <sys/types.h>

extern "C" {
size_t vsim_fwrite(const void* data, size_t size, size_t count, FILE* file);
int vsim_fflush(FILE* file);
int vsim_fclose(FILE* file);
void* vsim_mmap(void* at, size_t length, int protection, int flags, int fd, off_t offset);
int vsim_munmap(void* at, size_t length);
}

#define fwrite vsim_fwrite
#define fflush vsim_fflush
#define fclose vsim_fclose
#define mmap vsim_mmap
#define munmap vsim_munmap
