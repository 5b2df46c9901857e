using HilRig.Harness.Nightly.Baselines;
using HilRig.Harness.Nightly.Judging;
using HilRig.Harness.Runs.Gates;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Tests.Nightly;

public sealed class BaselineTests
{
    private static readonly FigureRecord Emulated = new("instructions", 1000, "instructions", "emulated");
    private static readonly FigureRecord Measured = new("cycles", 1000, "cycles", "measured", 990, 1010);

    private static JobRecord Job(params FigureRecord[] figures) => new()
    {
        Id = "m/int8:channel-shift/qemu:a",
        Model = "m",
        Scheme = "int8:channel-shift",
        Target = "qemu:a",
        Outcome = Outcomes.Pass,
        Figures = figures,
        Identities = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["model"] = "aa", ["outputs"] = "bb", ["toolchain"] = "gcc 12" },
    };

    private static IReadOnlyList<ChangeRecord> Compare(FigureRecord before, FigureRecord now, params string[] gates) =>
        new BaselineComparison(0.5).Compare(Job(now), BaselineEntry.Of(Job(before)), [.. gates.Select(Gate.Parse)]);

    [Test]
    public void Text_and_entries_are_the_same()
    {
        var file = BaselineFile.Empty();
        file.Set("z/int32/host", BaselineEntry.Of(Job(Emulated, new("instructions[3 CONV_2D]", 12.5, "instructions", "emulated"), new("rmse", 1.23456e-7, "real", "exact"))));
        file.Set("a/int32/board:lab 1", BaselineEntry.Of(Job(Measured)));
        var text = file.Render();
        var again = BaselineFile.Parse(text, "b.txt");
        Assert.That(again.Render(), Is.EqualTo(text));
        Assert.That(again.Entries["z/int32/host"].Figures, Is.EqualTo(file.Entries["z/int32/host"].Figures));
        Assert.That(again.Entries["a/int32/board:lab 1"].Figures, Is.EqualTo(new[] { Measured }));
        Assert.That(text.Split('\n'), Does.Contain("instructions = 1000 instructions (emulated)").And.Contain("cycles = 1000 cycles (measured, 990..1010)").And.Contain("toolchain: gcc 12"));
    }

    [TestCase("", "is empty")]
    [TestCase("version 2\n", "b.txt:1: 'version 2' is not 'version 1'")]
    [TestCase("version 1\ncycles = 3 cycles (measured)", "b.txt:2:")]
    [TestCase("version 1\n[a]\n<<<<<<< HEAD", "b.txt:3:")]
    [TestCase("version 1\n[a]\n[b]\n[a]", "b.txt:4: job a is here twice")]
    public void A_damaged_file_names_the_line(string text, string message) =>
        Assert.That(() => BaselineFile.Parse(text, "b.txt"), Throws.TypeOf<UsageException>().With.Message.Contains(message));

    [TestCase(1000, null)]
    [TestCase(1001, "regression")]
    [TestCase(999, "improvement")]
    public void Emulated_figures_are_compared_to_the_instruction(double now, string? kind) =>
        Assert.That(Compare(Emulated, Emulated with { Value = now }).SingleOrDefault()?.Kind, Is.EqualTo(kind));

    [TestCase(1009, null, TestName = "within what the baseline saw")]
    [TestCase(1011, "regression", TestName = "beyond what it saw and the noise")]
    [TestCase(985, "improvement", TestName = "below what it saw")]
    [TestCase(991, null, TestName = "below the median, within what it saw")]
    public void Measured_figures_have_noise(double now, string? kind) =>
        Assert.That(Compare(Measured, Measured with { Value = now }).SingleOrDefault()?.Kind, Is.EqualTo(kind));

    [Test]
    public void A_quiet_counter_still_has_the_noise_of_the_config()
    {
        var quiet = Measured with { Low = 1000, High = 1000 };
        Assert.That(Compare(quiet, quiet with { Value = 1005 }), Is.Empty);
        Assert.That(Compare(quiet, quiet with { Value = 1006 }).Single().Kind, Is.EqualTo("regression"));
    }

    [Test]
    public void More_accuracy_is_better()
    {
        var accuracy = new FigureRecord("accuracy", 90, "%", "exact");
        Assert.That(Compare(accuracy, accuracy with { Value = 91 }).Single().Kind, Is.EqualTo("improvement"));
        Assert.That(Compare(accuracy, accuracy with { Value = 89 }).Single().Kind, Is.EqualTo("regression"));
    }

    [Test]
    public void Provenances_are_never_compared()
    {
        var changes = Compare(Measured, Measured with { Provenance = "emulated", Value = 5 });
        Assert.That(changes.Select(change => (change.Kind, change.Before, change.Now)), Is.EqualTo(new[] { ("gone", (double?)1000, (double?)null), ("new", null, 5) }));
    }

    [Test]
    public void A_gate_against_the_baseline_takes_the_place_of_equality() =>
        Assert.That(Compare(Emulated, Emulated with { Value = 1020 }, "instructions <= +3% against baseline").Single().Kind, Is.EqualTo("changed"));

    [Test]
    public void A_swapped_model_explains_everything_else()
    {
        var job = Job(Emulated);
        var other = job with { Identities = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["model"] = "cc", ["outputs"] = "dd", ["toolchain"] = "gcc 13" } };
        var changes = new BaselineComparison(0.5).Compare(other, BaselineEntry.Of(job), []);
        Assert.That(changes.Select(change => (change.Name, change.Kind)), Is.EqualTo(new[] { ("model", "regression"), ("toolchain", "changed") }));
        Assert.That(changes[0].Sentence, Is.EqualTo("the model file was swapped (model aa is now cc)"));
    }

    [Test]
    public void An_update_takes_sound_jobs_only_and_says_what_it_did()
    {
        var baseline = BaselineFile.Empty();
        var sound = Job(Emulated);
        NightRecord Night(params JobRecord[] jobs) => new() { Tool = "t", Name = "n", PlanSha256 = "", Jobs = jobs, Verdict = "pass", ExitCode = 0, Sentences = [] };
        IReadOnlyList<BaselineStep> Update(NightRecord night) => new BaselineUpdate(0.5).Apply(baseline, [night], "*", [.. night.Jobs.Select(job => job.Id)]);
        Assert.That(Update(Night(sound)).Single().What, Is.EqualTo("added"));
        Assert.That(Update(Night(sound)).Single().What, Is.EqualTo("same"));
        Assert.That(Update(Night(sound with { Figures = [Emulated with { Value = 1100 }], Outcome = Outcomes.Fail, Reasons = ["differs"] })).Single(), Has.Property("What").EqualTo("kept"));
        Assert.That(baseline.Entries[sound.Id].Figures.Single().Value, Is.EqualTo(1000));
        var changed = Update(Night(sound with { Figures = [Emulated with { Value = 1100 }], Outcome = Outcomes.Regression })).Single();
        Assert.That((changed.What, changed.Sentences.Single()), Is.EqualTo(("changed", "instructions 1,000 is now 1,100 instructions (emulated): +100, +10.00 %")));
        Assert.That(Update(Night(sound with { Id = "other" })).Select(step => step.What), Is.EqualTo(new[] { "added", "removed" }));
    }

    [Test]
    public void Several_nights_give_a_measured_figure_its_range()
    {
        var nights = new[] { 1000.0, 1004, 980 }.Select(value => Job(Measured with { Value = value, Low = value - 1, High = value + 2 })).ToList();
        Assert.That(BaselineEntry.Of(nights).Figures.Single(), Is.EqualTo(Measured with { Value = 1000, Low = 979, High = 1006 }));
    }
}
