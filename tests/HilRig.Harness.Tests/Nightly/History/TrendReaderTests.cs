using HilRig.Harness.Nightly.History;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Tests.Nightly.History;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TrendReaderTests : IDisposable
{
    private readonly HistoryBench _bench = new();
    private readonly NightHistory _history;

    public TrendReaderTests()
    {
        _history = NightHistory.Open(_bench.Path);
        // The step of each night, in another order than they are added; the second and third are parts and must not count.
        foreach (var (night, step, shard) in new[] { (4, 1, null), (0, 0, null), (1, 7, "1/2"), (2, 8, "failed"), (3, 0, null), (5, 1, (string?)null) })
            _history.Add(SampleNights.Night(step) with { Shard = shard }, SampleNights.Times(night), $"run {night}");
    }

    public void Dispose()
    {
        _history.Dispose();
        _bench.Dispose();
    }

    private TrendRecord Instructions() => _history.Series(SampleNights.Name, new() { Model = "digits", Target = "*an386" }, "instructions").Single();

    [Test]
    public void A_figure_over_the_nights_is_in_order_with_its_change_point()
    {
        var series = Instructions();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((series.Model, series.Scheme, series.Target, series.Metric, series.Unit, series.Provenance),
                Is.EqualTo(("digits", "int32", "qemu:mps2-an386", "instructions", "instructions", "emulated")));
            Assert.That(series.Points.Select(point => point.Value), Is.EqualTo(new double[] { 1000, 1000, 1001, 1001 }));
            Assert.That(series.Points.Select(point => point.Night), Is.EqualTo(new[] { 0, 3, 4, 5 }.Select(night => SampleNights.First.AddDays(night))));
            Assert.That(series.Points[2].Commit, Is.EqualTo(SampleNights.Night(1).Commit));
            Assert.That(series.Changes, Is.EqualTo(new[] { new TrendChange(2, 1000, 1001) }));
        }
    }

    [Test]
    public void A_change_says_what_else_changed_in_that_night() =>
        Assert.That(_history.ChangedWith(SampleNights.Name, Instructions(), new(2, 1000, 1001)), Is.EqualTo(new[] { "firmware", "gcc 12.0 → 12.1" }));

    [Test]
    public void Nothing_else_changed_where_nothing_else_did() =>
        Assert.That(_history.ChangedWith(SampleNights.Name, Instructions(), new(3, 1001, 1001)), Is.Empty);

    [TestCase(null, "cycles,exact,instructions")]
    [TestCase("*", "cycles,exact,instructions,instructions[0 CONV_2D]")]
    [TestCase("instructions[*", "instructions[0 CONV_2D]")]
    [TestCase("instructions[0 CONV_2D]", "instructions[0 CONV_2D]")]
    [TestCase("instruction", "")]
    public void Figures_are_chosen_by_name_or_glob(string? metric, string expected)
    {
        var series = _history.Series(SampleNights.Name, new() { Model = "tiny", Target = "*an385" }, metric);
        Assert.That(string.Join(',', series.Select(s => s.Metric).Order(StringComparer.Ordinal)), Is.EqualTo(expected));
    }

    [Test]
    public void The_last_nights_are_the_youngest()
    {
        var series = _history.Series(SampleNights.Name, new() { Model = "digits", Target = "*an386", Last = 2 }, "instructions").Single();
        Assert.That(series.Points.Select(point => point.Night.Day), Is.EqualTo(new[] { SampleNights.First.AddDays(4).Day, SampleNights.First.AddDays(5).Day }));
    }

    [Test]
    public void Another_configs_job_of_the_same_id_is_another_series()
    {
        _history.Add(SampleNights.Night(40) with { Name = "other" }, SampleNights.Times(9), "other");
        Assert.That(Instructions().Points, Has.Count.EqualTo(4));
    }

    [Test]
    public void Provenances_and_sets_of_samples_are_series_of_their_own()
    {
        var job = SampleNights.Job("digits", "qemu:mps2-an386", 0);
        var twice = job with { Figures = [new("cycles", 5, "cycles", "measured"), new("cycles", 6, "cycles", "estimated")] };
        _history.Add(SampleNights.Night() with { Name = "two", Jobs = [twice, twice with { Id = "other", Data = "holdout" }] }, SampleNights.Times(), "two");
        var series = _history.Series("two", new(), "cycles");
        Assert.That(series.Select(s => $"{s.Data} {s.Provenance}"), Is.EquivalentTo(new[] { " measured", " estimated", "holdout measured", "holdout estimated" }));
        Assert.That(_history.Series("two", new() { Model = "digits@hold*" }, "cycles"), Has.Count.EqualTo(2));
    }

    [Test]
    public void What_is_no_number_stays_none_and_infinity_stays_infinite()
    {
        var job = SampleNights.Job("digits", "qemu:mps2-an386", 0) with { Figures = [new("rmse", double.NaN, "", "exact"), new("max", double.PositiveInfinity, "", "exact")] };
        _history.Add(SampleNights.Night() with { Name = "odd", Jobs = [job] }, SampleNights.Times(), "odd");
        Assert.That(_history.Series("odd", new(), "*").Select(s => s.Points.Single().Value), Is.EqualTo(new[] { double.NaN, double.PositiveInfinity }));
    }
}
