using System.Globalization;
using HilRig.Reporting.Records;
using HilRig.Reporting.Writers;
using HilRig.TestKit;

namespace HilRig.Reporting.Tests;

/// <summary>Reports are approved texts, the same under every culture.</summary>
public sealed class WriterTests
{
    private static readonly string Approved = Checkout.PathOf("tests", "HilRig.Reporting.Tests", "approved.report.md");

    [TestCaseSource(typeof(OddCultures), nameof(OddCultures.All))]
    public void Markdown_is_the_approved_text(CultureInfo culture) =>
        OddCultures.Under(culture, () => Assert.That(MarkdownWriter.Write(Sample()), Is.EqualTo(File.ReadAllText(Approved))));

    [Test]
    public void A_bar_in_a_name_stays_in_its_cell() =>
        Assert.That(MarkdownWriter.Write(new Table([new("name"), new("n", true)], [["a|b", "1"]])), Is.EqualTo("| name | n |\n| --- | ---: |\n| a\\|b | 1 |\n"));

    [Test]
    public void Json_comes_back_as_it_was() =>
        Assert.That(JsonWriter.Write(JsonWriter.Read(JsonWriter.Write(Sample()))), Is.EqualTo(JsonWriter.Write(Sample())));

    [Test]
    public void A_newer_schema_is_refused_with_both_numbers() => Assert.That(
        () => JsonWriter.Read(JsonWriter.Write(Sample() with { Schema = 99 })),
        Throws.TypeOf<InvalidDataException>().With.Message.Contains("99").And.Message.Contains("1"));

    [Test]
    public void Something_else_is_no_run_record() =>
        Assert.That(() => JsonWriter.Read("[]"), Throws.TypeOf<InvalidDataException>());

    [TestCase(1.0, "100.0")]
    [TestCase(0.99999, "<100.0")]
    [TestCase(0.5, "50.0")]
    [TestCase(null, "–")]
    public void A_percentage_is_100_only_when_nothing_is_missing(double? share, string text) =>
        Assert.That(Format.Percent(share), Is.EqualTo(text));

    [TestCase(0.0004, "<0.001")]
    [TestCase(0.625, "0.625")]
    public void Small_p_values_are_bounds(double p, string text) => Assert.That(Format.P(p), Is.EqualTo(text));

    [TestCase(8.0, 0, "+8")]
    [TestCase(-1234.0, 0, "−1,234")]
    [TestCase(0.0, 1, "+0.0")]
    [TestCase(-0.26, 1, "−0.3")]
    public void A_difference_has_its_sign(double difference, int digits, string text) => Assert.That(Format.Signed(difference, digits), Is.EqualTo(text));

    private static RunRecord Sample() => new()
    {
        Tool = "hilrig 0.0.0",
        Started = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Seconds = 1.5,
        Model = new("digits", "abc", 2, 1_234_567, 784, 10, 9000, 500, 10_128, 7840),
        Rounding = "double",
        Bias = "int8:channel-shift",
        Samples = 1000,
        Labelled = true,
        Notes = ["samples.npy (f4) was quantized"],
        Targets = [Target("sim", null, null), Target("qemu:mps2-an386", new(999, 1000, 1998, 2000, null), new("instructions", "emulated", 2_559_661, 2_559_600, 2_559_700, 2.07))],
        Gates = [new("arena <= 8KiB", "qemu:mps2-an386", 7840, "B", true, "arena <= 8KiB: within")],
        Verdict = "fail",
        Sentences = ["qemu:mps2-an386 DIFFERS from the simulator."],
    };

    private static TargetRecord Target(string name, ExactnessRecord? exactness, CounterRecord? counter) => new()
    {
        Name = name,
        Role = "model",
        Board = "b",
        Core = "c",
        Kernels = "k",
        Samples = 1000,
        Exactness = exactness,
        Accuracy = 0.9876,
        ChangedAgainstFloat = 3,
        Counter = counter,
        Memory = new(10_128, 0, exactness is null ? null : 7840, 7840, 1668, null),
        Layers = [new(0, "CONV_2D", "stem", "int8 << 0..4", 28_224, 0.999, 0.5, 0.224, 0.99997, 300_940), new(1, "SOFTMAX", "digit", "", 0, 1, 8.8, 0.85, 0.99994, 3678)],
    };
}
