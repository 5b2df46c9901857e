using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;

namespace HilRig.Fixtures.Planted;

/// <summary>A board made of the simulator, that counts and measures what it is told to.</summary>
/// <param name="rounding">How it rounds, whatever it is asked.</param>
/// <param name="instructions">Of every inference.</param>
/// <param name="memory">What painting finds.</param>
public sealed class PlantedTarget(string name, Rounding rounding, long instructions, MemoryUse memory) : ITarget
{
    private readonly SimTarget _simulator = new(name, adapt: model => PreparedModel.Prepare(model.Graph, rounding));

    public string Name => name;

    public Provenance Provenance => Provenance.Emulated;

    public TargetDescription Description => _simulator.Description with { CounterUnit = "instructions" };

    public Task LoadAsync(PreparedModel model, CancellationToken cancellation) => _simulator.LoadAsync(model, cancellation);

    public async Task<TargetRun> RunAsync(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, IProgress<int>? progress, CancellationToken cancellation) =>
        await _simulator.RunAsync(inputs, samples, layers, progress, cancellation) with { Ticks = [.. Enumerable.Repeat(instructions, samples)] };

    public Task<byte[]?> LayerOutputAsync(ReadOnlyMemory<byte> sample, int operatorIndex, CancellationToken cancellation) =>
        _simulator.LayerOutputAsync(sample, operatorIndex, cancellation);

    public Task<ElementTrace?> TraceAsync(ReadOnlyMemory<byte> sample, int operatorIndex, int element, CancellationToken cancellation) =>
        _simulator.TraceAsync(sample, operatorIndex, element, cancellation);

    public Task<MemoryUse?> MeasureMemoryAsync(ReadOnlyMemory<byte> sample, byte pattern, CancellationToken cancellation) =>
        Task.FromResult<MemoryUse?>(memory);

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();
}
