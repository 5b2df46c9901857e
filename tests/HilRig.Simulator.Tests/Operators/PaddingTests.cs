using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.MirrorPad;
using HilRig.Simulator.Operators.Resize;

namespace HilRig.Simulator.Tests.Operators;

/// <summary>Mirrored edges, blocks as batches, new sizes.</summary>
public sealed class PaddingTests
{
    [Test]
    public void Mirror_pad_continues_backward([Range(1, 5)] int rank, [Values] bool repeatsEdge)
    {
        var (random, skip) = (new Random(rank), repeatsEdge ? 0 : 1);
        var shape = NaiveTensor.Shape(random, rank);
        int[] paddings = [.. Enumerable.Range(0, 2 * rank).Select(i => random.Next(shape[i / 2] - skip + 1))];
        int[] output = [.. shape.Select((extent, d) => extent + paddings[2 * d] + paddings[2 * d + 1])];

        // Each dimension as a list of the indices it shows, written from the inside out.
        int[] Shown(int d) =>
        [
            .. Enumerable.Range(skip, paddings[2 * d]).Reverse(), .. Enumerable.Range(0, shape[d]),
            .. Enumerable.Range(0, paddings[2 * d + 1]).Select(i => shape[d] - 1 - skip - i),
        ];
        var expected = NaiveTensor.Read(shape, output, index => [.. index.Select((i, d) => Shown(d)[i])]);
        var model = new OneOperator(BuiltinOperator.MirrorPad, new MirrorPadOptions(repeatsEdge))
            .Input(ElementType.Int16, shape).Constant<int>(ElementType.Int32, [rank, 2], paddings).Output(ElementType.Int16, output);
        Assert.That(model.Run<short, short>(NaiveTensor.Numbered(shape)), Is.EqualTo(expected));
    }

    [TestCase(2, 3, 0, 0, 0, 0)]
    [TestCase(2, 3, 1, 1, 2, 1)]
    [TestCase(1, 2, 3, 0, 0, 2)]
    [TestCase(3, 1, 2, 1, 0, 0)]
    public void Batch_to_space_undoes_space_to_batch(int blockH, int blockW, int top, int bottom, int left, int right)
    {
        int[] margins = [top, bottom, left, right];
        int[] space = [2, 2 * blockH * 3 - top - bottom, blockW * 4 - left - right, 3];
        int[] batch = [2 * blockH * blockW, 6, 4, 3];
        var pixels = NaiveTensor.Numbered(space);
        var batches = new OneOperator(BuiltinOperator.SpaceToBatchNd).Input(ElementType.Int16, space).Constant(blockH, blockW)
            .Constant<int>(ElementType.Int32, [2, 2], margins).Output(ElementType.Int16, batch).Run<short, short>(pixels);
        var back = new OneOperator(BuiltinOperator.BatchToSpaceNd).Input(ElementType.Int16, batch).Constant(blockH, blockW)
            .Constant<int>(ElementType.Int32, [2, 2], margins).Output(ElementType.Int16, space).Run<short, short>(batches);
        Assert.That(back, Is.EqualTo(pixels));
        Assert.That(batches.Count(code => code == 0), Is.EqualTo(batches.Length - pixels.Length + 1), "the padding is code 0");
    }

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    public void The_size_a_tensor_has_changes_nothing(bool alignCorners, bool halfPixelCenters)
    {
        sbyte[] codes = [.. Enumerable.Range(0, 60).Select(i => (sbyte)(i * 4 - 120))];
        float[] reals = [.. codes.Select(code => code / 8f)];
        var bilinear = new BilinearOptions(alignCorners, halfPixelCenters);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Resized(BuiltinOperator.ResizeBilinear, bilinear, ElementType.Int8, 4, 5, 4, 5).Run<sbyte, sbyte>(codes), Is.EqualTo(codes));
            Assert.That(Resized(BuiltinOperator.ResizeBilinear, bilinear, ElementType.Float32, 4, 5, 4, 5).Run<float, float>(reals), Is.EqualTo(reals));
            Assert.That(
                Resized(BuiltinOperator.ResizeNearestNeighbor, new NearestOptions(false, halfPixelCenters), ElementType.Int8, 4, 5, 4, 5)
                    .Run<sbyte, sbyte>(codes),
                Is.EqualTo(codes));
        }
    }

    [Test]
    public void Extreme_magnifications_read_nothing_outside([Values(1, 2, 3, 7)] int from, [Values] bool alignCorners, [Values] bool halfPixelCenters)
    {
        var (ran, refused) = (0, 0);
        for (var to = 1; to < 4000; to += 37)
        {
            try
            {
                var options = new BilinearOptions(alignCorners, halfPixelCenters);
                Resized(BuiltinOperator.ResizeBilinear, options, ElementType.Int8, from, from, to, 1).Run<sbyte, sbyte>(new sbyte[from * from * 3]);
                ran++;
            }
            catch (ModelException)
            {
                refused++;
            }
        }
        Assert.That(ran + refused, Is.EqualTo(109));
    }

    private static OneOperator Resized(BuiltinOperator code, OperatorOptions options, ElementType type, int h, int w, int newH, int newW) =>
        new OneOperator(code, options).Input(type, 1, h, w, 3).Constant(newH, newW).Output(type, 1, newH, newW, 3);
}
