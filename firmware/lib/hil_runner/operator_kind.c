#include "operator_kind.h"

#include "operator_runs.h"

static const hil_operator_kind_t kinds[] = {
    { OP_ADD, 12, 2, false, check_add, run_add_s8, run_add_s16, run_add_f32 },
    { OP_AVERAGE_POOL_2D, 8, 1, false, check_avgpool, run_avgpool_s8, run_avgpool_s16, run_avgpool_f32 },
    { OP_CONV_2D, 14, 1, true, check_convolve, run_convolve_s8, run_convolve_s16, run_convolve_f32 },
    { OP_DEPTHWISE_CONV_2D, 14, 1, true, check_depthwise_conv, run_depthwise_s8, run_depthwise_s16, run_depthwise_f32 },
    { OP_FULLY_CONNECTED, 8, 1, true, check_fully_connected, run_fully_connected_s8, run_fully_connected_s16, run_fully_connected_f32 },
    { OP_MAX_POOL_2D, 8, 1, false, check_max_pool, run_max_pool, run_max_pool, NULL },
    { OP_RESHAPE, 0, 1, false, check_reshape, run_reshape, run_reshape, run_reshape },
    { OP_SOFTMAX, 5, 1, false, check_softmax, run_softmax_s8, run_softmax_s16, run_softmax_f32 },
    { OP_SVDF, 12, 2, false, check_svdf, run_svdf_s8, NULL, NULL },
    { OP_TRANSPOSE, 4, 1, false, check_transpose, run_transpose, run_transpose, run_transpose },
    { OP_UNIDIRECTIONAL_SEQUENCE_LSTM, 8, 3, false, check_lstm, run_lstm, run_lstm, NULL },
    { OP_MAXIMUM, 0, 2, false, check_extremum, run_extremum, run_extremum, NULL },
    { OP_MINIMUM, 0, 2, false, check_extremum, run_extremum, run_extremum, NULL },
    { OP_TRANSPOSE_CONV, 14, 1, false, check_transpose_conv, run_transpose_conv_s8, run_transpose_conv_s16, NULL },
};

const hil_operator_kind_t *operator_kind_find(uint16_t code)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kinds[i].code == code) {
            return &kinds[i];
        }
    }
    return NULL;
}

operator_run_t operator_run_of(const hil_operator_kind_t *kind, uint8_t type)
{
    switch (type) {
    case TYPE_INT8:
        return kind->run_s8;
    case TYPE_INT16:
        return kind->run_s16;
    case TYPE_FLOAT32:
        return kind->run_f32;
    default:
        return NULL;
    }
}

static const hil_image_tensor_t *tensor_or_null(const hil_image_model_t *model, uint16_t index)
{
    return index == NO_TENSOR ? NULL : &model->tensors[index];
}

operator_call_t operator_call_of(hil_image_model_t *model, const hil_image_operator_t *op)
{
    return (operator_call_t){
        .op = op,
        .in0 = &model->tensors[op->input0],
        .in1 = tensor_or_null(model, op->input1),
        .in2 = tensor_or_null(model, op->input2),
        .out = &model->tensors[op->output],
        .arena = model->arena.bytes,
    };
}

hil_lstm_weights_t lstm_weights_of(const hil_image_operator_t *op)
{
    const hil_lstm_params_t *p = &op->parameters.lstm;
    const uint32_t bias_bytes = (uint32_t)p->hidden_size * (op->type == TYPE_INT8 ? 4 : 8);
    hil_lstm_weights_t parts;
    const uint8_t *weights = op->weights, *bias = op->stored_bias;
    for (int32_t part = 0; part < HIL_LSTM_PARTS; part++) {
        parts.weights[part] = (const int8_t *)weights;
        parts.biases[part] = bias;
        weights += image_aligned((uint32_t)(p->hidden_size * (part % 2 == 0 ? p->input_size : p->hidden_size)));
        bias += bias_bytes;
    }
    return parts;
}
