using System.Buffers.Binary;
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

    /// <summary>Decodes the bytes a target gave for <paramref name="model"/>.</summary>
    public static Outputs Decode(PreparedModel model, ReadOnlySpan<byte> bytes)
    {
        var type = model.Graph.Tensor(model.Graph.Outputs[0]).Type;
        var size = (int)type.BytesFor(1);
        var values = new double[bytes.Length / size];
        for (var i = 0; i < values.Length; i++)
            values[i] = type switch
            {
                ElementType.Int8 => unchecked((sbyte)bytes[i]),
                ElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]),
                ElementType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]),
                _ => throw new UsageException($"outputs of type {type.TfLiteName()} cannot be compared; INT8, INT16 and FLOAT32 can"),
            };
        return new(values, bytes.Length / model.OutputBytes);
    }

    /// <summary>Codes of an INT8 model's output as real numbers.</summary>
    public Outputs Dequantized(TensorInfo output) => output.Quantization is not { } q
        ? this
        : new([.. Values.Select(v => (v - q.ZeroPoint()) * q.Scale())], Samples);

    public ReadOnlySpan<double> Sample(int index) => Values.AsSpan(index * PerSample, PerSample);

    /// <summary>The predicted class of every sample.</summary>
    public int[] Predictions() => [.. Enumerable.Range(0, Samples).Select(i => Answers.ArgMax(Sample(i)))];
}
