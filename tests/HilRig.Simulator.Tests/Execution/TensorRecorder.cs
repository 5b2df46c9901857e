using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>Keeps every operator's output of every sample, one after another per tensor.</summary>
internal sealed class TensorRecorder(PreparedModel model) : ILayerObserver
{
    private readonly Dictionary<int, List<byte>> _tensors = [];
    private readonly InferenceSession _session = model.CreateSession();

    public byte[] this[int tensor] => [.. _tensors[tensor]];

    public bool Has(int tensor) => _tensors.ContainsKey(tensor);

    public void Run(ReadOnlySpan<byte> sample)
    {
        _session.SetInputs(sample);
        _session.Run(observer: this);
    }

    public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output)
    {
        if (!_tensors.TryGetValue(tensor, out var bytes))
            _tensors.Add(tensor, bytes = []);
        bytes.AddRange(output);
    }
}
