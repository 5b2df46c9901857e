using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.PostTraining.Calibrating;

/// <summary>Keeps the smallest and largest value of every activation.</summary>
internal sealed class RangeRecorder(PreparedModel model) : ActivationRecorder(model)
{
    /// <summary>By tensor index; null where nothing was seen.</summary>
    public RealRange?[] Ranges { get; } = new RealRange?[model.Graph.Tensors.Length];

    public override void Merge(ActivationRecorder other)
    {
        for (var tensor = 0; tensor < Ranges.Length; tensor++)
            Ranges[tensor] = Union(Ranges[tensor], ((RangeRecorder)other).Ranges[tensor]);
    }

    protected override void Include(int tensor, ReadOnlySpan<float> values)
    {
        try
        {
            Ranges[tensor] = Union(Ranges[tensor], RealRange.Of(values));
        }
        catch (ArgumentException notFinite)
        {
            throw new UnsupportedModelException(
                $"{Model.Graph.Tensor(tensor)} cannot be calibrated: {notFinite.Message}; check samples and weights", notFinite);
        }
    }

    private static RealRange? Union(RealRange? a, RealRange? b) => a is { } x && b is { } y ? x.Union(y) : a ?? b;
}
