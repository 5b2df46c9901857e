using HilRig.Harness.Boards;
using HilRig.Harness.Profiles;
using HilRig.Harness.Runs;
using HilRig.Reporting.Records;
using HilRig.Reporting.Writers;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Profiles;

/// <summary>The bundled model on an emulated Cortex-M4, twice.</summary>
[Category("Emulated")]
public class ProfilerTests
{
    private const string Target = "qemu:mps2-an386";
    private ProfileTarget _first = null!;
    private ProfileTarget _second = null!;
    private ProfileRecord _record = null!;

    [OneTimeSetUp]
    public async Task Run_twice()
    {
        var catalog = BoardCatalog.Load();
        if (!File.Exists(catalog.ProgramPath(catalog.Get("mps2-an386"))))
            Assert.Ignore("the firmware is not built: make -C firmware BOARD=mps2-an386");
        _record = await RunAsync();
        (_first, _second) = (_record.Targets.Single(), (await RunAsync()).Targets.Single());
    }

    [Test]
    public void Instructions_are_the_same_to_the_instruction()
    {
        Assert.That(_second.Variants.Select(v => v.Counter), Is.EqualTo(_first.Variants.Select(v => v.Counter)));
        Assert.That(_second.Variants.SelectMany(v => v.Layers), Is.EqualTo(_first.Variants.SelectMany(v => v.Layers)));
        Assert.That(_second.Variants.Select(v => v.Estimate), Is.EqualTo(_first.Variants.Select(v => v.Estimate)));
    }

    [Test]
    public void Every_kind_of_bias_ran_and_the_narrower_is_the_smaller()
    {
        Assert.That(_first.Variants.Select(v => v.Bias), Is.EqualTo(ProfileRequest.DefaultBiases));
        Assert.That(_first.Variants.Select(v => v.Absent), Is.All.Null);
        Assert.That(_first.Variants.Take(3).Select(v => v.BiasBytes), Is.Ordered.Descending);
        Assert.That(_first.Variants.Select(v => v.Memory!.ArenaBytes), Is.EqualTo(_first.Variants.Select(v => v.Memory!.ArenaPlanBytes)));
        Assert.That(_first.Variants.Select(v => v.Memory!.StackBytes), Is.All.Positive);
    }

    [Test]
    public void Layers_make_up_the_inference()
    {
        var variant = _first.Variants[0];
        Assert.That(variant.Layers.Sum(l => l.Share), Is.EqualTo(1).Within(1e-9));
        Assert.That(variant.Layers.All(l => l.Min <= l.Median && l.Median <= l.Max));
        Assert.That(variant.Layers.Sum(l => l.Min), Is.LessThanOrEqualTo(variant.Counter!.Min));
    }

    [Test]
    public void The_first_kind_has_an_estimate_of_every_instruction()
    {
        var variant = _first.Variants[0];
        var estimate = variant.Estimate!;
        Assert.That((estimate.IsComplete, estimate.Unknown), Is.EqualTo((true, 0L)));
        Assert.That(estimate.Instructions, Is.InRange(variant.Counter!.Min, variant.Counter.Max));
        Assert.That(variant.Layers.Sum(l => l.EstimatedCycles), Is.EqualTo(estimate.Cycles).Within(1e-3));
        Assert.That(_first.Variants.Skip(1).Select(v => v.Estimate), Is.All.Null);
        Assert.That(estimate.ErrorPercent, Is.EqualTo(10));
    }

    [Test]
    public void Counted_and_estimated_figures_stand_in_columns_of_their_own_with_the_error()
    {
        var report = ProfileWriter.Markdown(_record);
        Assert.That(report, Does.Contain("| instructions (emulated) |").And.Contain("| cycles (estimated ±10 %) |"));
        Assert.That(report, Does.Contain("## Firmware of qemu:mps2-an386").And.Contain("## Biases side by side"));
        Assert.That(_record.Sentences, Has.Some.Contains("cycles ±10 % (estimated, not measured)"));
    }

    [Test]
    public void Kernels_are_the_largest_part_of_the_firmware_and_the_parts_add_up()
    {
        var groups = _first.Firmware.ToDictionary(g => g.Name);
        Assert.That(groups["kernels"].Text, Is.GreaterThan(groups["board"].Text));
        var parts = _first.Firmware.Where(g => g.Name != "sum").ToList();
        Assert.That(
            (parts.Sum(g => g.Text), parts.Sum(g => g.ReadOnlyData), parts.Sum(g => g.Data), parts.Sum(g => g.Bss), parts.Sum(g => g.Reserved)),
            Is.EqualTo((groups["sum"].Text, groups["sum"].ReadOnlyData, groups["sum"].Data, groups["sum"].Bss, groups["sum"].Reserved)));
    }

    private static Task<ProfileRecord> RunAsync()
    {
        var graph = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));
        var request = new ProfileRequest
        {
            Graph = graph, Targets = [Target], Samples = RandomSamples.Of(PreparedModel.Prepare(graph), 3, seed: 1), Input = "random, seed 1",
        };
        return new Profiler(request, new SilentProgress()).RunAsync(CancellationToken.None);
    }
}
