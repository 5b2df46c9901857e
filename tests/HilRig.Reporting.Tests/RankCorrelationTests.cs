using HilRig.Reporting.Statistics;

namespace HilRig.Reporting.Tests;

public sealed class RankCorrelationTests
{
    [TestCase(new[] { 1.0, 2, 3, 4 }, new[] { 10.0, 20, 30, 1000 }, 1)]
    [TestCase(new[] { 1.0, 2, 3, 4 }, new[] { 4.0, 3, 2, 1 }, -1)]
    // Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 - 6 * 4 / (5 * 24).
    [TestCase(new[] { 1.0, 2, 3, 4, 5 }, new[] { 2.0, 1, 4, 3, 5 }, 0.8)]
    // Ties share a rank: 1.5 1.5 3 against 1 2 3.
    [TestCase(new[] { 7.0, 7, 9 }, new[] { 1.0, 2, 3 }, 0.8660254037844386)]
    [TestCase(new[] { 5.0, 5, 5 }, new[] { 5.0, 5, 5 }, 1)]
    [TestCase(new[] { 5.0, 5, 5 }, new[] { 1.0, 2, 3 }, 0)]
    [TestCase(new[] { 5.0 }, new[] { 1.0 }, 1)]
    public void Orders_are_compared(double[] first, double[] second, double expected) =>
        Assert.That(RankCorrelation.Spearman(first, second), Is.EqualTo(expected).Within(1e-12));
}
