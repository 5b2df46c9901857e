using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>The keyword model on the emulated board: silicon's own bytes, and every narrowed form equal to the simulator.</summary>
[Category("Emulated"), Category(Shared.Category)]
public sealed class KeywordSiliconTests
{
    private const string Board = "qemu:mps2-an386";

    private static IEnumerable<string> Biases => BiasSpec.All.Select(b => b.ToString());

    private static ModelGraph Graph => ModelReader.ReadFile(Shared.Need("models", "kws_int8.tflite"));

    private static byte[] Inputs => File.ReadAllBytes(Shared.Need("data", "kws01", "inputs.int8.bin"));

    [Test]
    public async Task A_thousand_samples_equal_published_silicon()
    {
        var outputs = await RunAsync(PreparedModel.Prepare(Graph), 1000, new());
        Assert.That(outputs, Is.EqualTo(File.ReadAllBytes(Shared.Need("reference", "kws01", "silicon_double_rounding.int8.bin"))));
    }

    [Test]
    public async Task Over_the_wire_alone_it_gives_the_same_bytes()
    {
        var outputs = await RunAsync(PreparedModel.Prepare(Graph), 30, new() { WireOnly = true });
        var silicon = File.ReadAllBytes(Shared.Need("reference", "kws01", "silicon_double_rounding.int8.bin"));
        Assert.That(outputs, Is.EqualTo(silicon[..outputs.Length]));
    }

    [TestCaseSource(nameof(Biases))]
    public async Task Narrow_biases_equal_the_simulator(string bias)
    {
        var narrowed = ModelReader.Read(BiasNarrower.Apply(Graph, BiasSpec.Parse(bias)), bias);
        foreach (var rounding in Enum.GetValues<Rounding>())
        {
            var model = PreparedModel.Prepare(narrowed, rounding);
            Assert.That(await RunAsync(model, 40, new()), Is.EqualTo(BatchRunner.Run(model, Inputs, 40)), $"{bias}, {rounding} rounding");
        }
    }

    private static async Task<byte[]> RunAsync(PreparedModel model, int samples, TargetSettings settings)
    {
        var cancellation = TestContext.CurrentContext.CancellationToken;
        await using var board = await Boards.OpenAsync(Board, settings);
        await board.LoadAsync(model, cancellation);
        return (await board.RunAsync(Inputs, samples, LayerDetail.None, null, cancellation)).Outputs;
    }
}
