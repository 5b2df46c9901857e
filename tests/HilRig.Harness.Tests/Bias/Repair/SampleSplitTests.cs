using HilRig.Harness.Bias.Repair;

namespace HilRig.Harness.Tests.Bias.Repair;

/// <summary>No sample is fitted and judged.</summary>
public sealed class SampleSplitTests
{
    [Test]
    public void The_first_are_fitted()
    {
        var split = SampleSplit.First(10, 4);
        Assert.That((split.Fit, split.Judged), Is.EqualTo((new[] { 0, 1, 2, 3 }, new[] { 4, 5, 6, 7, 8, 9 })));
    }

    [TestCase(10, 0.5, 5)]
    [TestCase(1000, 0.2, 200)]
    [TestCase(2, 0.5, 1)]
    public void A_drawn_share_judges(int count, double holdout, int judged)
    {
        var split = SampleSplit.Random(count, holdout, 1);
        Assert.That(split.Judged, Has.Length.EqualTo(judged));
        Assert.That(split.Fit.Concat(split.Judged).Order(), Is.EqualTo(Enumerable.Range(0, count)));
    }

    [Test]
    public void A_seed_draws_the_same_again()
    {
        var drawn = SampleSplit.Random(100, 0.5, 7).Fit;
        Assert.That(SampleSplit.Random(100, 0.5, 7).Fit, Is.EqualTo(drawn));
        Assert.That(SampleSplit.Random(100, 0.5, 8).Fit, Is.Not.EqualTo(drawn));
    }

    [TestCase(0)]
    [TestCase(10)]
    public void Nothing_to_fit_or_to_judge_is_refused(int fit) =>
        Assert.That(() => SampleSplit.First(10, fit), Throws.TypeOf<UsageException>().With.Message.Contains("legal are 1 to 9"));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void A_share_of_none_or_all_is_refused(double holdout) =>
        Assert.That(() => SampleSplit.Random(10, holdout, 1), Throws.TypeOf<UsageException>().With.Message.Contains("--holdout"));
}
