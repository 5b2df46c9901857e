// What the operating system does for the host board.
#ifndef HOST_H
#define HOST_H

#include "hil_board.h"
#include "hil_transport.h"

// Frames on stdin and stdout; end of file closes the link.
const hil_transport_t *host_stdio(void);
// Maps a file shared and writable. Prints the cause when it cannot.
bool host_map_file(const char *path, hil_span_t *span);
// Plants a fault: `hang:N`, `crash:N`, `exit:N`, `reset:N` or `slow:N`, after N looks at the counter. Prints the cause when it cannot.
bool host_plant(const char *text, char **argv);
// A look at the counter.
void host_planted_step(void);

#endif
