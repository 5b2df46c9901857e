using HilRig.Harness.Runs.Gates;
using HilRig.Reporting.Records;

namespace HilRig.Harness.Tests.Runs;

/// <summary>The grammar of gates, and that silence never passes.</summary>
public sealed class GateTests
{
    [TestCase("exact = 100% against sim", "exact", "=", 100, null, "sim")]
    [TestCase("accuracy-drop<=0.5pp against float", "accuracy-drop", "<=", 0.5, null, "float")]
    [TestCase("changed <= 0.5% against int32", "changed", "<=", 0.5, null, "int32")]
    [TestCase("arena <= 24KiB where qemu:*", "arena", "<=", 24 * 1024, "qemu:*", null)]
    [TestCase("instructions < 2.6M", "instructions", "<", 2.6e6, null, null)]
    [TestCase("flash <= 1_000_000", "flash", "<=", 1e6, null, null)]
    [TestCase("cycles <= +3% against baseline where qemu:*", "cycles", "<=", 3, "qemu:*", "baseline")]
    [TestCase("arena <= 1KiB where host against baseline", "arena", "<=", 1024, "host", "baseline")]
    [TestCase("accuracy >= 97", "accuracy", ">=", 97, null, null)]
    public void A_gate_is_read(string text, string metric, string op, double limit, string? where, string? against)
    {
        var gate = Gate.Parse(text);
        Assert.That((gate.Metric.Name, gate.Operator, gate.Limit, gate.Where, gate.Against), Is.EqualTo((metric, op, limit, where, against)));
    }

    [TestCase("exact", "no gate")]
    [TestCase("speed <= 3", "known are exact, accuracy")]
    [TestCase("arena <= 3 parsecs", "legal are B, KiB, MiB")]
    [TestCase("arena <= 3 against float", "legal: baseline")]
    [TestCase("cycles <= 3pp against baseline", "no unit 'pp'")]
    [TestCase("arena <= 3 where a where b where c", "no gate")]
    [TestCase("accuracy-drop <= 1pp against sim", "legal: float, int32")]
    public void What_is_wrong_is_told_with_what_is_legal(string text, string message) =>
        Assert.That(() => Gate.Parse(text), Throws.TypeOf<UsageException>().With.Message.Contains(message));

    [TestCase("instructions <= +3% against baseline", 1030, 1000, true)]
    [TestCase("instructions <= +3% against baseline", 1031, 1000, false)]
    [TestCase("instructions <= 0% against baseline", 1000, 1000, true)]
    [TestCase("instructions <= 0% against baseline", 1, 0, false)]
    [TestCase("instructions <= 30 against baseline", 1030, 1000, true)]
    [TestCase("arena <= +1KiB against baseline", 2024, 1000, true)]
    [TestCase("arena <= +1KiB against baseline", 2025, 1000, false)]
    [TestCase("accuracy >= -0.5pp against baseline", 89.5, 90, true)]
    [TestCase("accuracy >= -0.5% against baseline", 89.4, 90, false)]
    public void A_gate_against_the_baseline_limits_the_difference(string text, double now, double before, bool holds) =>
        Assert.That(Gate.Parse(text).Holds(now, before), Is.EqualTo(holds));

    [Test]
    public void A_single_run_has_no_baseline() =>
        Assert.That(() => Gate.ParseAlone("cycles <= +3% against baseline"), Throws.TypeOf<UsageException>().With.Message.Contains("write the gate in a hilrig.yml"));

    [TestCase("accuracy >= 90%", true)]
    [TestCase("accuracy >= 99%", false)]
    [TestCase("accuracy-drop <= 2pp against float", true)]
    [TestCase("accuracy-drop <= 1pp against float", false)]
    [TestCase("changed <= 1% against float", true)]
    [TestCase("changed <= 0.4% against int32", false)]
    [TestCase("instructions <= 1k", true)]
    [TestCase("arena <= 799 where sim", false)]
    [TestCase("bias-bytes <= 64B", true)]
    public void A_gate_is_judged(string text, bool passes)
    {
        var records = GateJudge.Judge([Gate.Parse(text)], [Figures()]);
        Assert.That(records.Select(r => r.Passed), Is.EqualTo(new[] { passes }));
        Assert.That(records[0].Sentence, Does.Contain(text));
    }

    [TestCase("cycles <= 5")]
    [TestCase("arena <= 900 where qemu:*")]
    public void A_gate_that_finds_no_figure_fails(string text)
    {
        var records = GateJudge.Judge([Gate.Parse(text)], [Figures()]);
        Assert.That(records.Single().Passed, Is.False);
        Assert.That(records.Single().Sentence, Does.Contain("no target gives"));
    }

    private static GateFigures Figures() => new(Target(0.95) with
    {
        ChangedAgainstFloat = 10,
        Counter = new("instructions", "emulated", 1000, 1000, 1000, 1),
        Memory = new(5000, 0, 800, 800, 100, null),
    }, Target(0.9675), Target(0.95), 5, 64);

    private static TargetRecord Target(double accuracy) =>
        new() { Name = "sim", Role = "model", Board = "", Core = "", Kernels = "", Samples = 1000, Accuracy = accuracy };
}
