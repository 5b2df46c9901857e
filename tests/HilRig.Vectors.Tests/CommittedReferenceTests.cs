using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.TestKit;

namespace HilRig.Vectors.Tests;

/// <summary>The reference models that every clone has: bit-equal in both roundings, at every width of this machine.</summary>
public sealed class CommittedReferenceTests
{
    private const int Operators = 93;

    private static IEnumerable<VectorWidth> Widths => Enum.GetValues<VectorWidth>().Where(VectorWidths.IsSupported);

    [Test]
    public void Every_operator([Values] Rounding rounding, [ValueSource(nameof(Widths))] VectorWidth width)
    {
        var results = VectorSuite.Run([Checkout.PathOf("fixtures", "operators")], new(rounding, Width: width));
        var others = results.SelectMany(r => r.Results).Where(r => r.Outcome != CaseOutcome.Passed).Select(r => $"{r.Id}: {r.Message}");
        Assert.That(others, Is.Empty);
        Assert.That(results, Has.Count.EqualTo(Operators + 1), "operators, and chains of them");
    }
}
