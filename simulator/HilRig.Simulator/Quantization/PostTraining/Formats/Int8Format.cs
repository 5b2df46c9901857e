using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Quantization.PostTraining.Formats;

/// <summary>TFLite's int8: asymmetric activations, symmetric weights with a scale per channel, int32 biases.</summary>
internal class Int8Format : NumberFormat
{
    public override ElementType Activation => ElementType.Int8;

    public override (int Min, int Max) Codes => (sbyte.MinValue, sbyte.MaxValue);

    public override TensorScale Scale(RealRange range) => range.ToInt8();

    public override TensorScale? Fixed(OutputRule rule) => rule switch
    {
        OutputRule.Probability => new(1f / 256, sbyte.MinValue),
        OutputRule.Sine => new(1f / 128, 0),
        OutputRule.LogProbability => new(16f / 256, sbyte.MaxValue),
        _ => null,
    };

    public override int? Version(LayerRule rule) => rule.Version;
}
