using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Vectors.Models;

/// <summary>
/// Outputs of all samples against expected ones: integers and bools to the bit, FLOAT32 within 1e-5 of the output's largest
/// expected value, because float sums depend on order and on the C library's exponential.
/// </summary>
public static class OutputComparison
{
    private const double FloatTolerance = 1e-5;

    /// <summary>The first difference in words; null where there is none.</summary>
    public static string? Of(PreparedModel model, ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected)
    {
        if (actual.Length != expected.Length)
            return $"{actual.Length} bytes of outputs, expected {expected.Length}";
        TensorInfo[] outputs = [.. model.Graph.Outputs.Select(model.Graph.Tensor)];
        var limits = FloatLimits(outputs, expected);
        for (var (at, output) = (0, 0); at < actual.Length; output = (output + 1) % outputs.Length)
        {
            var bytes = (int)outputs[output].ByteCount;
            if (Differs(outputs[output].Type, actual.Slice(at, bytes), expected.Slice(at, bytes), limits[output]) is { } where)
                return $"sample {at / model.OutputBytes}, {outputs[output]}, {where}";
            at += bytes;
        }
        return null;
    }

    private static double[] FloatLimits(TensorInfo[] outputs, ReadOnlySpan<byte> expected)
    {
        var largest = new double[outputs.Length];
        for (var (at, output) = (0, 0); at < expected.Length; output = (output + 1) % outputs.Length)
        {
            var bytes = (int)outputs[output].ByteCount;
            if (outputs[output].Type == ElementType.Float32)
                foreach (var value in MemoryMarshal.Cast<byte, float>(expected.Slice(at, bytes)))
                    largest[output] = Math.Max(largest[output], float.IsFinite(value) ? Math.Abs((double)value) : 0);
            at += bytes;
        }
        return [.. largest.Select(value => value * FloatTolerance)];
    }

    private static string? Differs(ElementType type, ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected, double limit)
    {
        if (type == ElementType.Float32)
            return FloatsDiffer(MemoryMarshal.Cast<byte, float>(actual), MemoryMarshal.Cast<byte, float>(expected), limit);
        var first = actual.CommonPrefixLength(expected);
        if (first == actual.Length)
            return null;
        var size = (int)type.BytesFor(1);
        var element = first / size;
        return $"element {element} is {Integer(type, actual.Slice(element * size, size))}, expected {Integer(type, expected.Slice(element * size, size))}";
    }

    private static string? FloatsDiffer(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double limit)
    {
        for (var i = 0; i < actual.Length; i++)
        {
            // Equals, so that NaN and the infinities meet themselves.
            if (!actual[i].Equals(expected[i]) && !(Math.Abs((double)actual[i] - expected[i]) <= limit))
                return $"element {i} is {actual[i]:R}, expected {expected[i]:R} within {limit:G2}";
        }
        return null;
    }

    private static long Integer(ElementType type, ReadOnlySpan<byte> element) => element.Length switch
    {
        1 => type is ElementType.UInt8 or ElementType.Bool ? element[0] : unchecked((sbyte)element[0]),
        2 => MemoryMarshal.Read<short>(element),
        4 => MemoryMarshal.Read<int>(element),
        _ => MemoryMarshal.Read<long>(element),
    };
}
