using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>Keeps the range of every activation over the samples of one thread.</summary>
internal sealed class RangeRecorder(PreparedModel model) : ILayerObserver
{
    private readonly InferenceSession _session = model.CreateSession();

    /// <summary>By tensor index; null where nothing was seen.</summary>
    public RealRange?[] Ranges { get; } = new RealRange?[model.Graph.Tensors.Length];

    public void Run(ReadOnlySpan<byte> sample)
    {
        _session.SetInputs(sample);
        foreach (var tensor in model.Graph.Inputs)
            Include(tensor, _session.Bytes(tensor));
        _session.Run(observer: this);
    }

    public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output) => Include(tensor, output);

    /// <summary>Widens these ranges to hold the other thread's: minimum and maximum do not depend on the order.</summary>
    public void Merge(RangeRecorder other)
    {
        for (var tensor = 0; tensor < Ranges.Length; tensor++)
            Ranges[tensor] = Union(Ranges[tensor], other.Ranges[tensor]);
    }

    private void Include(int tensor, ReadOnlySpan<byte> bytes)
    {
        try
        {
            Ranges[tensor] = Union(Ranges[tensor], RealRange.Of(MemoryMarshal.Cast<byte, float>(bytes)));
        }
        catch (ArgumentException notFinite)
        {
            throw new UnsupportedModelException(
                $"{model.Graph.Tensor(tensor)} cannot be calibrated: {notFinite.Message}; check samples and weights", notFinite);
        }
    }

    private static RealRange? Union(RealRange? a, RealRange? b) => a is { } x && b is { } y ? x.Union(y) : a ?? b;
}
