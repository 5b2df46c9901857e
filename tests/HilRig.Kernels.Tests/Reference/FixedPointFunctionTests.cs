using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Reference;

namespace HilRig.Kernels.Tests.Reference;

/// <summary>The reference's fixed-point functions against float64, as close as their polynomials and steps allow.</summary>
public sealed class FixedPointFunctionTests
{
    private static readonly KernelContext Context = new();

    [Test]
    public void Inverse_square_root_is_right_to_six_digits()
    {
        var random = new Random(1);
        var values = Enumerable.Range(2, 2000).Concat(Enumerable.Range(0, 2000).Select(_ => random.Next(2, int.MaxValue))).Append(int.MaxValue);
        foreach (var value in values)
        {
            var (multiplier, shift) = InverseSquareRoot.Of(value);
            Assert.That(Math.ScaleB(multiplier, shift - 31) * Math.Sqrt(value), Is.EqualTo(1).Within(2e-6), $"{value}");
        }
    }

    [Test]
    public void Inverse_square_root_of_nothing_is_the_largest_factor([Values(0, 1)] int value) =>
        Assert.That(InverseSquareRoot.Of(value), Is.EqualTo(new QuantizedMultiplier(int.MaxValue, 0)));

    [Test]
    public void Logarithm_is_right_to_a_millionth()
    {
        for (var value = 1 << 19; value > 0 && value < int.MaxValue - 100_003; value += 100_003)
            Assert.That(LogSoftmaxS8.Log(value) / Math.Pow(2, 26), Is.EqualTo(Math.Log(value / Math.Pow(2, 19))).Within(1e-6), $"{value}");
    }

    [TestCase(0.1f, 0)]
    [TestCase(0.02f, -128)]
    [TestCase(0.3f, 40)]
    public void Sigmoids_are_the_nearest_step_or_the_next(float scale, int zeroPoint)
    {
        var parameters = Sigmoid(scale, zeroPoint);
        for (int code = sbyte.MinValue; code <= sbyte.MaxValue; code++)
        {
            var x = scale * (double)(code - zeroPoint);
            var logistic = Math.Clamp(256 / (1 + Math.Exp(-x)) - 128, -128, 127);
            Assert.That(SigmoidS8.Logistic(Context, parameters, (sbyte)code), Is.EqualTo(logistic).Within(0.51), $"logistic of {x}");
            var tanh = Math.Clamp(128 * Math.Tanh(x), -128, 127);
            Assert.That(SigmoidS8.Tanh(Context, parameters, (sbyte)code), Is.EqualTo(tanh).Within(0.51), $"tanh of {x}");
        }
    }

    [Test]
    public void Quotients_are_the_nearest_step_or_the_next()
    {
        var parameters = new BasicMath.ElementwiseMulParams(3, -7, 5, QuantizedMultiplier.FromReal(12.5), new(sbyte.MinValue, sbyte.MaxValue));
        for (int a = sbyte.MinValue; a <= sbyte.MaxValue; a++)
            for (int b = sbyte.MinValue; b <= sbyte.MaxValue; b++)
            {
                // A numerator near 0 asks the C for shifts beyond 31.
                if (b == 7 || Math.Abs(a + 3) <= 4)
                    continue;
                var expected = Math.Clamp(12.5 * (a + 3) / (b - 7) + 5, sbyte.MinValue, sbyte.MaxValue);
                Assert.That(Quotient.Divide(Context, parameters, a, b), Is.EqualTo(expected).Within(0.51), $"{a} / {b}");
            }
    }

    [Test]
    public void A_denominator_of_zero_has_no_quotient()
    {
        var parameters = new BasicMath.ElementwiseMulParams(0, -7, 0, QuantizedMultiplier.FromReal(1), new(sbyte.MinValue, sbyte.MaxValue));
        Assert.That(() => Quotient.Divide(Context, parameters, 1, 7), Throws.TypeOf<KernelContractException>());
        Assert.That(() => Quotient.Divide(Context, 1, 0), Throws.TypeOf<KernelContractException>());
        Assert.That(Quotient.Divide(Context, int.MinValue, -1), Is.EqualTo(int.MinValue));
    }

    private static SigmoidParams Sigmoid(float scale, int zeroPoint)
    {
        var factor = QuantizedMultiplier.FromReal(scale * (double)(1 << 27));
        return new(zeroPoint, factor, (int)Math.Floor(15 * Math.ScaleB(1, 27 - factor.Shift)));
    }
}
