using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Activations;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.ArgMinMax;
using HilRig.Simulator.Operators.Arithmetic;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.BatchMatMul;
using HilRig.Simulator.Operators.Cast;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Concatenation;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Operators.Gather;
using HilRig.Simulator.Operators.MirrorPad;
using HilRig.Simulator.Operators.Reductions;
using HilRig.Simulator.Operators.Resize;
using HilRig.Simulator.Operators.Shapes;
using HilRig.Simulator.Operators.Softmax;
using HilRig.Simulator.Operators.SpaceDepth;
using HilRig.Simulator.Operators.Split;
using HilRig.Simulator.Operators.StridedSlice;
using HilRig.Simulator.Operators.Sums;
using HilRig.Simulator.Operators.Svdf;
using HilRig.Simulator.Operators.TransposeConv;
using HilRig.Simulator.Operators.UnidirectionalSequenceLstm;
using HilRig.Simulator.Operators;

namespace HilRig.Simulator.Tests.Operators;

/// <summary>Options are read as they were written, and under the member of the union that TFLite's schema gives the operator.</summary>
public sealed class OptionsTests
{
    private static readonly (BuiltinOperator Code, OperatorOptions Options)[] Written =
    [
        (BuiltinOperator.Add, new AddOptions(FusedActivation.Relu)),
        (BuiltinOperator.ArgMax, new ArgOptions(ArgOptions.Max, ElementType.Int64)),
        (BuiltinOperator.ArgMin, new ArgOptions(ArgOptions.Min, ElementType.Int32)),
        (BuiltinOperator.AveragePool2D, new Pool2DOptions(PaddingScheme.Valid, new(2, 3), new(4, 5), FusedActivation.Relu6)),
        (BuiltinOperator.BatchMatMul, new BatchMatMulOptions(true, false)),
        (BuiltinOperator.BatchMatMul, new BatchMatMulOptions(false, true)),
        (BuiltinOperator.Cast, new CastOptions(ElementType.Bool, ElementType.Int16)),
        (BuiltinOperator.Concatenation, new ConcatenationOptions(-1, FusedActivation.Relu)),
        (BuiltinOperator.Conv2D, new Conv2DOptions(PaddingScheme.Valid, new(2, 3), new(4, 5), FusedActivation.ReluN1To1, ElementType.Int32)),
        (BuiltinOperator.CumSum, new CumSumOptions(true, false)),
        (BuiltinOperator.CumSum, new CumSumOptions(false, true)),
        (BuiltinOperator.DepthToSpace, new BlockOptions(BlockOptions.DepthToSpace, 3)),
        (BuiltinOperator.Div, new ArithmeticOptions(29, FusedActivation.Relu6)),
        (BuiltinOperator.FullyConnected, new FullyConnectedOptions(FusedActivation.Relu, 0, true, ElementType.Int32)),
        (BuiltinOperator.Gather, new GatherOptions(-1, 2)),
        (BuiltinOperator.LeakyRelu, new LeakyReluOptions(0.25f)),
        (BuiltinOperator.MaxPool2D, new Pool2DOptions(PaddingScheme.Same, new(1, 2), new(3, 4), FusedActivation.None)),
        (BuiltinOperator.Mean, new ReducerOptions(true)),
        (BuiltinOperator.MirrorPad, new MirrorPadOptions(true)),
        (BuiltinOperator.Mul, new ArithmeticOptions(21, FusedActivation.Relu)),
        (BuiltinOperator.Pack, new PackOptions(PackOptions.Pack, 4, -2)),
        (BuiltinOperator.ResizeBilinear, new BilinearOptions(true, false)),
        (BuiltinOperator.ResizeBilinear, new BilinearOptions(false, true)),
        (BuiltinOperator.ResizeNearestNeighbor, new NearestOptions(true, false)),
        (BuiltinOperator.ResizeNearestNeighbor, new NearestOptions(false, true)),
        (BuiltinOperator.Shape, new ShapeOptions(ElementType.Int32)),
        (BuiltinOperator.Softmax, new SoftmaxOptions(0.5f)),
        (BuiltinOperator.SpaceToDepth, new BlockOptions(BlockOptions.SpaceToDepth, 2)),
        (BuiltinOperator.Split, new SplitOptions(SplitOptions.Split, 5)),
        (BuiltinOperator.SplitV, new SplitOptions(SplitOptions.SplitV, 6)),
        (BuiltinOperator.StridedSlice, new StridedSliceOptions(1, 2, 3, 4, 5, true)),
        (BuiltinOperator.Sub, new ArithmeticOptions(28, FusedActivation.ReluN1To1)),
        (BuiltinOperator.Svdf, new SvdfOptions(3, FusedActivation.Relu)),
        (BuiltinOperator.TransposeConv, new TransposeConvOptions(PaddingScheme.Valid, new(2, 3), FusedActivation.Relu6)),
        (BuiltinOperator.UnidirectionalSequenceLstm, new LstmOptions(FusedActivation.Tanh, 1.5f, 2.5f, true)),
        (BuiltinOperator.Unpack, new PackOptions(PackOptions.Unpack, 7, 1)),
    ];

    [TestCaseSource(nameof(Written))]
    public void Read_as_written((BuiltinOperator Code, OperatorOptions Options) written) =>
        Assert.That(Reread(written.Code, written.Options), Is.EqualTo(written.Options));

    [Test]
    public void Squeezed_dimensions_are_read_as_written() => Assert.That(
        ((SqueezeOptions)Reread(BuiltinOperator.Squeeze, new SqueezeOptions([1, -1]))).Dimensions, Is.EqualTo([1, -1]));

    /// <summary>The recorded references were written by another writer.</summary>
    [Test]
    public void The_union_member_is_that_of_other_writers()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var node in Execution.OperatorCases.All.SelectMany(c => c.Graph.Operators).Where(n => n.Options.IsPresent))
            {
                var read = OperatorRegistry.All.Single(d => d.Code == node.Code).ReadOptions(node.Options);
                Assert.That(read.UnionType, Is.EqualTo(node.Options.UnionType), node.Name);
            }
        }
    }

    private static OperatorOptions Reread(BuiltinOperator code, OperatorOptions options)
    {
        var node = new OneOperator(code, options).Input(ElementType.Int8, 1).Output(ElementType.Int8, 1).Graph.Operators[0];
        Assert.That(node.Options.UnionType, Is.EqualTo(options.UnionType));
        return OperatorRegistry.All.Single(d => d.Code == code).ReadOptions(node.Options);
    }
}
