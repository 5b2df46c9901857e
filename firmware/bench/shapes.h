// The shapes of the table, each ready to run and to be checked.
#ifndef SHAPES_H
#define SHAPES_H

#include <stdbool.h>
#include <stdint.h>

typedef struct shape {
    const char *name;
    int32_t products;    // multiplications as the shape gives them, padding included; 0 where they are not counted
    void (*prepare)(void);
    void (*run)(void);
    bool (*is_right)(void);
} shape_t;

extern const shape_t shapes[];
extern const int32_t shape_count;
extern const shape_t shapes_wide[];
extern const int32_t shape_wide_count;
// With BENCH_FLOATS only.
extern const shape_t shapes_f32[];
extern const int32_t shape_f32_count;

#endif
