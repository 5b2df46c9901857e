using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Images;

/// <summary>Flash that a model takes, whether boards can run it yet or not.</summary>
/// <param name="Sizes">Of the model image; without an image, counted from the constants that the operators read.</param>
/// <param name="WhyNoImage">Why the firmware cannot run the model; null when there is an image.</param>
public sealed record Footprint(ImageSizes Sizes, string? WhyNoImage)
{
    public static Footprint Of(PreparedModel model)
    {
        try
        {
            return new(ModelImage.Build(model).Sizes, null);
        }
        catch (UnsupportedModelException refusal)
        {
            return new(Counted(model), refusal.Message);
        }
    }

    private static ImageSizes Counted(PreparedModel model)
    {
        var biased = model.Operators.OfType<IBiasedOperator>().Where(o => o.Bias is not null).ToList();
        var biases = biased.Select(o => o.Bias!.Tensor.Index).ToHashSet();
        var constants = model.Operators.SelectMany(o => o.Node.Inputs).Where(t => t >= 0 && model.Graph.Tensor(t).IsConstant && !biases.Contains(t));
        var records = ImageLayout.HeaderBytes + model.Plan.Places.Count() * ImageLayout.TensorRecordBytes
            + model.Operators.Length * ImageLayout.OperatorRecordBytes;
        return new(
            constants.Distinct().Sum(t => ImageLayout.Aligned(model.Graph.Tensor(t).Data.Length)),
            biased.Sum(o => ImageLayout.BiasFlash(o.Bias!)),
            biased.Sum(o => ImageLayout.Aligned(2 * sizeof(int) * o.Quantization.Multipliers.Length)), ImageLayout.Aligned(records), 0);
    }
}
