using HilRig.Reporting.Statistics;

namespace HilRig.Reporting.Tests;

/// <summary>Statistics against values worked out by hand or from tables.</summary>
public sealed class StatisticsTests
{
    [TestCase(0, 0, 1.0)]
    [TestCase(0, 5, 0.0625)]
    [TestCase(5, 0, 0.0625)]
    [TestCase(1, 9, 0.021484375)]
    [TestCase(4, 4, 1.0)]
    [TestCase(0, 1, 1.0)]
    public void McNemar_is_the_exact_two_sided_binomial(int gained, int lost, double p) =>
        Assert.That(McNemar.PValue(gained, lost), Is.EqualTo(p).Within(1e-12));

    [Test]
    public void McNemar_does_not_overflow_on_many_pairs() =>
        Assert.That(McNemar.PValue(0, 5000), Is.GreaterThanOrEqualTo(0).And.LessThan(1e-300));

    // Newcombe (1998), table I, method 3.
    [TestCase(81, 263, 0.2553, 0.3662)]
    [TestCase(15, 148, 0.0624, 0.1605)]
    [TestCase(0, 20, 0.0000, 0.1611)]
    public void Wilson_equals_the_published_intervals(int right, int total, double low, double high)
    {
        var interval = Wilson.Interval(right, total);
        Assert.That(interval.Low, Is.EqualTo(low).Within(5e-5));
        Assert.That(interval.High, Is.EqualTo(high).Within(5e-5));
    }

    [Test]
    public void Wilson_of_nothing_is_everything() => Assert.That(Wilson.Interval(0, 0), Is.EqualTo((0.0, 1.0)));

    [Test]
    public void Step_error_counts_largest_mean_and_equal_elements()
    {
        var error = StepError.Between([1, 2, 3, 4], [1, 4, 3, 3]);
        Assert.That(error, Is.EqualTo(new StepError(Math.Sqrt(5.0 / 4), 2, -0.25, 2, 4)));
        Assert.That(error.IsExact, Is.False);
        Assert.That(error.EqualShare, Is.EqualTo(0.5));
    }

    [Test]
    public void The_predicted_class_is_the_lowest_index_among_equal_maxima() =>
        Assert.That(Answers.ArgMax([1, 7, 7, 2]), Is.EqualTo(1));

    [Test]
    public void Answers_are_counted_against_labels_and_against_each_other()
    {
        int[] predictions = [1, 2, 3, 4], reference = [1, 2, 0, 0], labels = [1, 0, 3, 0];
        Assert.That(Answers.Right(predictions, labels), Is.EqualTo(2));
        Assert.That(Answers.Changed(predictions, reference), Is.EqualTo(2));
        // One gained (sample 2), one lost (sample 3): no evidence.
        Assert.That(Answers.PairedP(predictions, reference, labels), Is.EqualTo(1));
    }
}
