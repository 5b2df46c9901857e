using System.Runtime.InteropServices;
using HilRig.Harness.Data;

namespace HilRig.Harness.Quantizing;

/// <summary>Refuses samples that no range can hold.</summary>
internal static class FiniteSamples
{
    /// <param name="what">Which samples, for the message.</param>
    /// <exception cref="UsageException">A value is NaN or infinite; names sample and value.</exception>
    public static void Require(SampleSet samples, string what)
    {
        var values = MemoryMarshal.Cast<byte, float>(samples.Bytes.Span);
        var perSample = values.Length / samples.Count;
        for (var i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                throw new UsageException($"{what} sample {i / perSample} holds {values[i]} at value {i % perSample}; samples must be finite float32");
    }
}
