using HilRig.Harness.Boards;
using HilRig.Harness.Cycles;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Cycles;

/// <summary>Every executed block of one inference, on emulated boards.</summary>
[Category("Emulated")]
public class CycleEstimatorTests
{
    [TestCase("mps2-an385")]
    [TestCase("mps2-an386")]
    [TestCase("mps2-an500")]
    [TestCase("mps3-an547")]
    public async Task Blocks_hold_every_instruction_that_the_board_counted(string board)
    {
        var estimate = await EstimateAsync(board);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(estimate.Operators.Select(o => o.Instructions), Is.EqualTo(estimate.Operators.Select(o => o.Counted)));
            Assert.That(estimate.Operators.Sum(o => o.Unknown), Is.Zero);
            Assert.That(estimate.IsComplete);
        }
    }

    // Ticks that are no whole number of instructions.
    [TestCase("microbit")]
    [TestCase("mps2-an505")]
    [TestCase("netduinoplus2")]
    public async Task Blocks_hold_what_the_board_counted_within_a_tick(string board)
    {
        var estimate = await EstimateAsync(board);
        Assert.That(estimate.LargestGap, Is.InRange(0, 1));
        Assert.That(estimate.Operators.Sum(o => o.Unknown), Is.Zero);
        Assert.That(estimate.IsComplete);
    }

    [Test]
    public async Task An_estimate_is_the_same_each_time()
    {
        var (first, second) = (await EstimateAsync("mps2-an386"), await EstimateAsync("mps2-an386"));
        Assert.That(second.Operators, Is.EqualTo(first.Operators));
        Assert.That(first.Operators.Select(o => o.RuleCycles), Is.All.Positive);
        Assert.That(first.Operators.All(o => o.RuleCycles >= o.Instructions));
        Assert.That(first.Cycles, Is.EqualTo(first.Operators.Sum(o => first.Scale.Scale * o.RuleCycles)));
    }

    [Test]
    public void A_target_without_rules_is_told() =>
        Assert.That(
            () => CycleEstimator.RunAsync("host", Digits(), default, CancellationToken.None),
            Throws.TypeOf<UsageException>().With.Message.Contains("no cycle model of 'host'"));

    private static Task<CycleEstimate> EstimateAsync(string board)
    {
        var catalog = BoardCatalog.Load();
        if (!File.Exists(catalog.ProgramPath(catalog.Get(board))))
            Assert.Ignore($"the firmware of {board} is not built: make -C firmware BOARD={board}");
        var model = Digits();
        return CycleEstimator.RunAsync($"qemu:{board}", model, new byte[model.InputBytes], CancellationToken.None);
    }

    private static PreparedModel Digits() => PreparedModel.Prepare(ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite")));
}
