using HilRig.Kernels.NNSupport;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Export.C;

/// <summary>One sample and what a model makes of it.</summary>
internal sealed record CSelfTest(byte[] Inputs, byte[] Outputs)
{
    private const int Seed = 20_260_101;

    /// <summary>Computed as the build does that was asked for, else as the reference.</summary>
    /// <param name="sample">Null for seeded random codes.</param>
    public static CSelfTest Of(PreparedModel model, KernelPath? build, byte[]? sample)
    {
        var prepared = build is null ? model : PreparedModel.Prepare(model.Graph, model.Rounding, build: build);
        var inputs = sample ?? Random(model.InputBytes);
        var outputs = new byte[model.OutputBytes];
        var session = prepared.CreateSession();
        session.SetInputs(inputs);
        session.Run();
        session.GetOutputs(outputs);
        return new(inputs, outputs);
    }

    private static byte[] Random(int count)
    {
        var bytes = new byte[count];
        new Random(Seed).NextBytes(bytes);
        return bytes;
    }
}
