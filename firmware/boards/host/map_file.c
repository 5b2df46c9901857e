#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host.h"

static bool complain(const char *path, const char *cause)
{
    fprintf(stderr, "hilrig: --memory %s: %s\n", path, cause);
    return false;
}

bool host_map_file(const char *path, hil_span_t *span)
{
    const int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) {
        return complain(path, strerror(errno));
    }
    struct stat info;
    if (fstat(file, &info) != 0 || info.st_size < 1 || info.st_size > INT32_MAX) {
        close(file);
        return complain(path, "must hold 1 byte to 2 GiB - 1; make it with: truncate -s 16M FILE");
    }
    void *bytes = mmap(NULL, (size_t)info.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (bytes == MAP_FAILED) {
        return complain(path, strerror(errno));
    }
    *span = (hil_span_t){ bytes, (uint32_t)info.st_size };
    return true;
}
