// The tensors of a call as a kernel takes them. Tensors and sections begin at multiples of 16, so every cast is aligned.
#ifndef HIL_OPERATOR_TENSORS_H
#define HIL_OPERATOR_TENSORS_H

#include "operator_kind.h"

static inline void *tensor_of(const operator_call_t *call, const hil_image_tensor_t *tensor)
{
    return call->arena + tensor->offset;
}

static inline const void *input0(const operator_call_t *call)
{
    return tensor_of(call, call->in0);
}

static inline void *input1(const operator_call_t *call)
{
    return tensor_of(call, call->in1);
}

static inline void *output(const operator_call_t *call)
{
    return tensor_of(call, call->out);
}

static inline int32_t bytes_of(const operator_call_t *call)
{
    return (int32_t)element_bytes(call->op->type);
}

#endif
