using System.Runtime.InteropServices;
using HilRig.Kernels.NNSupport;

namespace HilRig.Simulator.Execution;

/// <summary>
/// The memory of one running model: an arena laid out by the memory plan. One per thread; nothing is allocated per inference.
/// </summary>
public sealed class InferenceSession
{
    private readonly byte[] _arena;
    private readonly short[] _scratch;

    internal InferenceSession(PreparedModel model)
    {
        Model = model;
        Kernel = new(model.Rounding, model.Path);
        _arena = new byte[model.Plan.ArenaBytes];
        _scratch = new short[model.ScratchElements];
    }

    public PreparedModel Model { get; }

    /// <summary>The kernels' context; its counters tell how often 32-bit arithmetic wrapped in this session.</summary>
    public KernelContext Kernel { get; }

    /// <summary>Scratch of the vector kernels, contents undefined.</summary>
    public Span<short> Scratch => _scratch;

    /// <summary>The bytes of an activation; valid from its producer to its last consumer.</summary>
    /// <param name="tensor">Index in the graph.</param>
    public Span<byte> Bytes(int tensor)
    {
        var place = Model.Plan[tensor];
        return _arena.AsSpan(place.Offset, place.Bytes);
    }

    public Span<sbyte> Int8(int tensor) => MemoryMarshal.Cast<byte, sbyte>(Bytes(tensor));

    public Span<float> Float32(int tensor) => MemoryMarshal.Cast<byte, float>(Bytes(tensor));

    /// <summary>Copies one sample's inputs, one after another in the model's order.</summary>
    public void SetInputs(ReadOnlySpan<byte> sample)
    {
        foreach (var tensor in Model.Graph.Inputs)
        {
            var target = Bytes(tensor);
            sample[..target.Length].CopyTo(target);
            sample = sample[target.Length..];
        }
    }

    /// <summary>Copies the outputs, one after another in the model's order.</summary>
    public void GetOutputs(Span<byte> sample)
    {
        foreach (var tensor in Model.Graph.Outputs)
        {
            var source = Bytes(tensor);
            source.CopyTo(sample);
            sample = sample[source.Length..];
        }
    }

    /// <summary>Runs the first <paramref name="operators"/> operators, or all.</summary>
    public void Run(int operators = int.MaxValue, ILayerObserver? observer = null)
    {
        var count = Math.Min(operators, Model.Operators.Length);
        for (var index = 0; index < count; index++)
        {
            Model.Operators[index].Invoke(this);
            observer?.AfterOperator(index, Bytes(Model.Operators[index].Node.Outputs[0]));
        }
    }
}
