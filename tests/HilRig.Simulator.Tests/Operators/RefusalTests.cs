using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.ArgMinMax;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Gather;
using HilRig.Simulator.Operators.MirrorPad;
using HilRig.Simulator.Operators.Resize;
using HilRig.Simulator.Operators.Shapes;
using HilRig.Simulator.Operators.SpaceDepth;
using HilRig.Simulator.Operators.Split;
using HilRig.Simulator.Operators.StridedSlice;
using HilRig.Simulator.Operators.Sums;

namespace HilRig.Simulator.Tests.Operators;

/// <summary>Options, shapes and constants that contradict each other are refused when the model is prepared, with value and legal range.</summary>
public sealed class RefusalTests
{
    private const ElementType Int8 = ElementType.Int8;
    private const ElementType Int16 = ElementType.Int16;
    private const ElementType Int32 = ElementType.Int32;
    private const ElementType Int64 = ElementType.Int64;
    private const ElementType Float32 = ElementType.Float32;
    private const ElementType Bool = ElementType.Bool;

    private static readonly StridedSliceOptions NoMasks = new(0, 0, 0, 0, 0, false);

    [TestCase(4)]
    [TestCase(-5)]
    [TestCase(int.MinValue)]
    [TestCase(int.MaxValue)]
    public void An_axis_beyond_the_dimensions(int axis)
    {
        var legal = $"axis {axis} of";
        var shape = new[] { 2, 2, 2, 2 };
        new OneOperator(BuiltinOperator.Transpose).Input(Int8, shape).Constant(0, 1, 2, axis).Output(Int8, shape).IsRefused(legal);
        new OneOperator(BuiltinOperator.ReverseV2).Input(Int8, shape).Constant(axis).Output(Int8, shape).IsRefused(legal);
        new OneOperator(BuiltinOperator.Split, new SplitOptions(SplitOptions.Split, 1))
            .Constant(axis).Input(Int8, shape).Output(Int8, shape).IsRefused(legal);
        new OneOperator(BuiltinOperator.SplitV, new SplitOptions(SplitOptions.SplitV, 1))
            .Input(Int8, shape).Constant(2).Constant(axis).Output(Int8, shape).IsRefused(legal);
        new OneOperator(BuiltinOperator.Unpack, new PackOptions(PackOptions.Unpack, 1, axis))
            .Input(Int8, shape).Output(Int8, shape).IsRefused(legal);
        new OneOperator(BuiltinOperator.Gather, new GatherOptions(axis, 0))
            .Input(Int8, shape).Constant(0).Output(Int8, shape).IsRefused(legal);
        new OneOperator(BuiltinOperator.CumSum, new CumSumOptions(false, false))
            .Input(Float32, shape).Constant(axis).Output(Float32, shape).IsRefused(legal);
        new OneOperator(BuiltinOperator.ArgMax, new ArgOptions(ArgOptions.Max, Int32))
            .Input(Float32, shape).Constant(axis).Output(Int32, 2, 2, 2).IsRefused(legal);
        new OneOperator(BuiltinOperator.Squeeze, new SqueezeOptions([axis])).Input(Int8, shape).Output(Int8, shape).IsRefused(legal);
    }

    [Test]
    public void Sizes_that_are_computed_at_run_time()
    {
        const string where = "computed at run time";
        new OneOperator(BuiltinOperator.Transpose).Input(Int8, 2, 2).Input(Int32, 2).Output(Int8, 2, 2).IsRefused(where);
        new OneOperator(BuiltinOperator.BroadcastTo).Input(Int8, 2, 2).Input(Int32, 2).Output(Int8, 2, 2).IsRefused(where);
        new OneOperator(BuiltinOperator.Fill).Input(Int32, 2).Input(Int8).Output(Int8, 2, 2).IsRefused(where);
        new OneOperator(BuiltinOperator.ExpandDims).Input(Int8, 2).Input(Int32, 1).Output(Int8, 2, 1).IsRefused(where);
        new OneOperator(BuiltinOperator.StridedSlice, NoMasks)
            .Input(Int8, 2).Input(Int32, 1).Constant(1).Constant(1).Output(Int8, 1).IsRefused(where);
        new OneOperator(BuiltinOperator.ResizeBilinear, new BilinearOptions(false, false))
            .Input(Int8, 1, 2, 2, 1).Input(Int32, 2).Output(Int8, 1, 2, 2, 1).IsRefused(where);
        new OneOperator(BuiltinOperator.MirrorPad, new MirrorPadOptions(true))
            .Input(Int8, 2).Input(Int32, 1, 2).Output(Int8, 2).IsRefused(where);
        new OneOperator(BuiltinOperator.SpaceToBatchNd)
            .Input(Int8, 1, 2, 2, 1).Input(Int32, 2).Input(Int32, 2, 2).Output(Int8, 1, 2, 2, 1).IsRefused(where);
    }

    [Test]
    public void Outputs_of_another_shape()
    {
        const string shape = "should have the shape";
        new OneOperator(BuiltinOperator.Transpose).Input(Int8, 2, 3).Constant(1, 0).Output(Int8, 2, 3).IsRefused(shape);
        new OneOperator(BuiltinOperator.StridedSlice, NoMasks)
            .Input(Int8, 5).Constant(0).Constant(5).Constant(2).Output(Int8, 2).IsRefused(shape);
        new OneOperator(BuiltinOperator.Gather, new GatherOptions(0, 0)).Input(Int8, 2).Constant(0, 1).Output(Int8, 3).IsRefused(shape);
        new OneOperator(BuiltinOperator.Shape, new ShapeOptions(Int32)).Input(Int8, 2, 3).Output(Int32, 3).IsRefused(shape);
        new OneOperator(BuiltinOperator.Pack, new PackOptions(PackOptions.Pack, 2, 0))
            .Input(Int8, 2).Input(Int8, 2).Output(Int8, 2, 3).IsRefused(shape);
        new OneOperator(BuiltinOperator.Fill).Constant(2).Input(Int8).Output(Int8, 3).IsRefused(shape);
        new OneOperator(BuiltinOperator.Cast).Input(Int8, 2).Output(Int32, 3).IsRefused(shape);
        new OneOperator(BuiltinOperator.ZerosLike).Input(Int8, 2).Output(Int8, 3).IsRefused(shape);
    }

    [Test]
    public void Blocks_strides_and_margins_out_of_range()
    {
        foreach (var block in new[] { 0, -1, int.MinValue })
        {
            new OneOperator(BuiltinOperator.SpaceToDepth, new BlockOptions(BlockOptions.SpaceToDepth, block))
                .Input(Int8, 1, 2, 2, 1).Output(Int8, 1, 1, 1, 4).IsRefused($"block_size {block}");
            new OneOperator(BuiltinOperator.BatchToSpaceNd).Input(Int8, 4, 1, 1, 1).Constant(2, block)
                .Constant<int>(Int32, [2, 2], [0, 0, 0, 0]).Output(Int8, 1, 2, 2, 1).IsRefused($"[2,{block}]");
        }
        new OneOperator(BuiltinOperator.SpaceToDepth, new BlockOptions(BlockOptions.SpaceToDepth, int.MaxValue))
            .Input(Int8, 1, 2, 2, 1).Output(Int8, 1, 1, 1, 4).IsRefused("multiple of block_size");
        new OneOperator(BuiltinOperator.DepthToSpace, new BlockOptions(BlockOptions.DepthToSpace, int.MaxValue))
            .Input(Int8, 1, 1, 1, 4).Output(Int8, 1, 2, 2, 1).IsRefused("overflow");
        new OneOperator(BuiltinOperator.StridedSlice, NoMasks)
            .Input(Int8, 5).Constant(0).Constant(5).Constant(0).Output(Int8, 5).IsRefused("stride of dimension 0 is 0");
        new OneOperator(BuiltinOperator.StridedSlice, NoMasks with { ShrinkAxisMask = 1 })
            .Input(Int8, 5).Constant(7).Constant(8).Constant(1).Output(Int8).IsRefused("which it does not have");
        new OneOperator(BuiltinOperator.MirrorPad, new MirrorPadOptions(false))
            .Input(Int8, 3).Constant<int>(Int32, [1, 2], [3, 0]).Output(Int8, 6).IsRefused("padding 3 of dimension 0");
        new OneOperator(BuiltinOperator.SpaceToBatchNd).Input(Int8, 1, 2, 2, 1).Constant(1, 1)
            .Constant<int>(Int32, [2, 2], [int.MaxValue, int.MaxValue, 0, 0]).Output(Int8, 1, 2, 2, 1).IsRefused("overflow");
    }

    [Test]
    public void Permutations_and_reversals_that_name_an_axis_twice()
    {
        new OneOperator(BuiltinOperator.Transpose).Input(Int8, 2, 2).Constant(0, -2).Output(Int8, 2, 2).IsRefused("once");
        new OneOperator(BuiltinOperator.ReverseV2).Input(Int8, 2, 2).Constant(1, -1).Output(Int8, 2, 2).IsRefused("twice");
    }

    [Test]
    public void Parts_that_do_not_make_up_the_whole()
    {
        var options = new SplitOptions(SplitOptions.SplitV, 2);
        new OneOperator(BuiltinOperator.SplitV, options)
            .Input(Int8, 5).Constant(2, 3).Constant(0).Output(Int8, 2).Output(Int8, 2).IsRefused("2 + 2");
        new OneOperator(BuiltinOperator.Split, new SplitOptions(SplitOptions.Split, 2))
            .Constant(0).Input(Int8, 5).Output(Int8, 2).Output(Int8, 3).IsRefused("equal");
        new OneOperator(BuiltinOperator.Split, new SplitOptions(SplitOptions.Split, 3))
            .Constant(0).Input(Int8, 4).Output(Int8, 2).Output(Int8, 2).IsRefused("expected 3");
    }

    [Test]
    public void Types_and_quantization_that_do_not_fit()
    {
        new OneOperator(BuiltinOperator.Transpose).Input(Int8, 2, 2).Constant(1, 0).Output(Int16, 2, 2).IsRefused("INT8");
        new OneOperator(BuiltinOperator.SelectV2).Input(Int8, 2).Input(Int8, 2).Input(Int8, 2).Output(Int8, 2).IsRefused("BOOL");
        new OneOperator(BuiltinOperator.Less).Input(Int8, 2).Input(Int8, 2).Output(Bool, 2).IsRefused("quantization");
        new OneOperator(BuiltinOperator.Less).Input(Int8, 2).Input(Int8, 2).Output(Bool, 2).WithScale(1.5f, 0).IsRefused("between 0 and 1");
        new OneOperator(BuiltinOperator.Gather, new GatherOptions(0, 0)).Input(Int8, 2).Input(Int8, 2).Output(Int8, 2).IsRefused("INT32");
        new OneOperator(BuiltinOperator.Rsqrt).Input(Int8, 2).Output(Int8, 2).WithScale(1e4f, 0).IsRefused("check the scales");
        new OneOperator(BuiltinOperator.ArgMax, new ArgOptions(ArgOptions.Max, Int64))
            .Input(Int8, 2).Constant(0).Output(Int64).IsRefused("INT32");
        new OneOperator(BuiltinOperator.AddN, new NoOptions(82)).Input(Int8, 2).Output(Int8, 2).WithScale(1, 0).IsRefused("at least 2");
    }

    [Test]
    public void Shapes_that_do_not_broadcast()
    {
        new OneOperator(BuiltinOperator.Maximum).Input(Int8, 2, 3).Input(Int8, 2).Output(Int8, 2, 3).IsRefused("broadcast");
        new OneOperator(BuiltinOperator.Equal).Input(Int32, 1).Input(Int32, 1).Output(Bool, 9).IsRefused("larger");
        new OneOperator(BuiltinOperator.BroadcastTo).Input(Int8, 2).Constant(3).Output(Int8, 3).IsRefused("broadcast");
        new OneOperator(BuiltinOperator.LogicalAnd)
            .Input(Bool, 1, 1, 1, 1, 1, 1, 1).Input(Bool, 1).Output(Bool, 1, 1, 1, 1, 1, 1, 1).IsRefused("6");
    }
}
