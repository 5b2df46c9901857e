using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.Repair;

/// <summary>
/// Where a model's answer is read: its outputs, or what goes into a SOFTMAX at the end. A softmax keeps the order of the scores but
/// crowds the margins of sure answers into few codes.
/// </summary>
internal sealed class ScoreTensors
{
    private readonly TensorInfo[] _tensors;

    private ScoreTensors(TensorInfo[] tensors, int end)
    {
        (_tensors, End) = (tensors, end);
        Count = (int)tensors.Sum(t => t.ElementCount);
    }

    /// <summary>Operators to run before they are there.</summary>
    public int End { get; }

    /// <summary>Scores of one sample.</summary>
    public int Count { get; }

    /// <exception cref="UnsupportedModelException">An output of a type that is no number.</exception>
    public static ScoreTensors Of(PreparedModel model)
    {
        var (last, graph) = (model.Operators[^1].Node, model.Graph);
        var isCrowded = last.Code is BuiltinOperator.Softmax or BuiltinOperator.LogSoftmax or BuiltinOperator.Logistic
            && graph.Outputs is [var output] && last.Outputs[0] == output && model.Plan.Contains(last.Inputs[0]);
        return isCrowded
            ? new([graph.Tensor(last.Inputs[0])], model.Operators.Length - 1)
            : new([.. graph.Outputs.Select(graph.Tensor)], model.Operators.Length);
    }

    /// <summary>Copies the scores of the sample that lies in the session; codes of quantized tensors.</summary>
    public void Read(InferenceSession session, Span<float> scores)
    {
        foreach (var tensor in _tensors)
        {
            var count = (int)tensor.ElementCount;
            Numbers(tensor, session.Bytes(tensor.Index), scores[..count]);
            scores = scores[count..];
        }
    }

    /// <summary>A real number in the codes of each score, for a float model's scores.</summary>
    public void ToCodes(Span<float> reals)
    {
        var at = 0;
        foreach (var tensor in _tensors)
            for (var i = 0; i < tensor.ElementCount; i++, at++)
                if (tensor.Quantization is { } q)
                    reals[at] = reals[at] / q.Scale() + q.ZeroPoint();
    }

    private static void Numbers(TensorInfo tensor, ReadOnlySpan<byte> bytes, Span<float> scores)
    {
        for (var i = 0; i < scores.Length; i++)
            scores[i] = tensor.Type switch
            {
                ElementType.Int8 => unchecked((sbyte)bytes[i]),
                ElementType.UInt8 => bytes[i],
                ElementType.Int16 => MemoryMarshal.Cast<byte, short>(bytes)[i],
                ElementType.Int32 => MemoryMarshal.Cast<byte, int>(bytes)[i],
                ElementType.Float32 => MemoryMarshal.Cast<byte, float>(bytes)[i],
                _ => throw new UnsupportedModelException($"{tensor} cannot be compared; INT8, UINT8, INT16, INT32 and FLOAT32 can"),
            };
    }
}
