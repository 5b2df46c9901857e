using CsCheck;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>From a range of real numbers to scale and zero point.</summary>
public sealed class RealRangeTests
{
    [TestCase(0f, 1f, 1f / 255, -128, TestName = "Positive_range_begins_at_the_lowest_code")]
    [TestCase(-1f, 0f, 1f / 255, 127, TestName = "Negative_range_ends_at_the_highest_code")]
    [TestCase(-1f, 1f, 2f / 255, -1, TestName = "Half_a_code_is_rounded_away_from_zero")]
    [TestCase(-1f, 3f, 4f / 255, -64, TestName = "Zero_point_is_nudged_to_a_whole_code")]
    [TestCase(2f, 5.1f, 5.1f / 255, -128, TestName = "Range_above_zero_is_widened_to_zero")]
    [TestCase(-5.1f, -2f, 5.1f / 255, 127, TestName = "Range_below_zero_is_widened_to_zero")]
    [TestCase(0f, 0f, 1f, -128, TestName = "Nothing_but_zero_has_scale_one")]
    [TestCase(float.MinValue, float.MaxValue, 2.668881e36f, -1, TestName = "Widest_range_does_not_overflow")]
    [TestCase(0f, 1e-45f, 1.17549435e-38f, -128, TestName = "Scale_is_never_below_the_smallest_normal")]
    public void Scale_and_zero_point(float min, float max, float scale, int zeroPoint) =>
        Assert.That(new RealRange(min, max).ToInt8(), Is.EqualTo(new TensorScale(scale, zeroPoint)));

    [Test]
    public void Zero_has_a_code_and_the_range_is_covered_to_half_a_step() =>
        Gen.Select(Gen.Float[-1000, 1000], Gen.Float[-1000, 1000]).Sample((a, b) => RequireCover(new(Math.Min(a, b), Math.Max(a, b))));

    [Test]
    public void Range_of_values()
    {
        Assert.That(RealRange.Of([3, -2, 1]), Is.EqualTo(new RealRange(-2, 3)));
        Assert.That(RealRange.Of([]), Is.Null);
        Assert.That(new RealRange(1, 2).Union(new(-3, -1)), Is.EqualTo(new RealRange(-3, 2)));
    }

    [TestCase(float.NaN)]
    [TestCase(float.NegativeInfinity)]
    public void Values_without_a_range_are_refused(float value) =>
        Assert.That(() => RealRange.Of([1, value]), Throws.ArgumentException.With.Message.Contains("finite"));

    private static void RequireCover(RealRange range)
    {
        var (scale, zeroPoint) = range.ToInt8();
        Assert.That(zeroPoint, Is.InRange(-128, 127));
        // A float32 scale is up to 2^-24 off, which 255 steps multiply.
        var slack = 0.5001 * scale;
        Assert.That((-128.0 - zeroPoint) * scale, Is.LessThanOrEqualTo(range.Min + slack));
        Assert.That((127.0 - zeroPoint) * scale, Is.GreaterThanOrEqualTo(range.Max - slack));
    }
}
