using System.Runtime.InteropServices;
using HilRig.Harness.Data;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Profiles;

/// <summary>Samples for a model that came without any: the same for the same seed.</summary>
public static class RandomSamples
{
    /// <summary>Integers over their whole range, floats in [-1, 1); what is neither, an index or a truth value, is zero.</summary>
    /// <param name="count">1 or more.</param>
    public static SampleSet Of(PreparedModel model, int count, int seed)
    {
        var random = new Random(seed);
        var bytes = new List<byte>();
        for (var sample = 0; sample < count; sample++)
            foreach (var input in model.Graph.Inputs.Select(model.Graph.Tensor))
                bytes.AddRange(Draw(input, random));
        return new(bytes.ToArray(), count);
    }

    private static byte[] Draw(TensorInfo input, Random random)
    {
        var bytes = new byte[input.ByteCount];
        if (input.Type is ElementType.Int8 or ElementType.UInt8 or ElementType.Int16)
            random.NextBytes(bytes);
        else if (input.Type == ElementType.Float32)
            foreach (ref var value in MemoryMarshal.Cast<byte, float>(bytes.AsSpan()))
                value = (2 * random.NextSingle()) - 1;
        return bytes;
    }
}
