using HilRig.Harness.Targets;
using HilRig.Harness.Transports.Faults;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>Frames damaged, dropped and doubled: every output is right, and the link is never the end of a run.</summary>
[Category("Emulated")]
public sealed class BadLinkTests
{
    private const string Everything = "kinds=drop+flip+double+delay+cut,delay=5ms";

    private static PreparedModel Model { get; } = PreparedModel.Prepare(
        ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite")));

    private static byte[] Digits { get; } = File.ReadAllBytes(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"));

    [TestCase("host", "rate=1%,seed=7", 500)]
    [TestCase("host", "rate=10%,seed=8," + Everything, 200)]
    [TestCase("host", "rate=0.02%,unit=bytes,seed=9", 100)]
    [TestCase("host", "rate=5%,seed=10,direction=to-board,kinds=flip", 100)]
    [TestCase("host", "rate=5%,seed=11,direction=to-host,kinds=cut", 100)]
    [TestCase("qemu:mps2-an386", "rate=1%,seed=7", 100)]
    [TestCase("qemu:mps2-an386", "rate=5%,seed=12," + Everything, 40)]
    public async Task Every_output_is_right(string target, string faults, int samples)
    {
        var plan = FaultPlan.Parse(faults);
        var (run, settings) = await RunAsync(target, plan, samples);
        Assert.That(run.Outputs, Is.EqualTo(BatchRunner.Run(Model, Inputs(samples), samples)));
        Assert.That(settings.Injected.Total, Is.Positive, "the link was not bad at all");
        Assert.That(run.Link!.Recoveries, Is.Empty);
    }

    // Counted instructions must not show that the link was bad: no repeat may arrive while an operator runs.
    [Test]
    public async Task Counted_instructions_are_those_of_a_good_link()
    {
        var (bad, _) = await RunAsync("qemu:mps2-an386", FaultPlan.Parse("rate=5%,seed=3"), 30);
        var (good, _) = await RunAsync("qemu:mps2-an386", null, 30);
        Assert.That(bad.Ticks, Is.EqualTo(good.Ticks));
    }

    // The time on a bad link against a good one is printed; it is a figure of this machine and no verdict.
    [TestCase("host")]
    [TestCase("qemu:mps2-an386")]
    [Category(Slow.Category)]
    public async Task Ten_thousand_inferences(string target)
    {
        Slow.Need();
        const int Samples = 10_000;
        var (good, _) = await RunAsync(target, null, Samples);
        var (bad, settings) = await RunAsync(target, FaultPlan.Parse("rate=1%,seed=7"), Samples);
        var expected = BatchRunner.Run(Model, Inputs(Samples), Samples);
        Assert.That(good.Outputs, Is.EqualTo(expected));
        Assert.That(bad.Outputs, Is.EqualTo(expected));
        Assert.That(settings.Injected.Total, Is.GreaterThan(Samples / 100));
        TestContext.Out.WriteLine(
            $"{target}: {Samples} inferences, clean {good.Elapsed.TotalSeconds:F1} s, 1 % faults {bad.Elapsed.TotalSeconds:F1} s, ratio "
            + $"{bad.Elapsed / good.Elapsed:F2}; injected {settings.Injected}; {bad.Link!.Repeats} repeats, {bad.Link.Recoveries.Count} recoveries");
    }

    private static async Task<(TargetRun Run, TargetSettings Settings)> RunAsync(string target, FaultPlan? plan, int samples)
    {
        var (settings, cancellation) = (new TargetSettings { WireOnly = true, Faults = plan }, TestContext.CurrentContext.CancellationToken);
        await using var board = await Boards.OpenAsync(target, settings);
        await board.LoadAsync(Model, cancellation);
        return (await board.RunAsync(Inputs(samples), samples, LayerDetail.None, null, cancellation), settings);
    }

    // The bundled samples over and over.
    private static byte[] Inputs(int samples)
    {
        var inputs = new byte[samples * Model.InputBytes];
        for (var at = 0; at < inputs.Length; at += Digits.Length)
            Digits.AsSpan(0, Math.Min(Digits.Length, inputs.Length - at)).CopyTo(inputs.AsSpan(at));
        return inputs;
    }
}
