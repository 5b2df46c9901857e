using System.Runtime.InteropServices;
using HilRig.Kernels.NNSupport;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Simulator.Execution;

/// <summary>
/// The memory of one running model: an arena laid out by the memory plan. One per thread; nothing is allocated per inference.
/// </summary>
public sealed class InferenceSession
{
    private readonly byte[] _arena;
    private readonly short[] _scratch;
    private readonly Memory<byte>[] _tensors;
    private readonly Dictionary<int, object> _workspaces;

    internal InferenceSession(PreparedModel model)
    {
        Model = model;
        Kernel = new(model.Rounding, model.Build ?? KernelPath.C);
        _arena = new byte[model.Plan.ArenaBytes];
        _scratch = new short[model.ScratchElements];
        _tensors = [.. model.Graph.Tensors.Select(t => MemoryOf(t.Index))];
        _workspaces = model.Operators.Where(o => o.HasWorkspace).ToDictionary(o => o.Node.Index, o => o.CreateWorkspace());
        ResetState();
    }

    public PreparedModel Model { get; }

    /// <summary>The kernels' context; its counters tell how often 32-bit arithmetic wrapped in this session.</summary>
    public KernelContext Kernel { get; }

    /// <summary>Scratch of the kernels, contents undefined.</summary>
    public Span<short> Scratch => _scratch;

    /// <summary>
    /// The bytes of a tensor. An activation's are valid from its producer to its last consumer; a constant's are the model's own
    /// and only to be read, which holds because no operator is prepared that writes a constant.
    /// </summary>
    /// <param name="tensor">Index in the graph.</param>
    public Span<byte> Bytes(int tensor) => _tensors[tensor].Span;

    public Span<sbyte> Int8(int tensor) => Span<sbyte>(tensor);

    public Span<short> Int16(int tensor) => Span<short>(tensor);

    public Span<int> Int32(int tensor) => Span<int>(tensor);

    public Span<float> Float32(int tensor) => Span<float>(tensor);

    /// <summary>A tensor's elements; <typeparamref name="T"/> has the size of its type.</summary>
    public Span<T> Span<T>(int tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes(tensor));

    /// <summary>What an operator made for this session in <see cref="PreparedOperator.CreateWorkspace"/>.</summary>
    public object Workspace(OperatorNode node) => _workspaces[node.Index];

    /// <summary>Fills every variable tensor as TensorFlow Lite Micro does at allocation: INT8 with its zero point, others with 0.</summary>
    public void ResetState()
    {
        foreach (var variable in Model.Variables)
            Bytes(variable.Index).Fill(variable.ResetByte);
    }

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

    /// <summary>
    /// Takes over everything that another session has computed so far and goes on from there, as often as one likes. It is of the same
    /// model or of a version that differs in constants alone: those have the same memory plan.
    /// </summary>
    /// <exception cref="ArgumentException">The other session is of a model with another memory plan.</exception>
    public void ContinueFrom(InferenceSession other)
    {
        if (_arena.Length != other._arena.Length)
            throw new ArgumentException($"arenas of {_arena.Length} and {other._arena.Length} bytes: not two versions of one model", nameof(other));
        other._arena.CopyTo(_arena, 0);
    }

    /// <summary>Runs the first <paramref name="operators"/> operators, or all.</summary>
    /// <exception cref="UnsupportedModelException">These values ask a kernel for what the C leaves undefined.</exception>
    public void Run(int operators = int.MaxValue, ILayerObserver? observer = null) =>
        RunRange(0, Math.Min(operators, Model.Operators.Length), observer);

    /// <summary>Runs the operators from <paramref name="first"/> up to but not <paramref name="end"/> on what lies in the arena.</summary>
    /// <exception cref="UnsupportedModelException">As <see cref="Run"/>.</exception>
    public void RunRange(int first, int end, ILayerObserver? observer = null)
    {
        for (var index = first; index < end; index++)
        {
            Invoke(Model.Operators[index]);
            if (observer is not null)
                Show(observer, index);
        }
    }

    // What depends on the values cannot be refused when the model is prepared: a division by zero, a sum beyond 64 bits.
    private void Invoke(PreparedOperator prepared)
    {
        try
        {
            prepared.Invoke(this);
        }
        catch (Exception undefined) when (undefined is KernelException or OverflowException)
        {
            throw new UnsupportedModelException($"{prepared.Node}: {undefined.Message}", undefined);
        }
    }

    private void Show(ILayerObserver observer, int index)
    {
        foreach (var tensor in Model.Operators[index].Node.Outputs)
            observer.AfterOperator(index, tensor, Bytes(tensor));
    }

    private Memory<byte> MemoryOf(int tensor)
    {
        if (!Model.Plan.Contains(tensor))
            return MemoryMarshal.AsMemory(Model.Graph.Tensor(tensor).Data);
        var place = Model.Plan[tensor];
        return _arena.AsMemory(place.Offset, place.Bytes);
    }
}
