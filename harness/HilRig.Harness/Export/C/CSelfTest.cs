using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Export.C;

/// <summary>One sample and what a model makes of it.</summary>
/// <param name="TellsRoundings">True where a library that rounds the other way gives other outputs.</param>
internal sealed record CSelfTest(byte[] Inputs, byte[] Outputs, bool TellsRoundings)
{
    private const int Seeds = 64;

    // Larger models take too long to look for a sample.
    private const long MostSteps = 2_000_000_000;

    /// <summary>Computed as the build does that was asked for, else as the reference.</summary>
    /// <param name="sample">Null for the first seeded random codes on which the roundings differ.</param>
    public static CSelfTest Of(PreparedModel model, KernelPath? build, byte[]? sample)
    {
        var right = build is null ? model : PreparedModel.Prepare(model.Graph, model.Rounding, build: build);
        var other = PreparedModel.Prepare(model.Graph, model.Rounding == Rounding.Double ? Rounding.Single : Rounding.Double, build: build);
        var seeds = (int)Math.Clamp(MostSteps / Math.Max(1, model.Steps), 1, Seeds);
        var samples = sample is null ? Enumerable.Range(0, seeds).Select(seed => Random(seed, model.InputBytes)) : [sample];
        var tests = samples.Select(inputs => (Inputs: inputs, Outputs: Run(right, inputs))).Select(t =>
            new CSelfTest(t.Inputs, t.Outputs, !t.Outputs.AsSpan().SequenceEqual(Run(other, t.Inputs))));
        CSelfTest? first = null;
        foreach (var test in tests)
        {
            if (test.TellsRoundings)
                return test;
            first ??= test;
        }
        return first!;
    }

    private static byte[] Run(PreparedModel model, byte[] inputs)
    {
        var outputs = new byte[model.OutputBytes];
        var session = model.CreateSession();
        session.SetInputs(inputs);
        session.Run();
        session.GetOutputs(outputs);
        return outputs;
    }

    private static byte[] Random(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
