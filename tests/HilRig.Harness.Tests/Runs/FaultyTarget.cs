using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Tests.Runs;

/// <summary>A board that is the simulator with a planted fault.</summary>
internal sealed class FaultyTarget : ITarget
{
    private readonly SimTarget _sim = new("sim");
    private PreparedModel? _model;

    /// <summary>Changes a run's result.</summary>
    public Func<TargetRun, TargetRun> Damage { get; init; } = run => run;

    /// <summary>Changes an operator's output when it is asked for.</summary>
    public Func<int, byte[], byte[]> DamageLayer { get; init; } = (_, output) => output;

    /// <summary>Changes an element's trace.</summary>
    public Func<ElementTrace, ElementTrace> DamageTrace { get; init; } = trace => trace;

    /// <summary>How the board rounds, whatever it is told; null for what it is told.</summary>
    public Rounding? Rounds { get; init; }

    /// <summary>Added to the arena's planned size in what is measured.</summary>
    public int ArenaExcess { get; init; }

    /// <summary>Bytes the board lacks for any model; 0 for none.</summary>
    public int Lacks { get; init; }

    public string Name { get; init; } = "fake:board";

    public Provenance Provenance => Provenance.Emulated;

    public TargetDescription Description { get; } = new("board", "core", "kernels", "instructions", new Dictionary<string, string>());

    public Task LoadAsync(PreparedModel model, CancellationToken cancellation)
    {
        _model = model;
        if (Lacks > 0)
            throw new ModelTooLargeException(Name, "arena", 1000, model.Graph.Name, 1000 + Lacks);
        return _sim.LoadAsync(Rounds is { } rounding ? PreparedModel.Prepare(model.Graph, rounding) : model, cancellation);
    }

    public async Task<TargetRun> RunAsync(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, IProgress<int>? progress, CancellationToken cancellation)
    {
        var run = await _sim.RunAsync(inputs, samples, layers, progress, cancellation);
        return Damage(run with { Ticks = [.. Enumerable.Repeat(1000L, samples)] });
    }

    public async Task<byte[]?> LayerOutputAsync(ReadOnlyMemory<byte> sample, int operatorIndex, CancellationToken cancellation) =>
        DamageLayer(operatorIndex, (await _sim.LayerOutputAsync(sample, operatorIndex, cancellation))!);

    public async Task<ElementTrace?> TraceAsync(ReadOnlyMemory<byte> sample, int operatorIndex, int element, CancellationToken cancellation) =>
        await _sim.TraceAsync(sample, operatorIndex, element, cancellation) is { } trace ? DamageTrace(trace) : null;

    public Task<MemoryUse?> MeasureMemoryAsync(ReadOnlyMemory<byte> sample, byte pattern, CancellationToken cancellation) =>
        Task.FromResult<MemoryUse?>(new(_model!.Plan.HighWater + ArenaExcess, 500));

    public ValueTask DisposeAsync() => _sim.DisposeAsync();
}
