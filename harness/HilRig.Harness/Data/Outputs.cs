using System.Runtime.InteropServices;
using HilRig.Reporting.Statistics;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Data;

/// <summary>Outputs of many samples as numbers: codes of an INT8 model, reals of a FLOAT32 one.</summary>
public sealed class Outputs
{
    private Outputs(double[] values, int samples) => (Values, Samples) = (values, samples);

    /// <summary>Sample after sample.</summary>
    public double[] Values { get; }

    public int Samples { get; }

    /// <summary>Elements of one sample.</summary>
    public int PerSample => Values.Length / Samples;

    /// <summary>Decodes the bytes a target gave for <paramref name="model"/>; several outputs follow each other.</summary>
    public static Outputs Decode(PreparedModel model, ReadOnlySpan<byte> bytes) => Decode(model, bytes, static (_, number) => number);

    /// <summary>The same with codes as real numbers, each output by its own quantization.</summary>
    public static Outputs DecodeReal(PreparedModel model, ReadOnlySpan<byte> bytes) => Decode(
        model, bytes, static (output, number) => output.Quantization is { } q ? (number - q.ZeroPoint()) * q.Scale() : number);

    private static Outputs Decode(PreparedModel model, ReadOnlySpan<byte> bytes, Func<TensorInfo, double, double> meaning)
    {
        var outputs = model.Graph.Outputs.Select(model.Graph.Tensor).ToArray();
        var values = new List<double>();
        for (var at = 0; at < bytes.Length;)
        {
            foreach (var output in outputs)
            {
                values.AddRange(Numbers(output, bytes.Slice(at, (int)output.ByteCount)).Select(number => meaning(output, number)));
                at += (int)output.ByteCount;
            }
        }
        return new([.. values], bytes.Length / model.OutputBytes);
    }

    /// <summary>The codes of an integer tensor.</summary>
    /// <exception cref="UsageException">The tensor is of another type.</exception>
    internal static long[] Integers(TensorInfo tensor, ReadOnlySpan<byte> bytes) => tensor.Type switch
    {
        ElementType.Int8 => [.. MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray()],
        ElementType.UInt8 or ElementType.Bool => [.. bytes.ToArray()],
        ElementType.Int16 => [.. MemoryMarshal.Cast<byte, short>(bytes).ToArray()],
        ElementType.Int32 => [.. MemoryMarshal.Cast<byte, int>(bytes).ToArray()],
        ElementType.Int64 => MemoryMarshal.Cast<byte, long>(bytes).ToArray(),
        _ => throw new UsageException($"{tensor} cannot be compared; INT8, UINT8, BOOL, INT16, INT32, INT64 and FLOAT32 can"),
    };

    /// <summary>A tensor's elements as they are: codes of an integer tensor, reals of a FLOAT32 one.</summary>
    internal static double[] Numbers(TensorInfo tensor, ReadOnlySpan<byte> bytes) => tensor.Type == ElementType.Float32
        ? [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray()]
        : [.. Integers(tensor, bytes)];

    public ReadOnlySpan<double> Sample(int index) => Values.AsSpan(index * PerSample, PerSample);

    /// <summary>The predicted class of every sample.</summary>
    public int[] Predictions() => [.. Enumerable.Range(0, Samples).Select(i => Answers.ArgMax(Sample(i)))];
}
