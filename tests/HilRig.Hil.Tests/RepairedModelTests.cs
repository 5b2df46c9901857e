using HilRig.Harness.Images;
using HilRig.Harness.Targets;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.Repair;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>Repaired models on a board: mixes of widths and schemes are equal to the simulator to the bit, and so are their stock exports.</summary>
[TestFixture]
[Category("Emulated")]
public sealed class RepairedModelTests
{
    private const string Board = "qemu:mps2-an386";
    private const int Fitted = 60;
    private const int OnBoard = 20;

    private static readonly ModelGraph Graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));

    private static readonly PreparedModel Model = PreparedModel.Prepare(Graph);

    private static readonly byte[] Inputs = File.ReadAllBytes(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"));

    private static readonly Lazy<IReadOnlyList<RepairPlan>> Plans = new(() => [.. Search(32).Concat(Search(8))]);

    [Test]
    public async Task Repaired_models_are_equal_on_the_board_and_so_are_their_stock_exports()
    {
        await using var board = await Boards.OpenAsync(Board);
        foreach (var plan in Chosen())
        {
            var narrow = ModelReader.Read(BiasNarrower.Apply(Graph, plan.Assignments()), "narrow");
            var expected = BatchRunner.Run(PreparedModel.Prepare(narrow), Inputs.AsMemory(0, OnBoard * Model.InputBytes), OnBoard);
            var stock = ModelReader.Read(BiasNarrower.ExportStock(narrow), "stock");
            Assert.That(await OnBoardAsync(board, narrow), Is.EqualTo(expected), string.Join(", ", plan.Formats.Select(f => f.Name)));
            Assert.That(await OnBoardAsync(board, stock), Is.EqualTo(expected), "widened back to INT32");
        }
    }

    // The cheapest, the one with most kinds of formats, and the one with most scales of channels.
    private static IEnumerable<RepairPlan> Chosen()
    {
        var plans = Plans.Value;
        RepairPlan[] chosen =
        [
            plans.MinBy(p => p.Bytes)!, plans.MaxBy(p => p.Formats.Select(f => f.Name).Distinct().Count())!,
            plans.MaxBy(p => p.Formats.Count(f => f.Name.Contains("channel-scale", StringComparison.Ordinal)))!,
        ];
        Assert.That(chosen.SelectMany(p => p.Formats).Select(f => f.Name).Distinct().Count(), Is.GreaterThanOrEqualTo(4));
        return chosen;
    }

    private static IEnumerable<RepairPlan> Search(int bits) => BiasRepairer.Search(new()
    {
        Model = Model, Inputs = Inputs.AsMemory(0, Fitted * Model.InputBytes), Samples = Fitted, HasAnswers = true, Bytes = ImageLayout.BiasFlash, MostBits = bits,
    }).Plans.Select(p => p.Plan);

    private static async Task<byte[]> OnBoardAsync(DeviceTarget board, ModelGraph graph)
    {
        var cancellation = TestContext.CurrentContext.CancellationToken;
        await board.LoadAsync(PreparedModel.Prepare(graph), cancellation);
        var run = await board.RunAsync(Inputs.AsMemory(0, OnBoard * Model.InputBytes), OnBoard, LayerDetail.None, null, cancellation);
        return run.Outputs;
    }
}
