using HilRig.Kernels.BasicMath;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Transpose;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.CmsisNN;

/// <summary>MAXIMUM, MINIMUM, PAD and TRANSPOSE on INT8, whose kernels have corners of their own.</summary>
internal static class DataCalls
{
    private delegate void Pick(Dims dims1, ReadOnlySpan<sbyte> input1, Dims dims2, ReadOnlySpan<sbyte> input2, Dims dims, Span<sbyte> output);

    /// <summary>Null for every other operator.</summary>
    public static Action<InferenceSession>? Of(PreparedOperator prepared, ModelGraph graph)
    {
        var node = prepared.Node;
        if (node.Outputs.IsEmpty || graph.Tensor(node.Outputs[0]).Type != ElementType.Int8)
            return null;
        return node.Code switch
        {
            BuiltinOperator.Maximum => Extremum("arm_maximum_s8", node, graph, MaximumS8.Run),
            BuiltinOperator.Minimum => Extremum("arm_minimum_s8", node, graph, MinimumS8.Run),
            BuiltinOperator.Transpose => Transpose(node, graph),
            BuiltinOperator.Pad or BuiltinOperator.PadV2 when graph.Tensor(node.Outputs[0]).Shape.Length > 4 =>
                _ => throw new KernelContractException("arm_pad_s8", $"{graph.Tensor(node.Outputs[0]).Shape.Length} dimensions; the glue pads the last four and leaves the others"),
            _ => null,
        };
    }

    private static Action<InferenceSession> Extremum(string kernel, OperatorNode node, ModelGraph graph, Pick pick)
    {
        var (left, right, output) = (node.Inputs[0], node.Inputs[1], node.Outputs[0]);
        if (graph.Tensor(output).Shape.Length > 4)
            return _ => throw KernelStatusException.Argument(kernel, $"{graph.Tensor(output).Shape.Length} dimensions; it takes at most 4");
        var (dims1, dims2, dims) = (DimsOf(graph.Tensor(left)), DimsOf(graph.Tensor(right)), DimsOf(graph.Tensor(output)));
        return session => pick(dims1, session.Int8(left), dims2, session.Int8(right), dims, session.Int8(output));
    }

    private static Action<InferenceSession>? Transpose(OperatorNode node, ModelGraph graph)
    {
        var (input, order) = (graph.Tensor(node.Inputs[0]), graph.Tensor(node.Inputs[1]));
        if (input.Shape.Length is < 1 or > 4 || order is not { IsConstant: true, Type: ElementType.Int32 })
            return null;
        var axes = PrepareContext.Values<int>(order).Select(axis => axis < 0 ? axis + input.Shape.Length : axis).ToArray();
        // Fewer than four dimensions are the leading ones here, unlike everywhere else.
        int[] extents = [.. input.Shape, .. Enumerable.Repeat(1, 4 - input.Shape.Length)];
        var dims = new Dims(extents[0], extents[1], extents[2], extents[3]);
        return session => TransposeS8.Run(session.Kernel, session.Int8(node.Inputs[0]), session.Int8(node.Outputs[0]), dims, axes);
    }

    private static Dims DimsOf(TensorInfo tensor)
    {
        int[] shape = [.. Enumerable.Repeat(1, 4 - tensor.Shape.Length), .. tensor.Shape];
        return new(shape[0], shape[1], shape[2], shape[3]);
    }
}
