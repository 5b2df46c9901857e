using System.Globalization;
using HilRig.Harness.Export.C;
using HilRig.Kernels.NNSupport;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Export.C;

/// <summary>What is generated: an approved text, the same each time and under every culture.</summary>
public sealed class CExportTests
{
    // tests/HilRig.Harness.Tests/Export/C/Approved: `hilrig export c -m fixtures/models/tiny_int8.tflite --bias int8:channel-shift --name tiny -o Approved`
    private static readonly string Approved = Checkout.PathOf("tests", "HilRig.Harness.Tests", "Export", "C", "Approved");

    private static IEnumerable<CultureInfo> Cultures
    {
        get
        {
            var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (foreign.NumberFormat.NegativeSign, foreign.NumberFormat.NumberDecimalSeparator) = ("−", ",");
            return [CultureInfo.InvariantCulture, foreign];
        }
    }

    [TestCaseSource(nameof(Cultures))]
    public void Tiny_is_the_approved_text(CultureInfo culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            var export = CExport.Of(Prepared("tiny_int8", "int8:channel-shift"), new() { Name = "tiny", Bias = "int8:channel-shift" });
            Assert.That(export.Files.Select(f => f.Name), Is.EquivalentTo(Directory.EnumerateFiles(Approved).Select(Path.GetFileName)));
            foreach (var file in export.Files)
                Assert.That(file.Text, Is.EqualTo(File.ReadAllText(Path.Combine(Approved, file.Name))), file.Name);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void The_same_model_gives_the_same_bytes()
    {
        static CExport Once() => CExport.Of(Prepared("digits_int8", "int8:layer-scale"), new() { Name = "digits" });
        var (first, second) = (Once(), Once());
        Assert.That(second.Files, Is.EqualTo(first.Files));
    }

    [Test]
    public void Biases_stay_narrow_in_flash()
    {
        var wide = CExport.Of(Prepared("digits_int8", "int32"), new() { Name = "digits" }).Sizes;
        var narrow = CExport.Of(Prepared("digits_int8", "int8:layer-shift"), new() { Name = "digits" }).Sizes;
        using (Assert.EnterMultipleScope())
        {
            // 234 biases; a layer's shift is a literal of the code.
            Assert.That((wide.Biases, narrow.Biases), Is.EqualTo((936, 234)));
            Assert.That((wide.Widened, narrow.Widened), Is.EqualTo((0, 4 * 48)), "the widest layer's");
            Assert.That(wide with { Biases = 0, Widened = 0 }, Is.EqualTo(narrow with { Biases = 0, Widened = 0, Scratch = wide.Scratch }));
        }
    }

    [Test]
    public void At_init_every_layer_keeps_its_widened_biases()
    {
        var export = CExport.Of(Prepared("digits_int8", "int8"), new() { Name = "digits", WidensAtInit = true });
        Assert.That((export.Sizes.Widened, export.Sizes.Sums), Is.EqualTo((4 * 234, 4 * 10)));
        Assert.That(Text(export, "digits.c"), Does.Contain("static int32_t conv_2d_0_widened[16];").And.Not.Contain("int32_t widened["));
    }

    [TestCase(null, 4464)]
    [TestCase(KernelPath.C, 48)]
    [TestCase(KernelPath.Dsp, 192)]
    [TestCase(KernelPath.Mve, 4464)]
    public void Scratch_is_of_the_build_asked_for_or_enough_for_all(KernelPath? build, int bytes)
    {
        var export = CExport.Of(Prepared("digits_int8", "int32"), new() { Name = "digits", Build = build });
        Assert.That(Text(export, "digits.h"), Does.Contain($"#define DIGITS_SCRATCH_BYTES {bytes}\n"));
        Assert.That(export.Sizes.Scratch, Is.EqualTo(new[] { 48, 192, 4464 }));
    }

    [Test]
    public void A_sample_becomes_the_self_tests()
    {
        var sample = Enumerable.Range(1, 8).Select(i => (byte)i).ToArray();
        var export = CExport.Of(Prepared("tiny_int8", "int32"), new() { Name = "tiny", Sample = sample });
        Assert.That(Text(export, "tiny_test.c"), Does.Contain("static const int8_t input[8] = {\n    1, 2, 3, 4, 5, 6, 7, 8,\n};"));
    }

    private static string Text(CExport export, string name) => export.Files.Single(f => f.Name == name).Text;

    private static PreparedModel Prepared(string name, string bias)
    {
        var (graph, spec) = (ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", name + ".tflite")), BiasSpec.Parse(bias));
        return PreparedModel.Prepare(spec.Scheme is null ? graph : ModelReader.Read(BiasNarrower.Apply(graph, spec), graph.Name));
    }
}
