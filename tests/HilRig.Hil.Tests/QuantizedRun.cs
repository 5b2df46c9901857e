using System.Runtime.InteropServices;
using HilRig.Harness.Data;
using HilRig.Harness.Targets;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Hil.Tests;

/// <summary>A float model, quantized here, on a board: every layer of every sample equal to the simulator to the bit.</summary>
internal static class QuantizedRun
{
    /// <param name="reals">Samples one after another; they calibrate, and they run.</param>
    public static async Task CheckAsync(string target, ModelGraph real, float[] reals, QuantizationOptions options)
    {
        var model = PreparedModel.Prepare(ModelReader.Read(PostTrainingQuantizer.Quantize(real, reals, options).File, real.Name));
        var samples = Codes(model, reals);
        var cancellation = TestContext.CurrentContext.CancellationToken;
        await using var simulator = new SimTarget("sim");
        await simulator.LoadAsync(model, cancellation);
        var expected = await simulator.RunAsync(samples.Bytes, samples.Count, LayerDetail.Crc, null, cancellation);
        await using var board = await Boards.OpenAsync(target);
        await board.LoadAsync(model, cancellation);
        var actual = await board.RunAsync(samples.Bytes, samples.Count, LayerDetail.Crc, null, cancellation);
        Assert.That(actual.Outputs, Is.EqualTo(expected.Outputs));
        Assert.That(Crcs(actual), Is.EqualTo(Crcs(expected)));
        Assert.That(actual.Layers[0], Has.Length.EqualTo(model.Operators.Length));
    }

    private static IEnumerable<uint> Crcs(TargetRun run) => run.Layers.SelectMany(sample => sample.Select(layer => layer.Crc));

    // As a user gives float samples to an integer model.
    private static SampleSet Codes(PreparedModel model, float[] reals)
    {
        var folder = Directory.CreateTempSubdirectory("hilrig-quantized-");
        try
        {
            var path = Path.Combine(folder.FullName, "samples.npy");
            new NpyArray("f4", [reals.Length], MemoryMarshal.AsBytes(reals.AsSpan()).ToArray()).Write(path);
            return SampleSet.Read(path, model);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
