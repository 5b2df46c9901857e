using HilRig.Harness.Boards;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Nightly.Plan;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Nightly;

public sealed class NightlyPlanTests
{
    private static readonly string Models = Checkout.PathOf("fixtures", "models");
    private static readonly string Digits = Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin");

    private static NightlyPlan Plan(string more, string? model = null) => NightlyPlan.Of(
        ConfigFile.Parse($"name: n\nmodels: {{ digits: {{ path: {model ?? $"{Models}/digits_int8.tflite"}, inputs: {Digits}, samples: 5 }} }}\n{more}", "/lab/hilrig.yml"),
        BoardCatalog.Load(Checkout.PathOf("firmware")));

    [Test]
    public void Jobs_are_models_by_schemes_by_targets_in_order()
    {
        var plan = Plan("schemes: [int32, int8]\ntargets: [sim:c, host]");
        Assert.That(plan.Jobs.Select(job => job.Id), Is.EqualTo(new[]
        {
            "digits/int32/sim:c", "digits/int32/host", "digits/int8:channel-shift/sim:c", "digits/int8:channel-shift/host",
        }));
        Assert.That(plan.Jobs.Select(job => job.Index), Is.EqualTo(Enumerable.Range(0, 4)));
    }

    [Test]
    public void A_glob_is_every_board_of_the_emulator_once()
    {
        var plan = Plan("targets: [qemu:mps2-an386, 'qemu:*']");
        var boards = BoardCatalog.Load(Checkout.PathOf("firmware")).Boards.Where(b => b.Emulators.Any(e => e.Kind == "qemu")).Select(b => $"qemu:{b.Id}");
        Assert.That(plan.Jobs.Select(job => job.Target), Is.EquivalentTo(boards));
    }

    [Test]
    public void What_is_excluded_is_told_and_not_planned()
    {
        var plan = Plan("schemes: [int32, int8]\ntargets: [sim:c, sim:dsp]\nexclude: [{ jobs: '*/int8*/sim:dsp', reason: known }]");
        Assert.That(plan.Jobs, Has.Count.EqualTo(3));
        Assert.That(plan.Excluded, Is.EqualTo(new[] { ("digits/int8:channel-shift/sim:dsp", "known") }));
    }

    [TestCase("targets: ['qemu:nothing*']", "meets no emulated board; there are ")]
    [TestCase("targets: [float]", "nothing to be equal to")]
    [TestCase("targets: [sim]\nexclude: [{ jobs: 'dogits/*', reason: x }]", "exclude 'dogits/*' meets no job; ids look like digits/int32/sim")]
    [TestCase("targets: [sim]\nexclude: [{ jobs: '*', reason: x }]", "plans no job")]
    public void What_cannot_be_planned_says_why(string more, string message) =>
        Assert.That(() => Plan(more), Throws.TypeOf<UsageException>().With.Message.Contains(message));

    [Test]
    public void A_missing_file_is_named() => Assert.That(
        () => Plan("targets: [sim]", "/lab/none.tflite"), Throws.TypeOf<UsageException>().With.Message.Contains("models.digits names /lab/none.tflite"));

    [Test]
    public void The_hash_is_of_what_is_found_and_not_of_how_it_is_run()
    {
        var plan = Plan("targets: [sim:c]").Sha256;
        Assert.That(Plan("targets: [sim:c]\njobs: 1\nretries: 3\nbaseline: b.txt\nhooks: { after: x }").Sha256, Is.EqualTo(plan));
        Assert.That(Plan("targets: [sim:c]\ngates: ['arena <= 3KiB']").Sha256, Is.Not.EqualTo(plan));
        Assert.That(Plan("targets: [sim:c]", $"{Models}/tiny_int8.tflite").Sha256, Is.Not.EqualTo(plan));
    }

    [Test]
    public void Shards_share_the_jobs_without_rest()
    {
        var jobs = Plan("schemes: [int32, int8, int16]\ntargets: [sim:c, sim:dsp, sim:mve, host]").Jobs;
        var parts = Enumerable.Range(1, 5).Select(k => jobs.Where(new Shard(k, 5).Has).Select(job => job.Id).ToList()).ToList();
        Assert.That(parts.SelectMany(part => part), Is.EquivalentTo(jobs.Select(job => job.Id)));
        Assert.That(parts.Select(part => part.Count), Is.All.InRange(2, 3));
    }

    [TestCase("2/4", "2/4")]
    [TestCase("1/1", "1/1")]
    public void A_subset_is_parsed(string text, string shown) => Assert.That(Shard.Parse(text).ToString(), Is.EqualTo(shown));

    [TestCase("0/4"), TestCase("5/4"), TestCase("a/4"), TestCase("4"), TestCase("1/0"), TestCase("-1/4")]
    public void A_wrong_subset_names_the_legal_ones(string text) =>
        Assert.That(() => Shard.Parse(text), Throws.TypeOf<UsageException>().With.Message.Contains("legal are 1/N to N/N"));

    [TestCase("SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=1", "3/4")]
    [TestCase("SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=0", "4/4")]
    [TestCase("JOB_COMPLETION_INDEX=0 HILRIG_SHARDS=2", "1/2")]
    public void An_engine_says_which_part_this_is(string environment, string shown) =>
        Assert.That(Shard.Parse("auto", Variables(environment)).ToString(), Is.EqualTo(shown));

    [TestCase("", "neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX")]
    [TestCase("JOB_COMPLETION_INDEX=0", "HILRIG_SHARDS is not set")]
    [TestCase("SLURM_ARRAY_TASK_ID=0", "SLURM_ARRAY_TASK_COUNT is not set")]
    [TestCase("SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=1", "without gaps")]
    [TestCase("JOB_COMPLETION_INDEX=x HILRIG_SHARDS=2", "is 'x', which is no number")]
    public void An_engine_that_says_too_little_is_told_of(string environment, string message) =>
        Assert.That(() => Shard.Parse("auto", Variables(environment)), Throws.TypeOf<UsageException>().With.Message.Contains(message));

    private static Func<string, string?> Variables(string text)
    {
        var set = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
        return set.GetValueOrDefault;
    }
}
