using HilRig.Simulator.Models;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>Why an operator is not exported, and what to do.</summary>
internal static class Refusal
{
    private const string Exported =
        "exported are CONV_2D, DEPTHWISE_CONV_2D, FULLY_CONNECTED, AVERAGE_POOL_2D, MAX_POOL_2D, ADD, SOFTMAX, RESHAPE, SQUEEZE and EXPAND_DIMS on int8 "
        + "and int16x8, TRANSPOSE_CONV, MAXIMUM, MINIMUM, TRANSPOSE and SVDF on int8";

    public static UnsupportedModelException Of(OperatorNode node, LayerScope scope)
    {
        var tensor = node.Outputs.IsEmpty ? null : scope.Tensor(node.Outputs[0]);
        return Of(node, $"{(tensor is null ? "" : $"{tensor.Type.TfLiteName()}[{string.Join(',', tensor.Shape)}]: ")}{Reason(node, tensor)}");
    }

    /// <summary>For a reason that only the operator's emitter knows.</summary>
    public static UnsupportedModelException Of(OperatorNode node, string why) => new($"{node} cannot be exported as C, {why}");

    private static string Reason(OperatorNode node, TensorInfo? tensor) => node.Code switch
    {
        BuiltinOperator.Quantize or BuiltinOperator.Dequantize =>
            "CMSIS-NN has no conversion of types; convert the model with int8 inputs and outputs (inference_input_type, inference_output_type)",
        BuiltinOperator.UnidirectionalSequenceLstm => "CMSIS-NN's LSTM begins every inference anew and keeps no state; run it in TensorFlow Lite Micro",
        _ when tensor?.Type == ElementType.Float32 => "CMSIS-NN's kernels are integers; quantize the model to int8 first",
        _ => $"{Exported}; replace it in the model, or run the model in TensorFlow Lite Micro",
    };
}
