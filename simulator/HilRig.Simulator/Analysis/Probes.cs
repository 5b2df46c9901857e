using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Analysis;

/// <summary>Inputs that bring out what a kernel does at its corners: random ones, and all alike at the largest code.</summary>
internal static class Probes
{
    private const int Seed = 1;

    /// <summary>One sample each, in the model's input order.</summary>
    public static IEnumerable<byte[]> Of(PreparedModel model)
    {
        yield return Fill(model, Random);
        // Every logit at the maximum is what a softmax's sum has to hold.
        yield return Fill(model, Largest);
    }

    private static byte[] Fill(PreparedModel model, Action<ElementType, Span<byte>, Random> fill)
    {
        var (sample, random, at) = (new byte[model.InputBytes], new Random(Seed), 0);
        foreach (var tensor in model.Graph.Inputs.Select(model.Graph.Tensor))
        {
            var bytes = (int)tensor.ByteCount;
            fill(tensor.Type, sample.AsSpan(at, bytes), random);
            at += bytes;
        }
        return sample;
    }

    private static void Random(ElementType type, Span<byte> tensor, Random random)
    {
        if (type == ElementType.Float32)
            foreach (ref var value in MemoryMarshal.Cast<byte, float>(tensor))
                value = (float)(2 * random.NextDouble() - 1);
        else if (type is ElementType.Bool)
            foreach (ref var value in tensor)
                value = (byte)random.Next(2);
        // Indices and sizes: small numbers are legal more often.
        else if (type is ElementType.Int8 or ElementType.UInt8 or ElementType.Int16)
            random.NextBytes(tensor);
    }

    private static void Largest(ElementType type, Span<byte> tensor, Random random)
    {
        if (type is ElementType.Int8)
            tensor.Fill((byte)sbyte.MaxValue);
        else if (type is ElementType.Int16)
            MemoryMarshal.Cast<byte, short>(tensor).Fill(short.MaxValue);
    }
}
