using HilRig.Kernels.FixedPoint;
using HilRig.TestKit;
using HilRig.Vectors.Cases;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>The scalar primitives against the real library, 20,000 values each.</summary>
[Category(Shared.Category)]
public sealed class GoldenScalarTests
{
    [Test]
    public void Requantize_double_and_single()
    {
        foreach (var vector in Scalars("arm_nn_requantize"))
        {
            var rounding = vector.Find("params", "mode")?.GetString() == "single_rounding" ? Rounding.Single : Rounding.Double;
            var (value, multiplier, shift) = (Ints(vector, "val"), Ints(vector, "multiplier"), Ints(vector, "shift"));
            Check(vector, i => Requantization.Requantize(value[i], multiplier[i], shift[i], rounding));
        }
    }

    [Test]
    public void DoublingHighMult() => Binary("arm_nn_doubling_high_mult", "m1", "m2", FixedPointMath.DoublingHighMult);

    [Test]
    public void DoublingHighMultNoSat() => Binary("arm_nn_doubling_high_mult_no_sat", "m1", "m2", FixedPointMath.DoublingHighMultNoSat);

    [Test]
    public void DivideByPowerOfTwo() => Binary("arm_nn_divide_by_power_of_two", "dividend", "exponent", FixedPointMath.DivideByPowerOfTwo);

    [Test]
    public void MultByPowerOfTwo() => Binary("arm_nn_mult_by_power_of_two", "val", "exp", FixedPointMath.MultByPowerOfTwo);

    [Test]
    public void ExpOnNegativeValues() => Unary("arm_nn_exp_on_negative_values", GemmlowpMath.ExpOnNegativeValues);

    [Test]
    public void OneOverOnePlusX() => Unary("arm_nn_one_over_one_plus_x_for_x_in_0_1", GemmlowpMath.OneOverOnePlusX);

    private static IEnumerable<VectorCase> Scalars(string function) =>
        VectorFile.Read(Shared.Need("vectors", "dev", "_scalars.jsonl.gz")).Where(v => v.Function == function);

    private static int[] Ints(VectorCase vector, string name) => vector.Input(name)!.As<int>();

    private static void Unary(string function, Func<int, int> primitive)
    {
        foreach (var vector in Scalars(function))
        {
            var value = Ints(vector, "val");
            Check(vector, i => primitive(value[i]));
        }
    }

    private static void Binary(string function, string first, string second, Func<int, int, int> primitive)
    {
        foreach (var vector in Scalars(function))
        {
            var (a, b) = (Ints(vector, first), Ints(vector, second));
            Check(vector, i => primitive(a[i], b[i]));
        }
    }

    private static void Check(VectorCase vector, Func<int, int> actual)
    {
        var expected = vector.Outputs("out").Single(o => o.Name == "result").Tensor.As<int>();
        for (var i = 0; i < expected.Length; i++)
        {
            if (actual(i) != expected[i])
                Assert.Fail($"{vector.Id} element {i}: {actual(i)}, the library gives {expected[i]}");
        }
    }
}
