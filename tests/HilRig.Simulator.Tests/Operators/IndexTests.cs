using System.Runtime.InteropServices;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Gather;

namespace HilRig.Simulator.Tests.Operators;

/// <summary>Operators whose indices are computed at run time: right places, and no byte outside for wrong ones.</summary>
public sealed class IndexTests
{
    private static readonly int[] Wrong = [-1, 4, int.MinValue, int.MaxValue];

    [Test]
    public void Gather_takes_slices_of_any_axis([Range(1, 4)] int rank, [Values(0, 1, 2)] int indexRank)
    {
        var random = new Random(rank);
        var (shape, indexShape) = (NaiveTensor.Shape(random, rank), NaiveTensor.Shape(random, indexRank));
        for (var axis = 0; axis < rank; axis++)
        {
            int[] indices = [.. NaiveTensor.Indices(indexShape).Select(_ => random.Next(shape[axis]))];
            int[] output = [.. shape[..axis], .. indexShape, .. shape[(axis + 1)..]];
            var expected = NaiveTensor.Read(
                shape, output,
                index => [.. index[..axis], indices[NaiveTensor.Flat(indexShape, index[axis..(axis + indexRank)])], .. index[(axis + indexRank)..]]);
            var model = new OneOperator(BuiltinOperator.Gather, new GatherOptions(axis - rank, 0))
                .Input(ElementType.Int16, shape).Input(ElementType.Int32, indexShape).Output(ElementType.Int16, output);
            Assert.That(Run(model, NaiveTensor.Numbered(shape), indices), Is.EqualTo(expected), $"axis {axis}");
        }
    }

    [Test]
    public void Gather_has_indices_of_its_own_for_each_batch()
    {
        var model = new OneOperator(BuiltinOperator.Gather, new GatherOptions(1, 1))
            .Input(ElementType.Int16, 2, 3).Input(ElementType.Int32, 2, 2).Output(ElementType.Int16, 2, 2);
        Assert.That(Run(model, [0, 1, 2, 3, 4, 5], [2, 0, 1, 1]), Is.EqualTo(new short[] { 2, 0, 4, 4 }));
    }

    [Test]
    public void Gather_nd_names_elements_and_slices([Range(1, 3)] int named)
    {
        int[] shape = [2, 3, 4], indices = [1, 2, 3, 0, 1, 2];
        int[] output = [6 / named, .. shape[named..]];
        int[] runs = [.. indices.Select((v, i) => v % shape[i % named])];
        var expected = NaiveTensor.Read(shape, output, index => [.. runs[(index[0] * named)..][..named], .. index[1..]]);
        var model = new OneOperator(BuiltinOperator.GatherNd)
            .Input(ElementType.Int16, shape).Input(ElementType.Int32, 6 / named, named).Output(ElementType.Int16, output);
        Assert.That(Run(model, NaiveTensor.Numbered(shape), runs), Is.EqualTo(expected));
    }

    [Test]
    public void Gather_nd_looks_at_the_place_its_indices_name_together()
    {
        var model = new OneOperator(BuiltinOperator.GatherNd)
            .Input(ElementType.Int16, 2, 3).Input(ElementType.Int32, 2, 2).Output(ElementType.Int16, 2);
        Assert.That(Run(model, NaiveTensor.Numbered([2, 3]), [1, -1, 0, 5]), Is.EqualTo(new short[] { 2, 5 }));
        Assert.That(() => Run(model, NaiveTensor.Numbered([2, 3]), [1, -1, 0, 6]), Refused(6));
    }

    [TestCaseSource(nameof(Wrong))]
    public void A_wrong_index_is_refused_when_it_is_read(int index)
    {
        var gather = new OneOperator(BuiltinOperator.Gather, new GatherOptions(0, 0))
            .Input(ElementType.Int16, 4).Input(ElementType.Int32, 2).Output(ElementType.Int16, 2);
        var gatherNd = new OneOperator(BuiltinOperator.GatherNd)
            .Input(ElementType.Int16, 4, 1).Input(ElementType.Int32, 1, 2).Output(ElementType.Int16, 1);
        var lookup = new OneOperator(BuiltinOperator.EmbeddingLookup)
            .Input(ElementType.Int32, 1).Constant<float>(ElementType.Float32, [4, 1], [1, 2, 3, 4]).Output(ElementType.Float32, 1, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Run(gather, new short[4], [0, index]), Refused(index));
            Assert.That(() => Run(gatherNd, new short[4], [index, 0]), Refused(index));
            Assert.That(() => lookup.Run<int, float>(index), Refused(index));
        }
    }

    [TestCaseSource(nameof(Wrong))]
    public void A_wrong_constant_index_is_refused_before(int index)
    {
        new OneOperator(BuiltinOperator.Gather, new GatherOptions(0, 0))
            .Input(ElementType.Int16, 4).Constant(0, index).Output(ElementType.Int16, 2).IsRefused($"index {index}");
        new OneOperator(BuiltinOperator.Slice)
            .Input(ElementType.Int16, 4).Constant(index).Constant(1).Output(ElementType.Int16, 1).IsRefused($"index {index}");
    }

    [Test]
    public void Slice_begins_where_it_is_told_at_run_time([Range(0, 4)] int begin)
    {
        var model = new OneOperator(BuiltinOperator.Slice)
            .Input(ElementType.Int16, 2, 5).Input(ElementType.Int32, 2).Constant(2, 2).Output(ElementType.Int16, 2, 2);
        if (begin <= 3)
            Assert.That(Run(model, NaiveTensor.Numbered([2, 5]), [0, begin]), Is.EqualTo([begin, begin + 1, begin + 5, begin + 6]));
        else
            Assert.That(() => Run(model, NaiveTensor.Numbered([2, 5]), [0, begin]), Refused(begin));
    }

    [TestCase(-7, 0)]
    [TestCase(2, 2)]
    [TestCase(int.MaxValue, 3)]
    public void An_update_is_moved_inside(int begin, int expected)
    {
        var model = new OneOperator(BuiltinOperator.DynamicUpdateSlice)
            .Input(ElementType.Int16, 5).Input(ElementType.Int16, 2).Input(ElementType.Int32, 1).Output(ElementType.Int16, 5);
        short[] updated = [0, 0, 0, 0, 0];
        (updated[expected], updated[expected + 1]) = (8, 9);
        Assert.That(Run(model, [0, 0, 0, 0, 0, 8, 9], [begin]), Is.EqualTo(updated));
    }

    private static short[] Run(OneOperator model, short[] values, int[] indices) => MemoryMarshal.Cast<byte, short>(
        model.Run([.. OneOperator.Bytes<short>(values), .. OneOperator.Bytes<int>(indices)])).ToArray();

    private static NUnit.Framework.Constraints.Constraint Refused(int index) =>
        Throws.InstanceOf<ModelException>().With.Message.Contains($"index {index}");
}
