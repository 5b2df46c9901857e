using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>
/// Single operators as C, each compiled with a product's warnings and run on this machine with the sanitizers: its self test expects what the
/// simulator computed.
/// </summary>
[Category("Emulated")]
public sealed class ExportedOperatorTests
{
    [Test]
    public Task Committed_models([Values] Rounding rounding) => AllPassAsync(Checkout.PathOf("fixtures", "operators"), rounding, atLeast: 14);

    [Test, Category(Shared.Category)]
    public Task Reference_models([Values] Rounding rounding) => AllPassAsync(Shared.Need("reference", "ops"), rounding, atLeast: 80);

    [Test, Category(Shared.Category)]
    public Task Int16_models() => AllPassAsync(Shared.Need("reference", "int16x8"), Rounding.Double, atLeast: 20);

    /// <summary>The same calls on the real library, built in plain C for this machine.</summary>
    [Test, Category(Shared.Category)]
    public Task Reference_models_on_a_linked_CMSIS_NN([Values("ops", "int16x8")] string folder)
    {
        string Need(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new IgnoreException($"{name} is not set: a CMSIS-NN that was built for this machine is needed, see firmware/lib/hil_cmsis_nn/README.md");
        return AllPassAsync(
            Shared.Need("reference", folder), Rounding.Double, atLeast: 20, $"CMSIS_NN_LIB={Need("CMSIS_NN_LIB_HOST")}", $"CMSIS_NN_INCLUDE={Need("CMSIS_NN_INCLUDE")}");
    }

    [Test]
    public async Task Names_in_the_file_stay_in_comments()
    {
        using var folder = new ExportFolder();
        folder.Add("hostile", HostileModel.Graph());
        Assert.That(await Make.RunAsync("-C", "tests/firmware/export", "run", $"EXPORTS={folder.All}"), Is.EqualTo("hostile 0 0 layer -1\n"));
    }

    [Test]
    public async Task Biases_at_the_ends_of_widening_are_the_simulators([Values] bool atInit, [Values("INT8", "INT16")] string type)
    {
        using var folder = new ExportFolder();
        foreach (var scales in ExtremeBiases.Kinds)
            folder.Add(scales, ExtremeBiases.Graph(Enum.Parse<ElementType>(type, ignoreCase: true), scales), widensAtInit: atInit);
        var output = await Make.RunAsync("-C", "tests/firmware/export", "run", $"EXPORTS={folder.All}");
        Assert.That(output, Is.EqualTo(string.Concat(ExtremeBiases.Kinds.Select(k => $"{k} 0 0 layer -1\n"))));
    }

    // A library that asks for more than there is: status 2, and the layer.
    [TestCase("64", "", "digits 0 0 layer -1\n")]
    [TestCase("4464", "-DMODEL_SCRATCH_BYTES=4463", "digits -2 -2 layer 0\n")]
    [TestCase("4465", "", "digits -2 -2 layer 0\n")]
    public async Task Scratch_is_what_the_library_asks_for_or_refused(string asked, string defines, string expected)
    {
        using var folder = new ExportFolder();
        folder.Add("digits", ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite")), "int8:channel-shift");
        Assert.That(
            await Make.RunAsync("-C", "tests/firmware/export", "run", $"BUFFER={asked}", $"DEFINES={defines}", $"EXPORTS={folder.All}"), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_library_that_rounds_the_other_way_fails_the_self_test()
    {
        using var folder = new ExportFolder();
        folder.Add("digits", ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite")));
        Assert.That(
            await Make.RunAsync("-C", "tests/firmware/export", "run", "SINGLE=1", $"EXPORTS={folder.All}"), Does.Match(@"^digits [1-9]\d* [1-9]\d* layer -1\n$"));
    }

    private static async Task AllPassAsync(string path, Rounding rounding, int atLeast, params string[] variables)
    {
        using var folder = new ExportFolder();
        foreach (var file in Directory.EnumerateFiles(path, "*.tflite", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            AddIfExpressible(folder, file, rounding);
        Assert.That(folder.Names, Has.Count.AtLeast(atLeast));
        string[] single = rounding == Rounding.Single ? ["SINGLE=1"] : [];
        var output = await Make.RunAsync(["-j2", "-C", "tests/firmware/export", "run", $"EXPORTS={folder.All}", .. single, .. variables]);
        Assert.That(output, Is.EqualTo(string.Concat(folder.Names.Select(n => $"{n} 0 0 layer -1\n"))));
        TestContext.Out.WriteLine($"{folder.Names.Count} models: {string.Join(' ', folder.Names)}");
    }

    private static void AddIfExpressible(ExportFolder folder, string file, Rounding rounding)
    {
        try
        {
            folder.Add(Path.GetFileNameWithoutExtension(file), ModelReader.ReadFile(file), rounding: rounding);
        }
        catch (UnsupportedModelException refusal)
        {
            Assert.That(refusal.Message, Does.Contain("cannot be exported as C").Or.Contain("is an output and a constant"), file);
        }
    }
}
