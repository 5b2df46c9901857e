using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.Repair;

/// <summary>
/// Biases that bring the mean of every output channel to that of the float twin: layer by layer, each with the layers before it
/// corrected. Roundings of weights and activations shift means, and a bias can take that back.
/// </summary>
internal sealed class BiasCorrection(PreparedModel model, IReadOnlyList<RepairLayer> layers, SampleScores samples)
{
    // A channel that is mostly clamped would be moved far for a small shift of its mean.
    private const double LeastActive = 0.25;

    // Nor is one moved by more output steps than rounding can have shifted it.
    private const double MostSteps = 2;

    /// <summary>Corrected biases in accumulator steps, one for each bias.</summary>
    /// <param name="twin">The same samples in the float twin.</param>
    public double[] Targets(PreparedModel twin, SampleScores twinSamples)
    {
        var real = Means(twin, twinSamples, ReadFloat);
        var targets = layers.SelectMany(l => l.Bias.Widened).Select(b => (double)b).ToArray();
        for (var l = 0; l < layers.Count; l++)
            Correct(layers[l], targets, real, Means(Corrected(model, layers, targets), samples, ReadInt8));
        return targets;
    }

    /// <summary>The model with INT32 biases at the targets.</summary>
    public static PreparedModel Corrected(PreparedModel model, IReadOnlyList<RepairLayer> layers, double[] targets)
    {
        var tensors = model.Graph.Tensors.ToBuilder();
        foreach (var layer in layers)
        {
            int[] values = [.. targets[layer.First..layer.End].Select(t => (int)Math.Clamp(Math.Round(t), int.MinValue, int.MaxValue))];
            if (!values.AsSpan().SequenceEqual(layer.Bias.Widened))
                tensors[layer.Bias.Tensor.Index] = layer.Bias.Tensor with { Data = BiasAssignment.Bytes(values, ElementType.Int32) };
        }
        return model.WithConstants(model.Graph with { Tensors = tensors.ToImmutable() });
    }

    private static void Correct(RepairLayer layer, double[] targets, Statistics real, Statistics integer)
    {
        for (var bias = layer.First; bias < layer.End; bias++)
        {
            var step = layer.OutputSteps[bias - layer.First];
            if (step <= 0)
                continue;
            var shift = (real.Sum[bias] - integer.Sum[bias]) / integer.Count[bias] / Math.Max(LeastActive, (double)integer.Active[bias] / integer.Count[bias]);
            targets[bias] += Math.Clamp(shift, -MostSteps, MostSteps) / step;
        }
    }

    private Statistics Means(PreparedModel prepared, SampleScores source, Reader read)
    {
        var total = new Statistics(layers[^1].End);
        var parts = new Statistics[source.Samples];
        BatchRunner.Spread(source.Samples, source.Options, prepared.CreateSession, (session, sample) =>
        {
            source.Start(session, sample);
            parts[sample] = Of(session, read);
            return session;
        });
        // In the order of the samples, so that sums do not depend on the threads.
        foreach (var part in parts)
            total.Add(part);
        return total;
    }

    private Statistics Of(InferenceSession session, Reader read)
    {
        var (seen, at) = (new Statistics(layers[^1].End), 0);
        foreach (var layer in layers)
        {
            session.RunRange(at, layer.Operator + 1);
            at = layer.Operator + 1;
            var bytes = session.Bytes(layer.Output);
            var count = (int)model.Graph.Tensor(layer.Output).ElementCount;
            for (var i = 0; i < count; i++)
                seen.Add(layer.First + i % layer.Channels, read(bytes, i, model.Graph.Tensor(layer.Output)), layer.Biased);
        }
        return seen;
    }

    private static double ReadInt8(ReadOnlySpan<byte> bytes, int index, TensorInfo tensor) => unchecked((sbyte)bytes[index]);

    // In the codes of the integer model, clamped as its type clamps.
    private static double ReadFloat(ReadOnlySpan<byte> bytes, int index, TensorInfo tensor)
    {
        var quantization = tensor.Quantization!;
        var real = MemoryMarshal.Cast<byte, float>(bytes)[index] / (double)quantization.Scale() + quantization.ZeroPoint();
        return Math.Clamp(real, sbyte.MinValue, sbyte.MaxValue);
    }

    private delegate double Reader(ReadOnlySpan<byte> bytes, int index, TensorInfo tensor);

    /// <summary>Sums over samples and places, for each output channel.</summary>
    private sealed class Statistics(int channels)
    {
        public double[] Sum { get; } = new double[channels];

        public long[] Count { get; } = new long[channels];

        /// <summary>Places that no activation clamps.</summary>
        public long[] Active { get; } = new long[channels];

        public void Add(int channel, double value, Operators.IBiasedOperator layer)
        {
            Sum[channel] += value;
            Count[channel]++;
            Active[channel] += value > layer.ClampRange.Min && value < layer.ClampRange.Max ? 1 : 0;
        }

        public void Add(Statistics other)
        {
            for (var c = 0; c < Sum.Length; c++)
            {
                Sum[c] += other.Sum[c];
                Count[c] += other.Count[c];
                Active[c] += other.Active[c];
            }
        }
    }
}
