using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Quantization.PostTraining.Calibrating;

/// <summary>Shows every activation of the samples of one thread: the model's inputs, then each operator's outputs.</summary>
internal abstract class ActivationRecorder(PreparedModel model) : ILayerObserver
{
    private readonly InferenceSession _session = model.CreateSession();

    protected PreparedModel Model { get; } = model;

    public void Run(ReadOnlySpan<byte> sample)
    {
        _session.SetInputs(sample);
        foreach (var tensor in Model.Graph.Inputs)
            Include(tensor, MemoryMarshal.Cast<byte, float>(_session.Bytes(tensor)));
        _session.Run(observer: this);
    }

    public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output) =>
        Include(tensor, MemoryMarshal.Cast<byte, float>(output));

    /// <summary>Adds what another thread saw: the sum must not depend on the order.</summary>
    public abstract void Merge(ActivationRecorder other);

    protected abstract void Include(int tensor, ReadOnlySpan<float> values);
}
