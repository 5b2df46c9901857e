using HilRig.Kernels.BasicMath;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;

namespace HilRig.Kernels.Tests.Vectorized;

[TestFixtureSource(typeof(VectorTests), nameof(Runs))]
public sealed class AdditionVectorTests(Rounding rounding, VectorWidth width) : VectorTests(rounding, width)
{
    [Test]
    public void Every_length()
    {
        var random = new Random(3);
        for (var length = 0; length <= 300; length++)
            Check(random, length, Scale(random, -3, 0), Scale(random, -3, 0), Scale(random, -22, -16), 20);
    }

    // As TFLite prepares them: the larger input scale becomes exactly one half.
    [Test]
    public void A_scale_that_is_a_power_of_two()
    {
        var random = new Random(4);
        for (var shift = -31; shift <= 0; shift++)
            Check(random, 300, new(1 << 30, shift), Scale(random, -3, 0), Scale(random, -22, -16), 20);
    }

    // Left shifts that wrap included: the packed form must still give the definition's bits.
    [Test]
    public void Every_left_shift()
    {
        var random = new Random(5);
        for (var left = 0; left <= 31; left++)
            Check(random, 300, Scale(random, -6, 3), Scale(random, -6, 3), Scale(random, -22, 3), left);
    }

    private void Check(Random random, int length, QuantizedMultiplier scale1, QuantizedMultiplier scale2, QuantizedMultiplier scaleOut, int left)
    {
        var (a, b) = (Bytes(random, length), Bytes(random, length));
        var parameters = new ElementwiseAddParams(random.Next(-127, 129), scale1, random.Next(-127, 129), scale2, left, random.Next(-128, 128), scaleOut, Clamp(random));
        var packed = new PackedElementwiseAddS8(parameters, Rounding, Width);
        Compare(
            length, y => ElementwiseAddS8.Run(new(Rounding), parameters, a, b, y), 0, (y, _) => packed.Run(a, b, y), $"length {length}, {parameters}");
    }

    private static QuantizedMultiplier Scale(Random random, int low, int high) => new(random.Next(1 << 30, int.MaxValue), random.Next(low, high));
}
