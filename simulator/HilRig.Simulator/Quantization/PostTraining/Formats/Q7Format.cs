using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Quantization.PostTraining.Formats;

/// <summary>
/// The formats of CMSIS-NN's legacy kernels as int8 quantization: a scale is a power of two, a zero point 0, a layer has one weight
/// scale. A q7 value with f fraction bits is a code with scale 2^-f.
/// </summary>
internal sealed class Q7Format : Int8Format
{
    public override bool HasScalePerChannel => false;

    public override TensorScale Scale(RealRange range) => range.ToPowerOfTwo();

    public override double WeightScale(double smallest) => RealRange.PowerOfTwo(smallest);

    // arm_add_q7 adds codes as they are; arm_relu_q7 works in place.
    public override OutputRule Output(LayerRule rule) => rule.Code switch
    {
        BuiltinOperator.Add => OutputRule.SharedByAll,
        BuiltinOperator.Relu => OutputRule.SameAsInput,
        _ => rule.Output,
    };

    public override int? Version(LayerRule rule) => rule.IsLegacy ? rule.Version : null;

    // out_shift is the right shift from accumulator to output, and cannot be negative.
    public override float SmallestOutputScale(float inputScale, double weightScale) => (float)(inputScale * weightScale);

    public override string? Refusal(OperatorNode node, OperatorOptions? options) => Activations.Of(options) switch
    {
        FusedActivation.None or FusedActivation.Relu or FusedActivation.Tanh or FusedActivation.SignBit => null,
        var other => $"fused activation {other}; the legacy library has arm_relu_q7 only",
    };
}
