using HilRig.Simulator.Operators.Common;
using static HilRig.Simulator.Models.BuiltinOperator;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>Every operator the quantizer knows: a new one is a line here.</summary>
internal static class LayerRules
{
    public static IReadOnlyList<LayerRule> All { get; } =
    [
        // Weights. FULLY_CONNECTED has one scale for the tensor: the form that every runtime takes.
        new(Conv2D, 3, 4, OutputRule.Observed, new(axis: 0, perChannel: true)) { IsLegacy = true },
        new(DepthwiseConv2D, 3, 5, OutputRule.Observed, new(axis: 3, perChannel: true)) { IsLegacy = true },
        new(FullyConnected, 4, 7, OutputRule.Observed, new(axis: 0, perChannel: false)) { IsLegacy = true },
        new(TransposeConv, 3, 4, OutputRule.Observed, new(0, true, LayerInputs.Transposed)),

        // Values of their own range.
        new(Add, 2, 3, OutputRule.Observed) { IsLegacy = true },
        new(BatchMatMul, 2, 3, OutputRule.Observed),
        new(Elu, 1, null, OutputRule.Observed),
        new(HardSwish, 1, null, OutputRule.Observed),
        new(LeakyRelu, 2, 2, OutputRule.Observed),
        new(Mean, 2, 3, OutputRule.Observed),
        new(Mul, 2, 4, OutputRule.Observed),
        new(Prelu, 1, null, OutputRule.Observed),
        new(Relu, 2, 3, OutputRule.Observed) { IsLegacy = true },
        new(Sub, 2, 5, OutputRule.Observed),
        new(Sum, 2, 2, OutputRule.Observed),

        // Outputs that the kernels fix.
        new(L2Normalization, 2, null, OutputRule.Sine),
        new(Logistic, 2, 3, OutputRule.Probability),
        new(LogSoftmax, 2, null, OutputRule.LogProbability),
        new(Softmax, 2, 3, OutputRule.Probability) { IsLegacy = true },
        new(Tanh, 2, 3, OutputRule.Sine),

        // Codes that meet as they are.
        new(Concatenation, 2, 3, OutputRule.SharedByAll),
        new(Maximum, 2, 4, OutputRule.SharedByAll),
        new(Minimum, 2, 4, OutputRule.SharedByAll),
        new(Pack, 2, 3, OutputRule.SharedByAll),

        // Codes that are copied, clamped or averaged.
        new(AveragePool2D, 2, 3, OutputRule.SameAsInput) { IsLegacy = true },
        new(DepthToSpace, 2, null, OutputRule.SameAsInput),
        new(ExpandDims, 1, 1, OutputRule.SameAsInput) { IsLegacy = true },
        new(Gather, 2, 4, OutputRule.SameAsInput),
        new(MaxPool2D, 2, 3, OutputRule.SameAsInput) { IsLegacy = true },
        new(MirrorPad, 2, null, OutputRule.SameAsInput),
        new(Pad, 2, 3, OutputRule.SameAsInput),
        new(ReduceMax, 2, null, OutputRule.SameAsInput),
        new(ReduceMin, 2, null, OutputRule.SameAsInput),
        // Its kernel clamps codes and does not look at the output's scale.
        new(Relu6, 2, 3, OutputRule.SameAsInput),
        new(Reshape, 1, 1, OutputRule.SameAsInput) { IsLegacy = true },
        new(ResizeBilinear, 2, null, OutputRule.SameAsInput),
        new(ResizeNearestNeighbor, 2, 4, OutputRule.SameAsInput),
        new(Slice, 2, 4, OutputRule.SameAsInput),
        new(SpaceToDepth, 2, null, OutputRule.SameAsInput),
        new(Split, 2, 4, OutputRule.SameAsInput) { Data = 1 },
        new(SplitV, 2, null, OutputRule.SameAsInput),
        new(Squeeze, 1, 2, OutputRule.SameAsInput) { IsLegacy = true },
        new(StridedSlice, 2, 4, OutputRule.SameAsInput),
        new(Transpose, 2, 4, OutputRule.SameAsInput),
        new(Unpack, 2, 4, OutputRule.SameAsInput),
    ];
}
