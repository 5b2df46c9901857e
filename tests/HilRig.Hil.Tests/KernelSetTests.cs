using System.Globalization;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>Every set of int8 kernels on every core that can run it: equal to the definition, really that set, and no slower than CMSIS-NN.</summary>
[TestFixture]
[Category("Emulated")]
public sealed class KernelSetTests
{
    private static readonly string[] Sets = ["plain", "dsp", "mve"];

    // Shapes whose inner work every set has its own way for, and the part of a lesser set's instructions that is the most they may take.
    private static readonly (string Shape, double Part)[] OfEverySet =
    [
        ("conv 3x3 16->16, 32x32 pad 1", 0.66), ("int16x8 conv 3x3 16->16, 16x16 pad 1", 0.8),
        ("int16x8 fully connected 640->128", 0.75),
    ];

    private static readonly string[] Cores = ["m0plus", "m3", "m4", "m7", "m33", "m55"];

    [TestCase("m0plus", "plain")]
    [TestCase("m3", "plain")]
    [TestCase("m4", "plain")]
    [TestCase("m4", "dsp")]
    [TestCase("m7", "dsp")]
    [TestCase("m33", "dsp")]
    [TestCase("m55", "plain")]
    [TestCase("m55", "dsp")]
    [TestCase("m55", "mve")]
    public async Task Kernels_equal_their_definition(string core, string set)
    {
        var output = await Make.RunAsync("-C", "tests/firmware/emulated", "run", $"CORE={core}", $"KERNELS={set}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(output, Does.StartWith($"kernel set {Array.IndexOf(Sets, set)}\n"));
            Assert.That(output, Does.Match(@"(?m)^[1-9]\d* passed, 0 failed$"));
        }
    }

    [TestCaseSource(nameof(Cores))]
    public async Task No_shape_takes_more_instructions_than_with_CMSIS_NN(string core)
    {
        var column = 1 + Array.IndexOf(Cores, core);
        var limits = File.ReadLines(Checkout.PathOf("firmware", "bench", "arm_figures.txt")).Where(l => l[0] != '#')
            .Select(l => l.Split('|')).Where(f => f[column] != "-").ToDictionary(f => f[0], f => 1000 * double.Parse(f[column], CultureInfo.InvariantCulture));
        var found = await InstructionsAsync(core);
        Assert.That(limits, Has.Count.EqualTo(core == "m4" ? 12 : 7));
        using (Assert.EnterMultipleScope())
        {
            foreach (var (shape, limit) in limits)
                Assert.That(found[shape], Is.LessThanOrEqualTo(limit), shape);
        }
    }

    // A set that was named but not built would take the same instructions as another.
    [TestCase("m4", "plain", "dsp")]
    [TestCase("m55", "plain", "dsp")]
    [TestCase("m55", "dsp", "mve")]
    public async Task A_better_set_takes_fewer_instructions(string core, string slower, string faster)
    {
        var plain = await InstructionsAsync(core, $"KERNELS={slower}");
        var better = await InstructionsAsync(core, $"KERNELS={faster}");
        using (Assert.EnterMultipleScope())
        {
            foreach (var (shape, part) in OfEverySet)
                Assert.That(better[shape], Is.LessThan(plain[shape] * part), shape);
        }
    }

    // The bench ends with an error where an output is wrong.
    private static async Task<Dictionary<string, double>> InstructionsAsync(string core, params string[] variables)
    {
        var output = await Make.RunAsync(["-C", "firmware/bench", "run", $"CORE={core}", .. variables]);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('|')).Where(f => f.Length == 3)
            .ToDictionary(f => f[0], f => double.Parse(f[1], CultureInfo.InvariantCulture));
    }
}
