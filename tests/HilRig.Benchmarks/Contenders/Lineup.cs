using HilRig.Benchmarks.Onnx;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Benchmarks.Contenders;

/// <summary>Who runs against whom: the simulator at every width and ONNX Runtime with unsigned and signed activations.</summary>
internal static class Lineup
{
    public static IReadOnlyList<Contender> Of(ModelGraph graph, BenchmarkOptions options)
    {
        var widths = Enum.GetValues<VectorWidth>().Where(w => VectorWidths.IsSupported(w) && Wanted(w, options));
        var ours = widths.Select(width => SimulatorContender.Create(graph, width));
        if (!options.Others || !OnnxExporter.CanExport(graph))
            return [.. ours];
        return [.. ours, OnnxContender.Create(graph, signed: false), OnnxContender.Create(graph, signed: true)];
    }

    private static bool Wanted(VectorWidth width, BenchmarkOptions options) =>
        width == VectorWidth.Scalar ? options.Others : options.Width is null || options.Width == width;
}

/// <summary>The simulator at one width.</summary>
internal static class SimulatorContender
{
    public static Contender Create(ModelGraph graph, VectorWidth width)
    {
        var model = PreparedModel.Prepare(graph, width: width);
        var session = model.CreateSession();
        var inputs = Samples.Bytes(model.InputBytes);
        var output = graph.Tensor(graph.Outputs[0]);
        return new(width == VectorWidth.Scalar ? "scalar" : $"{(int)width} bits", Run, () => Layout.ToOnnx(session.Int8(output.Index), output.Shape));

        // Copying the inputs is part of it: the arena may reuse their memory.
        void Run()
        {
            session.SetInputs(inputs);
            session.Run();
        }
    }
}

/// <summary>The same pseudo-random codes for every contender.</summary>
internal static class Samples
{
    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
