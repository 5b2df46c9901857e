using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Execution;

/// <summary>
/// Evaluates operators whose inputs are all constants when the model is prepared: what is left of shapes that were dynamic before
/// conversion (SHAPE, STRIDED_SLICE, PACK into RESHAPE), dequantized weights and the like. Shapes are static, so SHAPE counts too.
/// An operator that writes a model output stays.
/// </summary>
internal static class ConstantFolding
{
    // Beyond these an operator stays in the graph and takes its time at run time, where the model's limits hold.
    private const long MostBytes = 64L << 20;
    private const long MostSteps = 100_000_000;
    private const int MostOperators = 1000;

    public static ModelGraph Apply(ModelGraph graph, Rounding rounding)
    {
        var (tensors, left, bytes) = (graph.Tensors.ToBuilder(), new List<OperatorNode>(), MostBytes);
        var (inputs, outputs) = (graph.Inputs.ToHashSet(), graph.Outputs.ToHashSet());
        var writers = graph.Operators.SelectMany(o => o.Outputs).GroupBy(t => t).ToDictionary(g => g.Key, g => g.Count());
        foreach (var node in graph.Operators)
        {
            var size = node.Outputs.Sum(t => graph.Tensor(t).Type.IsNumeric() ? graph.Tensor(t).ByteCount : long.MaxValue / 8);
            var single = node.Outputs.All(t => writers[t] == 1 && !inputs.Contains(t) && !outputs.Contains(t) && !tensors[t].IsConstant);
            var within = size <= bytes && node.Index - left.Count < MostOperators;
            if (single && within && Evaluate(graph, tensors, node, rounding))
                bytes -= size;
            else
                left.Add(node);
        }
        return left.Count == graph.Operators.Length ? graph : graph with { Tensors = tensors.ToImmutable(), Operators = [.. left] };
    }

    private static bool Evaluate(
        ModelGraph graph, ImmutableArray<TensorInfo>.Builder tensors, OperatorNode node, Rounding rounding)
    {
        if (node.Code == BuiltinOperator.Shape && ShapeOf(tensors, node) is { } shape)
            return Become(tensors, node.Outputs[0], shape);
        if (node.Outputs.IsEmpty || !node.Inputs.All(t => t < 0 || tensors[t].IsConstant) || !node.Inputs.Any(t => t >= 0))
            return false;
        var alone = graph with { Tensors = tensors.ToImmutable(), Operators = [node], Inputs = [], Outputs = node.Outputs };
        var model = PreparedModel.Unfolded(alone, rounding, VectorWidth.Scalar);
        if (model.Steps > MostSteps)
            return false;
        var session = model.CreateSession();
        session.Run();
        foreach (var output in node.Outputs)
            Become(tensors, output, session.Bytes(output).ToArray());
        return true;
    }

    private static byte[]? ShapeOf(ImmutableArray<TensorInfo>.Builder tensors, OperatorNode node)
    {
        if (node.Inputs.Length != 1 || node.Outputs.Length != 1 || node.Inputs[0] < 0)
            return null;
        var (shape, output) = (tensors[node.Inputs[0]].Shape, tensors[node.Outputs[0]]);
        return output.Type == ElementType.Int32 && output.ElementCount == shape.Length && shape.Length > 0
            ? MemoryMarshal.AsBytes(shape.AsSpan()).ToArray()
            : null;
    }

    private static bool Become(ImmutableArray<TensorInfo>.Builder tensors, int tensor, byte[] data)
    {
        tensors[tensor] = tensors[tensor] with { Data = data };
        return true;
    }
}
