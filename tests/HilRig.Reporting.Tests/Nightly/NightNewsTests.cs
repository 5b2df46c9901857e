using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Tests.Nightly;

/// <summary>What is new in a night, on nights whose difference was planted.</summary>
public sealed class NightNewsTests
{
    private static readonly NightRecord Green = SampleNight.Green;

    [Test]
    public void Nothing_changed_is_said_to_the_instruction()
    {
        var news = NightNews.Between(Green, Green with { Commit = "other", Sentences = ["in other words"] });
        Assert.That(news.IsUnchanged, Is.True);
        Assert.That(news.Headline,
            Is.EqualTo("Nothing changed since the last green night (commit 0123456789): 40 jobs and 240 figures are the same, to the instruction."));
    }

    [Test]
    public void Without_counters_there_is_no_instruction_to_be_the_same_to()
    {
        var night = Each(Green, j => j with { Figures = [j.Figures[2]] });
        Assert.That(NightNews.Between(night, night).Headline, Does.EndWith("40 figures are the same."));
    }

    [Test]
    public void What_is_no_number_is_the_same_as_itself_and_other_than_a_number()
    {
        var night = SampleNight.Night([Green.Jobs[0] with { Figures = [new("rmse", double.NaN, "", "exact")] }]);
        Assert.That(NightNews.Between(night, night).IsUnchanged, Is.True);
        Assert.That(NightNews.Between(night, SampleNight.Night([night.Jobs[0] with { Figures = [new("rmse", 1, "", "exact")] }])).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_single_instruction_is_a_change()
    {
        var news = NightNews.Between(Green, Each(Green, (j, i) =>
            i == 3 ? j with { Figures = [j.Figures[0], j.Figures[1] with { Value = j.Figures[1].Value + 1 }, .. j.Figures.Skip(2)] } : j));
        Assert.That(Told(news),
            Is.EqualTo(new[] { $"worse {Green.Jobs[3].Id}: instructions (emulated) +0.00009 %, from 1,101,000 instructions to 1,101,001 instructions" }));
        Assert.That(news.IsUnchanged, Is.False);
    }

    [Test]
    public void Forty_jobs_that_got_slower_on_one_board_are_one_line_with_the_range()
    {
        var jobs = Enumerable.Range(0, 40).Select(i => SampleNight.Job($"m{i}", "int32", SampleNight.Board, 1_000_000)).ToList();
        var news = NightNews.Between(SampleNight.Night(jobs), SampleNight.Night([.. jobs.Select((j, i) => SampleNight.Slower(j, 1.03 + 0.0001 * i))]));
        Assert.That(Told(news), Is.EqualTo(new[] { "worse qemu:mps2-an386: instructions (emulated) +3.0 % to +3.4 % in 40 jobs" }));
        Assert.That(news.Items[0].Jobs, Is.EqualTo(jobs.Select(j => j.Id)));
        Assert.That(news.Items[0].Details, Has.One.EqualTo("CONV_2D: +3.0 % to +3.4 % in 40 operators").And.One.StartsWith("most in m39/int32/qemu:mps2-an386: +3.4 %"));
    }

    [Test]
    public void Gates_and_exactness_come_first_then_figures_then_the_rest() => Assert.That(Told(NightNews.Between(Green, SampleNight.Red)), Is.EqualTo(new[]
    {
        "exactness digits/int8:channel-shift/qemu:mps2-an386: differs from the simulator",
        "gate kws_int8/int32/qemu:mps2-an386: arena <= 8KiB does not hold: arena (exact) +13.1 %, from 7,840 B to 8,864 B",
        $"failure {SampleNight.Hostile}/int32/qemu:mps2-an386: failed",
        "failure old/*: the quarantine of old/* ran out on 2026-11-20; mend the jobs or extend it",
        "infrastructure kws_int8/int16:channel-shift/qemu:mps3-an547: ended by infrastructure",
        "regression qemu:mps2-an386: worse than the baseline: instructions (emulated) +3.0 % to +3.8 % in 5 jobs",
        "regression kws_int8/int8:saturate/qemu:mps2-an386: worse than the baseline: accuracy (exact) −77.1 pp, from 98.8 % to 21.7 %",
        "not run ic_resnet8/int32/qemu:mps3-an547: quarantined until 2026-12-01 by mira: retraining is under way",
        "not run ic_resnet8/int8:channel-shift/qemu:mps3-an547: not run: no room on the board: 3,120 bytes lack",
        $"new jobs {SampleNight.Hostile}/int32/qemu:mps2-an386: the job is new",
    }));

    [Test]
    public void Without_an_earlier_night_what_did_not_pass_is_told()
    {
        var news = NightNews.Between(null, SampleNight.Red);
        Assert.That(news.Headline, Is.EqualTo("There is no earlier green night to compare with."));
        Assert.That(news.IsUnchanged, Is.False);
        Assert.That(news.Items.Select(i => i.Kind).Distinct(), Is.EqualTo(new[] { "exactness", "gate", "failure", "infrastructure", "regression", "not run" }));
    }

    [Test]
    public void Provenances_are_never_compared()
    {
        static FigureRecord Measured(FigureRecord f) => f.Name == "instructions" ? f with { Value = 2 * f.Value, Provenance = "measured" } : f;
        var measured = Each(Green, j => j with { Figures = [.. j.Figures.Select(Measured)] });
        Assert.That(Told(NightNews.Between(Green, measured)),
            Is.EquivalentTo(new[] { "qemu:mps2-an386", "qemu:mps3-an547" }.Select(t => $"changed {t}: instructions (measured) is a new figure in 20 jobs")));
        var lost = Each(Green, j => j with { Figures = [.. j.Figures.Where(f => f.Name != "arena")] });
        Assert.That(Told(NightNews.Between(Green, lost)), Has.All.EndsWith("arena (exact) is gone in 20 jobs"));
    }

    [Test]
    public void A_swapped_model_and_another_firmware_are_named()
    {
        var news = NightNews.Between(Green, Each(Green, j =>
            j.Model == "digits" ? Identity(j, "model", new('b', 64)) : j.Target == SampleNight.Board ? Identity(j, "firmware", new('c', 64)) : j));
        Assert.That(Told(news), Is.EquivalentTo(new[]
        {
            $"identity qemu:mps2-an386: firmware {SampleNight.Sha(SampleNight.Board)[..10]} → cccccccccc in 15 jobs",
            $"identity digits: model {SampleNight.Sha("digits")[..10]} → bbbbbbbbbb in 10 jobs",
        }));
    }

    [Test]
    public void A_hash_that_differs_in_every_job_is_one_line()
    {
        var night = Each(Green, j => Identity(j, "outputs", SampleNight.Sha(j.Id)));
        Assert.That(Told(NightNews.Between(night, Each(night, j => Identity(j, "outputs", SampleNight.Sha(j.Id + "other"))))),
            Is.EqualTo(new[] { "identity 2 targets: outputs is another in 40 jobs" }));
    }

    [Test]
    public void Tools_and_the_plan_are_compared()
    {
        var tools = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["qemu-system-arm"] = "10.0" };
        Assert.That(Told(NightNews.Between(Green, Green with { Tools = tools, Tool = "hilrig 0.2.0", PlanSha256 = new('d', 64) })), Is.EqualTo(new[]
        {
            "identity tools: hilrig 0.1.0 → hilrig 0.2.0", "identity tools: arm-none-eabi-gcc 12.2.1 → none", "identity tools: qemu-system-arm 7.2.22 → 10.0",
            "identity plan: the plan is another: aaaaaaaaaa → dddddddddd",
        }));
    }

    [Test]
    public void A_model_that_came_and_one_that_went_are_a_line_each()
    {
        var now = SampleNight.Night([.. Green.Jobs.Where(j => j.Model != "digits"), SampleNight.Job("new", "int32", "host"),
            SampleNight.Job("new", "int8:saturate", "host")]);
        Assert.That(Told(NightNews.Between(Green, now)), Is.EqualTo(new[] { "gone jobs digits: 10 jobs are gone", "new jobs new: 2 jobs are new" }));
    }

    [Test]
    public void What_is_mended_is_told_with_what_it_was()
    {
        var before = Each(Green, (j, i) => i == 0 ? j with { Outcome = Outcomes.Quarantined, Quarantine = new("*", "flaky", "me", "2026-12-01") } : j);
        Assert.That(Told(NightNews.Between(before, Green)), Is.EqualTo(new[] { "mended digits/int32/qemu:mps2-an386: passes again; before: quarantined" }));
    }

    [Test]
    public void A_mismatch_that_moved_and_a_gate_of_an_excused_job_are_news()
    {
        var differs = SampleNight.Red.Jobs[4] with { Outcome = Outcomes.Quarantined };
        var (before, now) = (SampleNight.Night([differs, Green.Jobs[0]]),
            SampleNight.Night([differs with { First = Moved(differs) }, Green.Jobs[0] with { Gates = [Green.Jobs[0].Gates[0] with { Passed = false }] }]));
        Assert.That(Told(NightNews.Between(before, now)), Is.EqualTo(new[] { "gate digits/int32/qemu:mps2-an386: arena <= 8KiB holds no longer",
            $"not run {differs.Id}: quarantined; as before, but elsewhere" }));
    }

    [Test]
    public void Better_figures_and_wider_spreads_are_told_apart()
    {
        var before = Each(Green, j => j with { Figures = [new("cycles", 1_000, "cycles", "estimated", 990, 1_010), new("flash", 100, "B", "exact")] });
        var news = NightNews.Between(before, Each(before, j => j with { Figures = [j.Figures[0] with { High = 1_200 }, j.Figures[1] with { Value = 90 }] }));
        Assert.That(Told(news), Is.EquivalentTo(new[] { "qemu:mps2-an386", "qemu:mps3-an547" }.SelectMany(t => new[]
        {
            $"changed {t}: cycles (estimated) spreads otherwise over the samples in 20 jobs", $"better {t}: flash (exact) −10.0 % in 20 jobs",
        })));
    }

    [Test]
    public void A_measured_figure_is_another_only_beyond_what_the_earlier_night_saw()
    {
        NightRecord Night(double value) => SampleNight.Night([Green.Jobs[0] with { Figures = [new("cycles", value, "cycles", "measured", value - 10, value + 10)] }]);
        Assert.That(NightNews.Between(Night(1_000), Night(1_009)).Headline, Does.EndWith("1 job and 1 figure is the same; measured ones lie within their spread."));
        Assert.That(Told(NightNews.Between(Night(1_000), Night(1_011))),
            Is.EqualTo(new[] { "worse digits/int32/qemu:mps2-an386: cycles (measured) +1.1 %, from 1,000 cycles to 1,011 cycles" }));
    }

    [Test]
    public void A_part_of_a_night_misses_no_jobs() =>
        Assert.That(NightNews.Between(Green, Green with { Shard = "1/4", Jobs = [.. Green.Jobs.Take(10)] }).IsUnchanged, Is.True);

    [Test]
    public void A_job_that_is_other_than_its_baseline_says_in_what()
    {
        var job = Green.Jobs[0] with
        {
            Outcome = Outcomes.Regression, Reasons = ["r"], Changes = [new("model", "regression", null, null, "", "", "the model file was swapped"),
                new("stack", "gone", 1, null, "B", "exact", "stack is gone")],
            Gates = [new("instructions <= +1% against baseline", SampleNight.Board, 3.2, "%", false, "too slow")],
        };
        Assert.That(Told(NightNews.Between(null, SampleNight.Night([job]))),
            Is.EqualTo(new[] { $"regression {job.Id}: worse than the baseline in model, stack, instructions" }));
    }

    private static MismatchRecord Moved(JobRecord job) => job.First! with { Operator = 7, Layer = "operator 7 ADD version 1 'sum'" };

    private static JobRecord Identity(JobRecord job, string name, string value) =>
        job with { Identities = new SortedDictionary<string, string>(job.Identities.ToDictionary(), StringComparer.Ordinal) { [name] = value } };

    private static NightRecord Each(NightRecord night, Func<JobRecord, JobRecord> change) => Each(night, (j, _) => change(j));

    private static NightRecord Each(NightRecord night, Func<JobRecord, int, JobRecord> change) => night with { Jobs = [.. night.Jobs.Select(change)] };

    private static IEnumerable<string> Told(NightNews news) => news.Items.Select(i => $"{i.Kind} {i.Subject}: {i.Sentence}");
}
