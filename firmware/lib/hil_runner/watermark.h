// Peak use of arena and stack: paint before a run, scan for the last byte that changed after it.
#ifndef HIL_WATERMARK_H
#define HIL_WATERMARK_H

#include "hil_model.h"

// Paints the whole arena but the model's inputs.
void watermark_paint_arena(const hil_model_t *model, uint8_t pattern);
// Highest arena byte that is an input or differs from `pattern`, plus 1.
uint32_t watermark_scan_arena(const hil_model_t *model, uint8_t pattern);
// Paints the stack below the caller. Nothing where the board gives no stack.
void watermark_paint_stack(hil_span_t stack, uint8_t pattern);
// Bytes between the top of the stack and its deepest byte that differs from `pattern`.
uint32_t watermark_scan_stack(hil_span_t stack, uint8_t pattern);

#endif
