using System.Numerics;
using CsCheck;
using HilRig.Kernels.Bias;
using HilRig.Kernels.FixedPoint;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>Widening against arbitrary-precision arithmetic.</summary>
public sealed class WideningTests
{
    [Test]
    public void A_multiplier_equals_the_rational_definition() =>
        Gen.Select(Gen.Int[short.MinValue, short.MaxValue], Gen.Int[1 << 30, int.MaxValue], Gen.Int[-40, 62]).Sample(
            (q, multiplier, shift) => Widening.Multiply(q, new(multiplier, shift)) == Exact(q, multiplier, shift), iter: 200_000);

    [Test]
    public void A_shift_saturates_instead_of_wrapping() =>
        Gen.Select(Gen.Int[short.MinValue, short.MaxValue], Gen.Int[0, 62]).Sample(
            (q, shift) => Widening.Shift(q, shift) == Saturate((BigInteger)q << shift), iter: 100_000);

    [Test]
    public void A_power_of_two_multiplier_is_the_shift_itself() =>
        Gen.Select(Gen.Int[short.MinValue, short.MaxValue], Gen.Int[0, 30]).Sample(
            (q, shift) => Widening.Multiply(q, QuantizedMultiplier.FromReal(Math.ScaleB(1, shift))) == Widening.Shift(q, shift), iter: 100_000);

    // q * multiplier * 2^(shift - 31), halves away from zero, saturated.
    private static int Exact(int q, int multiplier, int shift)
    {
        var product = (BigInteger)q * multiplier;
        var exponent = shift - 31;
        if (exponent >= 0)
            return Saturate(product << exponent);
        var half = BigInteger.One << (-exponent - 1);
        var magnitude = (BigInteger.Abs(product) + half) >> -exponent;
        return Saturate(product.Sign * magnitude);
    }

    private static int Saturate(BigInteger value) => (int)BigInteger.Max(int.MinValue, BigInteger.Min(int.MaxValue, value));
}
