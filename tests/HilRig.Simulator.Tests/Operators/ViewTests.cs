using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.SpaceDepth;
using HilRig.Simulator.Operators.Split;
using HilRig.Simulator.Operators.StridedSlice;

namespace HilRig.Simulator.Tests.Operators;

/// <summary>Operators that copy elements in another order, on random shapes of every rank against index arithmetic.</summary>
public sealed class ViewTests
{
    [Test]
    public void Transpose_permutes([Range(1, 6)] int rank, [Range(0, 9)] int seed)
    {
        var random = new Random(seed);
        var (shape, permutation) = (NaiveTensor.Shape(random, rank), Enumerable.Range(0, rank).ToArray());
        random.Shuffle(permutation);
        int[] output = [.. permutation.Select(d => shape[d])];
        var expected = NaiveTensor.Read(shape, output, index => [.. Enumerable.Range(0, rank).Select(d => index[Array.IndexOf(permutation, d)])]);
        Check(new OneOperator(BuiltinOperator.Transpose).Input(ElementType.Int16, shape).Constant(permutation), shape, output, expected);
    }

    [Test]
    public void Reverse_turns_any_axes([Range(1, 6)] int rank, [Range(0, 9)] int seed)
    {
        var random = new Random(seed);
        var shape = NaiveTensor.Shape(random, rank);
        int[] axes = [.. Enumerable.Range(0, rank).Where(_ => random.Next(2) == 0)];
        var expected = NaiveTensor.Read(shape, shape, index => [.. index.Select((i, d) => axes.Contains(d) ? shape[d] - 1 - i : i)]);
        int[] written = [.. axes.Select(a => random.Next(2) == 0 ? a : a - rank).DefaultIfEmpty(0)];
        if (axes.Length > 0)
            Check(new OneOperator(BuiltinOperator.ReverseV2).Input(ElementType.Int16, shape).Constant(written), shape, shape, expected);
    }

    [Test]
    public void Strided_slice_takes_what_Python_takes([Range(1, 6)] int rank, [Range(0, 39)] int seed)
    {
        var random = new Random(seed);
        var shape = NaiveTensor.Shape(random, rank);
        var (begin, end, steps) = (new int[rank], new int[rank], new int[rank]);
        var (beginMask, endMask, shrinkMask) = (random.Next(1 << rank), random.Next(1 << rank), 0);
        var taken = new int[rank][];
        for (var d = 0; d < rank; d++)
        {
            (begin[d], end[d]) = (random.Next(-6, 7), random.Next(-6, 7));
            steps[d] = random.Next(1, 4) * (random.Next(2) * 2 - 1);
            var shrinks = steps[d] > 0 && (beginMask >> d & 1) == 0 && begin[d] >= -shape[d] && begin[d] < shape[d] && random.Next(3) == 0;
            shrinkMask |= shrinks ? 1 << d : 0;
            taken[d] = shrinks
                ? [(begin[d] + shape[d]) % shape[d]]
                : Taken((beginMask >> d & 1) != 0 ? null : begin[d], (endMask >> d & 1) != 0 ? null : end[d], steps[d], shape[d]);
        }
        int[] kept = [.. Enumerable.Range(0, rank).Where(d => (shrinkMask >> d & 1) == 0)];
        int[] whole = [.. taken.Select(t => t.Length)];
        var expected = NaiveTensor.Read(shape, whole, index => [.. index.Select((i, d) => taken[d][i])]);
        var options = new StridedSliceOptions(beginMask, endMask, 0, 0, shrinkMask, false);
        Check(
            new OneOperator(BuiltinOperator.StridedSlice, options).Input(ElementType.Int16, shape).Constant(begin).Constant(end).Constant(steps),
            shape, [.. kept.Select(d => whole[d])], expected);
    }

    [Test]
    public void Broadcast_repeats([Range(1, 6)] int rank, [Range(0, 9)] int seed)
    {
        var random = new Random(seed);
        var output = NaiveTensor.Shape(random, rank);
        int[] shape = [.. output.Skip(random.Next(rank)).Select(extent => random.Next(2) == 0 ? 1 : extent)];
        var expected = NaiveTensor.Read(shape, output, index => [.. index.Skip(rank - shape.Length).Zip(shape, (i, extent) => extent == 1 ? 0 : i)]);
        Check(new OneOperator(BuiltinOperator.BroadcastTo).Input(ElementType.Int16, shape).Constant(output), shape, output, expected);
    }

    [Test]
    public void Unpack_undoes_pack([Range(0, 5)] int rank, [Values] bool fromTheEnd)
    {
        var shape = NaiveTensor.Shape(new(rank), rank);
        for (var axis = 0; axis <= rank; axis++)
        {
            var packed = shape.ToList();
            packed.Insert(axis, 3);
            var (written, count) = (fromTheEnd ? axis - rank - 1 : axis, NaiveTensor.Numbered(shape).Length);
            var pack = new OneOperator(BuiltinOperator.Pack, new PackOptions(PackOptions.Pack, 3, written));
            var unpack = new OneOperator(BuiltinOperator.Unpack, new PackOptions(PackOptions.Unpack, 3, written));
            unpack.Input(ElementType.Int16, [.. packed]);
            for (var i = 0; i < 3; i++)
            {
                pack.Input(ElementType.Int16, shape);
                unpack.Output(ElementType.Int16, shape);
            }
            short[] parts = [.. Enumerable.Range(0, 3 * count).Select(i => (short)i)];
            var whole = pack.Output(ElementType.Int16, [.. packed]).Run<short, short>(parts);
            var expected = NaiveTensor.Indices([.. packed]).Select(
                index => (short)(index[axis] * count + NaiveTensor.Flat(shape, [.. index.Where((_, d) => d != axis)])));
            Assert.That(whole, Is.EqualTo(expected), $"axis {axis}");
            Assert.That(unpack.Run<short, short>(whole), Is.EqualTo(parts), $"axis {axis}");
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Depth_to_space_undoes_space_to_depth(int block)
    {
        int[] space = [2, 2 * block, 3 * block, 2], depth = [2, 2, 3, 2 * block * block];
        var pixels = NaiveTensor.Numbered(space);
        var channels = new OneOperator(BuiltinOperator.SpaceToDepth, new BlockOptions(BlockOptions.SpaceToDepth, block))
            .Input(ElementType.Int16, space).Output(ElementType.Int16, depth).Run<short, short>(pixels);
        var back = new OneOperator(BuiltinOperator.DepthToSpace, new BlockOptions(BlockOptions.DepthToSpace, block))
            .Input(ElementType.Int16, depth).Output(ElementType.Int16, space).Run<short, short>(channels);
        Assert.That(back, Is.EqualTo(pixels));
    }

    [TestCase(ElementType.Int8)]
    [TestCase(ElementType.UInt8)]
    [TestCase(ElementType.Bool)]
    [TestCase(ElementType.Int16)]
    [TestCase(ElementType.UInt32)]
    [TestCase(ElementType.Float32)]
    [TestCase(ElementType.Int64)]
    public void Every_element_size_is_copied(ElementType type)
    {
        var (size, bytes) = ((int)type.BytesFor(1), new byte[6 * type.BytesFor(1)]);
        new Random(1).NextBytes(bytes);
        var transposed = new OneOperator(BuiltinOperator.Transpose).Input(type, 2, 3).Constant(1, 0).Output(type, 3, 2).Run(bytes);
        int[] order = [0, 3, 1, 4, 2, 5];
        Assert.That(transposed, Is.EqualTo(order.SelectMany(i => bytes.Skip(i * size).Take(size))));
    }

    private static void Check(OneOperator model, int[] shape, int[] output, short[] expected) =>
        Assert.That(model.Output(ElementType.Int16, output).Run<short, short>(NaiveTensor.Numbered(shape)), Is.EqualTo(expected));

    // x[begin:end:step] as Python defines it.
    private static int[] Taken(int? begin, int? end, int step, int size)
    {
        int Clamp(int index) => Math.Clamp(index < 0 ? index + size : index, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
        var (first, last) = (begin is { } b ? Clamp(b) : step > 0 ? 0 : size - 1, end is { } e ? Clamp(e) : step > 0 ? size : -1);
        var taken = new List<int>();
        for (var i = first; step > 0 ? i < last : i > last; i += step)
            taken.Add(i);
        return [.. taken];
    }
}
