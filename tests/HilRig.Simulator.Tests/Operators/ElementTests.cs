using System.Runtime.InteropServices;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.ArgMinMax;
using HilRig.Simulator.Operators.Sums;

namespace HilRig.Simulator.Tests.Operators;

/// <summary>Operators that compute elements alone or along an axis, where the recorded references do not reach.</summary>
public sealed class ElementTests
{
    [Test]
    public void Both_sides_are_broadcast([Range(1, 6)] int rank, [Range(0, 9)] int seed)
    {
        var random = new Random(seed);
        var output = NaiveTensor.Shape(random, rank);
        var (left, right) = (Part(random, output), Part(random, output));
        if (!output.Select((extent, d) => Math.Max(At(left, d, rank), At(right, d, rank)) == extent).All(equal => equal))
            left = output;
        var expected = NaiveTensor.Indices(output).Select(index => (short)Math.Max(Flat(left, index), Flat(right, index)));
        var model = new OneOperator(BuiltinOperator.Maximum).Input(ElementType.Int16, left).Input(ElementType.Int16, right).Output(ElementType.Int16, output);
        Assert.That(model.Run<short, short>([.. NaiveTensor.Numbered(left), .. NaiveTensor.Numbered(right)]), Is.EqualTo(expected));
    }

    [Test]
    public void Select_broadcasts_all_three([Values(ElementType.Int8, ElementType.Int16, ElementType.Float32, ElementType.Int64)] ElementType type)
    {
        var size = (int)type.BytesFor(1);
        byte[] Element(byte fill) => [.. Enumerable.Repeat(fill, size)];
        var model = new OneOperator(BuiltinOperator.SelectV2)
            .Input(ElementType.Bool, 2, 1).Input(type, 2).Input(type, 1).Output(type, 2, 2);
        byte[] input = [1, 0, .. Element(5), .. Element(6), .. Element(9)];
        Assert.That(model.Run(input), Is.EqualTo(new byte[][] { Element(5), Element(6), Element(9), Element(9) }.SelectMany(b => b)));
    }

    [Test]
    public void Floor_division_and_remainder_make_up_the_number()
    {
        int[] numbers = [-7, -6, -1, 0, 1, 6, 7, int.MinValue, int.MaxValue], divisors = [-3, -2, -1, 1, 2, 3, int.MinValue, int.MaxValue];
        var pairs = numbers.SelectMany(n => divisors.Select(d => (Number: n, Divisor: d))).Where(p => p != (int.MinValue, -1)).ToArray();
        int[] input = [.. pairs.Select(p => p.Number), .. pairs.Select(p => p.Divisor)];
        var quotients = Whole(BuiltinOperator.FloorDiv, pairs.Length).Run<int, int>(input);
        var remainders = Whole(BuiltinOperator.FloorMod, pairs.Length).Run<int, int>(input);
        for (var i = 0; i < pairs.Length; i++)
        {
            Assert.That((long)quotients[i] * pairs[i].Divisor + remainders[i], Is.EqualTo(pairs[i].Number), $"{pairs[i]}");
            Assert.That(Math.Sign(remainders[i]), Is.AnyOf(0, Math.Sign(pairs[i].Divisor)), $"{pairs[i]}");
        }
    }

    [Test]
    public void A_denominator_of_zero_is_refused()
    {
        var real = new OneOperator(BuiltinOperator.FloorDiv).Input(ElementType.Float32, 1).Input(ElementType.Float32, 1).Output(ElementType.Float32, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => real.Run<float, float>(1, 0), Throws.InstanceOf<ModelException>().With.Message.Contains("FLOOR_DIV"));
            Assert.That(() => Whole(BuiltinOperator.FloorDiv, 1).Run<int, int>(1, 0), Throws.InstanceOf<ModelException>());
            Assert.That(() => Whole(BuiltinOperator.FloorMod, 1).Run<int, int>(1, 0), Throws.InstanceOf<ModelException>());
        }
    }

    [Test]
    public void A_root_of_less_than_zero_is_refused()
    {
        var model = new OneOperator(BuiltinOperator.Rsqrt).Input(ElementType.Int8, 1).Output(ElementType.Int8, 1);
        Assert.That(() => model.WithScale(0.5f, 3).Run<sbyte, sbyte>(2), Throws.InstanceOf<ModelException>().With.Message.Contains("code 2"));
        Assert.That(model.Run<sbyte, sbyte>(3), Is.EqualTo(new sbyte[] { 127 }));
    }

    [TestCase(ElementType.Int8, new int[] { 127, -128, 44, -1, 0, 3, -3, 0 })]
    [TestCase(ElementType.Int16, new int[] { 127, -128, 300, -1, 0, 3, -3, 0 })]
    [TestCase(ElementType.Int32, new int[] { 127, -128, 300, int.MaxValue, int.MinValue, 3, -3, 0 })]
    public void Casts_of_reals_go_toward_zero_and_saturate_at_32_bits(ElementType type, int[] expected)
    {
        float[] values = [127.9f, -128.9f, 300, 3e9f, -3e9f, 3.99f, -3.99f, float.NaN];
        var bytes = new OneOperator(BuiltinOperator.Cast).Input(ElementType.Float32, 8).Output(type, 8).Run(OneOperator.Bytes<float>(values));
        int[] got = type switch
        {
            ElementType.Int8 => [.. MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray().Select(x => (int)x)],
            ElementType.Int16 => [.. MemoryMarshal.Cast<byte, short>(bytes).ToArray().Select(x => (int)x)],
            _ => MemoryMarshal.Cast<byte, int>(bytes).ToArray(),
        };
        Assert.That(got, Is.EqualTo(expected));
    }

    [Test]
    public void Halves_round_to_even() => Assert.That(
        new OneOperator(BuiltinOperator.Round).Input(ElementType.Float32, 6).Output(ElementType.Float32, 6)
            .Run<float, float>(0.5f, 1.5f, 2.5f, -0.5f, -1.5f, 1e20f),
        Is.EqualTo(new float[] { 0, 2, 2, 0, -2, 1e20f }));

    [Test]
    public void Sums_run_along_any_axis([Range(0, 3)] int axis, [Values] bool exclusive, [Values] bool reverse)
    {
        int[] shape = [2, 3, 4, 2];
        float[] values = [.. NaiveTensor.Numbered(shape).Select(x => x * 3f % 17)];
        var expected = NaiveTensor.Indices(shape).Select(index => Enumerable.Range(0, shape[axis])
            .Where(i => (reverse ? index[axis] - i : i - index[axis]) is var ahead && (ahead < 0 || ahead == 0 && !exclusive))
            .Sum(i => values[NaiveTensor.Flat(shape, [.. index.Select((x, d) => d == axis ? i : x)])]));
        var model = new OneOperator(BuiltinOperator.CumSum, new CumSumOptions(exclusive, reverse))
            .Input(ElementType.Float32, shape).Constant(axis - 4).Output(ElementType.Float32, shape);
        Assert.That(model.Run<float, float>(values), Is.EqualTo(expected));
    }

    [Test]
    public void The_first_of_equal_extremes_is_named()
    {
        var greatest = new OneOperator(BuiltinOperator.ArgMax, new ArgOptions(ArgOptions.Max, ElementType.Int32));
        var least = new OneOperator(BuiltinOperator.ArgMin, new ArgOptions(ArgOptions.Min, ElementType.Int32));
        sbyte[] codes = [1, 5, 5, -3, -3, 0];
        Assert.That(greatest.Input(ElementType.Int8, 6).Constant(0).Output(ElementType.Int32).Run<sbyte, int>(codes), Is.EqualTo(new[] { 1 }));
        Assert.That(least.Input(ElementType.Int8, 6).Constant(-1).Output(ElementType.Int32).Run<sbyte, int>(codes), Is.EqualTo(new[] { 3 }));
    }

    private static OneOperator Whole(BuiltinOperator code, int count) =>
        new OneOperator(code).Input(ElementType.Int32, count).Input(ElementType.Int32, count).Output(ElementType.Int32, count);

    private static int[] Part(Random random, int[] output) =>
        [.. output.Skip(random.Next(output.Length)).Select(extent => random.Next(2) == 0 ? 1 : extent)];

    private static int At(int[] shape, int dimension, int rank) =>
        dimension < rank - shape.Length ? 1 : shape[dimension - rank + shape.Length];

    private static int Flat(int[] shape, int[] index) =>
        NaiveTensor.Flat(shape, [.. index.Skip(index.Length - shape.Length).Zip(shape, (i, extent) => extent == 1 ? 0 : i)]);
}
