using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Quantization.PostTraining.Formats;

/// <summary>How one kind of integer model stores its numbers.</summary>
internal abstract class NumberFormat
{
    /// <summary>Type of activations.</summary>
    public abstract ElementType Activation { get; }

    /// <summary>Smallest and largest code of an activation.</summary>
    public abstract (int Min, int Max) Codes { get; }

    /// <summary>Type that biases are quantized to, before they are narrowed.</summary>
    public virtual ElementType Bias => ElementType.Int32;

    /// <summary>Largest magnitude of a bias in accumulator steps, so that the sum of products has room beside it.</summary>
    public virtual double LargestBias => 1 << 30;

    /// <summary>False where every layer has one weight scale.</summary>
    public virtual bool HasScalePerChannel => true;

    /// <summary>Scale and zero point for values of a range; 0 is exact.</summary>
    public abstract TensorScale Scale(RealRange range);

    /// <summary>The weight scale to take in place of the smallest that fits.</summary>
    public virtual double WeightScale(double smallest) => smallest;

    /// <summary>The output quantization that an operator's kernels insist on; null where they take any.</summary>
    public abstract TensorScale? Fixed(OutputRule rule);

    /// <summary>What decides the scale of an operator's output here.</summary>
    public virtual OutputRule Output(LayerRule rule) => rule.Output;

    /// <summary>The operator version that means this format to TFLite; null where there are no such kernels.</summary>
    public abstract int? Version(LayerRule rule);

    /// <summary>An operator's options as this format needs them.</summary>
    public virtual OperatorOptions Options(OperatorOptions options) => options;

    /// <summary>The smallest scale that a layer's kernels can give their output.</summary>
    public virtual float SmallestOutputScale(float inputScale, double weightScale) => 0;

    /// <summary>Why an operator that has a version here cannot be taken; null where it can.</summary>
    public virtual string? Refusal(OperatorNode node, OperatorOptions? options) => null;

    public static NumberFormat Of(QuantizationTarget target) => target switch
    {
        QuantizationTarget.Int16x8 => new Int16x8Format(),
        QuantizationTarget.Q7 => new Q7Format(),
        _ => new Int8Format(),
    };
}
