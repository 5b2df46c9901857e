using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.Arithmetic;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Quantization.PostTraining.Formats;

/// <summary>TFLite's int16x8: symmetric int16 activations, int8 weights with a scale per channel, int64 biases.</summary>
internal sealed class Int16x8Format : NumberFormat
{
    public override ElementType Activation => ElementType.Int16;

    public override (int Min, int Max) Codes => (short.MinValue, short.MaxValue);

    public override ElementType Bias => ElementType.Int64;

    // The kernels' 64-bit requantization takes sums of 48 bits.
    public override double LargestBias => 1L << 38;

    public override TensorScale Scale(RealRange range) => range.ToInt16();

    public override TensorScale? Fixed(OutputRule rule) =>
        rule is OutputRule.Probability or OutputRule.Sine ? new(1f / 32768, 0) : null;

    public override int? Version(LayerRule rule) => rule.WideVersion;

    // TFLite takes scales that are no powers of two only where the options say so; TensorFlow Lite Micro does not look.
    public override OperatorOptions Options(OperatorOptions options) => options switch
    {
        AddOptions add => add with { PotScaleInt16 = false },
        ArithmeticOptions arithmetic => arithmetic with { PotScaleInt16 = false },
        _ => options,
    };
}
