using System.Collections.Frozen;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators;

/// <summary>Every operator the simulator has: a new one is a folder and one line here.</summary>
public static class OperatorRegistry
{
    public static IReadOnlyList<OperatorDefinition> All { get; } =
    [
        // Sums and products of two tensors.
        new Add.AddDefinition(),
        new Arithmetic.DivDefinition(),
        new Arithmetic.MulDefinition(),
        new Arithmetic.SquaredDifferenceDefinition(),
        new Arithmetic.SubDefinition(),

        // Activations and scales.
        new Activations.EluDefinition(),
        new Activations.HardSwishDefinition(),
        new Activations.LeakyReluDefinition(),
        new Activations.LogisticDefinition(),
        new Activations.PreluDefinition(),
        new Activations.ReluDefinition(),
        new Activations.Relu6Definition(),
        new Activations.TanhDefinition(),
        new Dequantize.DequantizeDefinition(),
        new Quantize.QuantizeDefinition(),

        // Layers with weights, pooling, softmax.
        new AveragePool2D.AveragePool2DDefinition(),
        new BatchMatMul.BatchMatMulDefinition(),
        new Conv2D.Conv2DDefinition(),
        new DepthwiseConv2D.DepthwiseConv2DDefinition(),
        new FullyConnected.FullyConnectedDefinition(),
        new L2Pool2D.L2Pool2DDefinition(),
        new MaxPool2D.MaxPool2DDefinition(),
        new Softmax.SoftmaxDefinition(),
        new Svdf.SvdfDefinition(),
        new TransposeConv.TransposeConvDefinition(),
        new UnidirectionalSequenceLstm.UnidirectionalSequenceLstmDefinition(),

        // Along rows and axes.
        new L2Normalization.L2NormalizationDefinition(),
        new LogSoftmax.LogSoftmaxDefinition(),
        Reductions.ReductionFamily.All,
        Reductions.ReductionFamily.Any,
        Reductions.ReductionFamily.Max,
        Reductions.ReductionFamily.Mean,
        Reductions.ReductionFamily.Min,
        Reductions.ReductionFamily.Sum,

        // Shapes and copies.
        new Concatenation.ConcatenationDefinition(),
        new Pad.PadDefinition(BuiltinOperator.Pad),
        new Pad.PadDefinition(BuiltinOperator.PadV2),
        new Reshape.ReshapeDefinition(),

        // Parts of tensors and other orders.
        new DynamicUpdateSlice.DynamicUpdateSliceDefinition(),
        new Filling.BroadcastToDefinition(),
        new Filling.FillDefinition(),
        new Filling.ZerosLikeDefinition(),
        new Gather.EmbeddingLookupDefinition(),
        new Gather.GatherDefinition(),
        new Gather.GatherNdDefinition(),
        new MirrorPad.MirrorPadDefinition(),
        new Resize.BilinearDefinition(),
        new Resize.NearestDefinition(),
        new ReverseV2.ReverseV2Definition(),
        new Shapes.ExpandDimsDefinition(),
        new Shapes.ShapeDefinition(),
        new Shapes.SqueezeDefinition(),
        new Slice.SliceDefinition(),
        new SpaceBatch.BatchToSpaceDefinition(),
        new SpaceBatch.SpaceToBatchDefinition(),
        new SpaceDepth.DepthToSpaceDefinition(),
        new SpaceDepth.SpaceToDepthDefinition(),
        new Split.PackDefinition(),
        Split.SplitDefinition.Split(),
        Split.SplitDefinition.SplitV(),
        new Split.UnpackDefinition(),
        new StridedSlice.StridedSliceDefinition(),
        new Transpose.TransposeDefinition(),

        // Element by element.
        new Cast.CastDefinition(),
        Comparison.ComparisonFamily.Equal,
        Comparison.ComparisonFamily.Greater,
        Comparison.ComparisonFamily.GreaterEqual,
        Comparison.ComparisonFamily.Less,
        Comparison.ComparisonFamily.LessEqual,
        Comparison.ComparisonFamily.NotEqual,
        Extremum.ExtremumFamily.Maximum,
        Extremum.ExtremumFamily.Minimum,
        FloorArithmetic.FloorFamily.Div,
        FloorArithmetic.FloorFamily.Mod,
        Logical.LogicalFamily.And,
        Logical.LogicalFamily.Not,
        Logical.LogicalFamily.Or,
        new Select.SelectV2Definition(),
        Unary.UnaryFamily.Abs,
        Unary.UnaryFamily.Ceil,
        Unary.UnaryFamily.Cos,
        Unary.UnaryFamily.Exp,
        Unary.UnaryFamily.Floor,
        Unary.UnaryFamily.Log,
        Unary.UnaryFamily.Neg,
        Unary.UnaryFamily.Round,
        Unary.UnaryFamily.Rsqrt,
        Unary.UnaryFamily.Sin,
        Unary.UnaryFamily.Sqrt,
        Unary.UnaryFamily.Square,

        // Sums of many and positions of extremes.
        ArgMinMax.ArgDefinition.Max,
        ArgMinMax.ArgDefinition.Min,
        new Sums.AddNDefinition(),
        new Sums.CumSumDefinition(),
    ];

    private static readonly FrozenDictionary<BuiltinOperator, OperatorDefinition> ByCode = All.ToFrozenDictionary(d => d.Code);

    /// <exception cref="UnsupportedModelException">No such operator, or a version beyond the known ones; names its tensors.</exception>
    public static OperatorDefinition Find(ModelGraph graph, OperatorNode node)
    {
        if (node.CustomCode is not null || !ByCode.TryGetValue(node.Code, out var definition))
            throw new UnsupportedModelException($"{node} ({Tensors(graph, node)}) is not supported; it is none of the {All.Count} operators that `hilrig operators` lists");
        if (node.Version > definition.MaxVersion)
            throw new UnsupportedModelException(
                $"{node} ({Tensors(graph, node)}) is newer than the versions 1 to {definition.MaxVersion} that are supported");
        return definition;
    }

    private static string Tensors(ModelGraph graph, OperatorNode node) => string.Join(
        " -> ", new[] { node.Inputs, node.Outputs }.SelectMany(list => list.Where(t => t >= 0).Take(1)).Select(t => graph.Tensor(t)));
}
