// A model's inputs, or its outputs, seen as one run of bytes.
#ifndef HIL_ENDPOINTS_H
#define HIL_ENDPOINTS_H

#include "hil_model.h"

// Callers check that [offset, offset + count) lies inside input_bytes or output_bytes.
void endpoints_write_inputs(const hil_model_t *model, uint32_t offset, const uint8_t *bytes, uint32_t count);
void endpoints_read_outputs(const hil_model_t *model, uint32_t offset, uint8_t *bytes, uint32_t count);
// CRC-32 of all outputs.
uint32_t endpoints_output_crc(const hil_model_t *model);

#endif
