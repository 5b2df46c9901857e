#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "host.h"

typedef struct stdio_link {
    bool closed;
} stdio_link_t;

static bool is_readable(int timeout_ms)
{
    struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
    return poll(&in, 1, timeout_ms) > 0;
}

static size_t read_stdin(void *context, uint8_t *bytes, size_t capacity)
{
    stdio_link_t *link = context;
    if (link->closed || !is_readable(0)) {
        return 0;
    }
    const ssize_t count = read(STDIN_FILENO, bytes, capacity);
    if (count > 0) {
        return (size_t)count;
    }
    link->closed = count == 0 || (errno != EINTR && errno != EAGAIN);
    return 0;
}

static void write_stdout(void *context, const uint8_t *bytes, size_t count)
{
    stdio_link_t *link = context;
    while (count > 0 && !link->closed) {
        const ssize_t written = write(STDOUT_FILENO, bytes, count);
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        } else if (errno == EAGAIN) {
            struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };
            poll(&out, 1, -1);
        } else if (errno != EINTR) {
            link->closed = true;
        }
    }
}

static bool wait_stdin(void *context)
{
    stdio_link_t *link = context;
    if (!link->closed) {
        is_readable(-1);
    }
    return !link->closed;
}

const hil_transport_t *host_stdio(void)
{
    static stdio_link_t link;
    static const hil_transport_t transport = { &link, read_stdin, write_stdout, wait_stdin };
    // A host that goes away ends the link, not the process in the middle of a write.
    signal(SIGPIPE, SIG_IGN);
    return &transport;
}
