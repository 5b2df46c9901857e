using HilRig.Reporting.Statistics;

namespace HilRig.Reporting.Tests;

/// <summary>Change points on series that were planted.</summary>
public sealed class ChangePointTests
{
    [Test]
    public void Every_step_of_an_exact_series_is_reported() => Assert.That(
        ChangePoints.Of("emulated", [100, 100, 103, 103, 103, 102, 100]),
        Is.EqualTo(new ChangePoint[] { new(2, 100, 103, 0), new(5, 103, 102, 0), new(6, 102, 100, 0) }));

    [TestCase(new double[0])]
    [TestCase(new[] { 5.0 })]
    [TestCase(new[] { 5.0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 })]
    public void Nothing_changes_where_nothing_is(double[] values)
    {
        Assert.That(ChangePoints.Exact(values), Is.Empty);
        Assert.That(ChangePoints.Significant(values), Is.Empty);
    }

    [Test]
    public void A_step_in_noise_is_found_where_it_is([Values(20, 30, 45)] int at, [Range(1, 5)] int seed)
    {
        var found = ChangePoints.Of("measured", Series(60, seed, i => i < at ? 100 : 103));
        Assert.That(found, Has.Count.EqualTo(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found[0].At, Is.EqualTo(at).Within(1));
            Assert.That((found[0].Before, found[0].After), Is.EqualTo((100.0, 103.0)).Within(0.5));
            Assert.That(found[0].P, Is.LessThanOrEqualTo(ChangePoints.DefaultAlpha));
        }
    }

    [Test]
    public void A_step_is_found_after_some_nights_on_the_new_level()
    {
        int Found(int nights) => ChangePoints.Significant(Series(40 + nights, 3, i => i < 40 ? 100 : 110)).Count;
        Assert.That((Found(2), Found(5)), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Steps_up_and_down_are_found_apart([Range(1, 5)] int seed)
    {
        var found = ChangePoints.Significant(Series(90, seed, i => i is >= 30 and < 60 ? 104 : 100));
        Assert.That(found.Select(f => f.At), Is.EqualTo(new[] { 30, 60 }).Within(1));
        Assert.That(found.Select(f => Math.Sign(f.After - f.Before)), Is.EqualTo(new[] { 1, -1 }));
    }

    [Test]
    public void A_single_outlier_is_no_change([Values(0, 7, 30, 58, 59)] int at, [Values(3, 50, 1e6)] double size) =>
        Assert.That(ChangePoints.Significant(Series(60, 11, i => i == at ? 100 + size : 100)), Is.Empty);

    [Test]
    public void A_drift_is_reported_and_every_step_of_it_goes_its_way([Range(1, 5)] int seed) => Assert.That(
        ChangePoints.Significant(Series(80, seed, i => 100 + 0.1 * i)).Select(f => f.After - f.Before), Is.Not.Empty.And.All.Positive);

    // At 5 % a hundred of 2,000 series of noise are expected to show a change, with a standard deviation of ten.
    [TestCase(12, false)]
    [TestCase(50, false)]
    [TestCase(50, true)]
    public void Noise_alone_shows_a_change_as_rarely_as_asked_for(int nights, bool isHeavyTailed)
    {
        var random = new Random(nights);
        double[] Noise() => [.. Enumerable.Range(0, nights).Select(_ => isHeavyTailed ? 1 / (random.NextDouble() - 0.5) : Math.Round(8 * Normal(random)))];
        var wrong = Enumerable.Range(0, 2000).Count(_ => ChangePoints.Significant(Noise(), 0.05).Count > 0);
        Assert.That(wrong, Is.InRange(40, 130));
    }

    [Test]
    public void The_same_series_gives_the_same_answer()
    {
        var values = Series(70, 5, i => i < 33 ? 10 : 12);
        var first = ChangePoints.Significant(values);
        Assert.That(ChangePoints.Significant(values), Is.EqualTo(first).And.Not.Empty);
    }

    private static double[] Series(int count, int seed, Func<int, double> level)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => level(i) + 0.5 * Normal(random))];
    }

    // Box and Muller's transform.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
