using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Quantization.Repair;

/// <summary>
/// What one output step of each bias does to the scores, by differences on the integer model itself: an output channel is shifted
/// up and down, what its activation clamps stays, and the operators after it run again. The shift is some steps wide, so that the
/// rounding of later layers averages out.
/// </summary>
internal sealed class SensitivityProbe(PreparedModel model, IReadOnlyList<RepairLayer> layers, ScoreTensors tensors, SampleScores samples)
{
    private const int Shift = 4;

    // Multiply-accumulates that probing may take: some seconds on two cores.
    private const double MostWork = 2e11;
    private const int FewestSamples = 24;

    /// <summary>How many samples can be probed in reasonable time, at most those there are.</summary>
    public static int Affordable(PreparedModel model, IReadOnlyList<RepairLayer> layers, int samples)
    {
        var left = model.Steps;
        var (work, layer) = (0.0, 0);
        for (var index = 0; index < model.Operators.Length && layer < layers.Count; index++)
        {
            left -= Math.Max(model.Operators[index].Macs, model.Operators[index].Steps);
            if (layers[layer].Operator == index)
                work += 2.0 * layers[layer++].Channels * left;
        }
        return (int)Math.Clamp(MostWork / Math.Max(1, work), Math.Min(FewestSamples, samples), samples);
    }

    /// <summary>One row for each direction of each sample: its change by an output step of each bias.</summary>
    /// <param name="done">Called after each sample, from any thread.</param>
    public float[][] Rows(Objective objective, int seed, Action<int>? done)
    {
        var rows = new float[samples.Samples][][];
        BatchRunner.Spread(samples.Samples, samples.Options, () => new Probe(model, tensors.Count), (probe, sample) =>
        {
            rows[sample] = Rows(probe, sample, objective.Directions(sample, seed));
            done?.Invoke(1);
            return probe;
        });
        return [.. rows.SelectMany(r => r)];
    }

    private float[][] Rows(Probe probe, int sample, float[][] directions)
    {
        var rows = directions.Select(_ => new float[layers[^1].End]).ToArray();
        samples.Start(probe.Trunk, sample);
        var at = 0;
        foreach (var layer in layers)
        {
            probe.Trunk.RunRange(at, layer.Operator + 1);
            for (var channel = 0; channel < layer.Channels; channel++)
            {
                samples.Options.CancellationToken.ThrowIfCancellationRequested();
                Difference(probe, layer, channel);
                for (var r = 0; r < rows.Length; r++)
                    rows[r][layer.First + channel] = Project(probe.Up, probe.Down, directions[r]);
            }
            at = layer.Operator + 1;
        }
        return rows;
    }

    private void Difference(Probe probe, RepairLayer layer, int channel)
    {
        Shifted(probe, layer, channel, Shift, probe.Up);
        Shifted(probe, layer, channel, -Shift, probe.Down);
    }

    private void Shifted(Probe probe, RepairLayer layer, int channel, int shift, float[] scores)
    {
        var session = probe.Branch;
        session.ContinueFrom(probe.Trunk);
        var output = session.Int8(layer.Output);
        var range = layer.Biased.ClampRange;
        for (var i = channel; i < output.Length; i += layer.Channels)
            if (output[i] > range.Min && output[i] < range.Max)
                output[i] = (sbyte)Math.Clamp(output[i] + shift, range.Min, range.Max);
        session.RunRange(layer.Operator + 1, tensors.End);
        tensors.Read(session, scores);
    }

    private static float Project(float[] up, float[] down, float[] direction)
    {
        var sum = 0f;
        for (var i = 0; i < up.Length; i++)
            sum += (up[i] - down[i]) * direction[i];
        return sum / (2 * Shift);
    }

    /// <summary>What one thread works in.</summary>
    private sealed class Probe(PreparedModel model, int scores)
    {
        /// <summary>Runs the sample as it is, layer after layer.</summary>
        public InferenceSession Trunk { get; } = model.CreateSession();

        /// <summary>Goes on from the trunk with one channel shifted.</summary>
        public InferenceSession Branch { get; } = model.CreateSession();

        public float[] Up { get; } = new float[scores];

        public float[] Down { get; } = new float[scores];
    }
}
