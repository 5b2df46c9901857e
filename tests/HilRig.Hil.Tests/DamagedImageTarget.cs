using HilRig.Harness.Images;
using HilRig.Harness.Targets;
using HilRig.Simulator.Execution;

namespace HilRig.Hil.Tests;

/// <summary>A board whose image is damaged on its way there.</summary>
internal sealed class DamagedImageTarget(DeviceTarget board, Action<byte[]> damage) : ITarget
{
    public string Name => board.Name;

    public Provenance Provenance => board.Provenance;

    public TargetDescription Description => board.Description;

    public Task LoadAsync(PreparedModel model, CancellationToken cancellation)
    {
        var image = ModelImage.Build(model);
        damage(image.Bytes);
        return board.LoadAsync(model, image, cancellation);
    }

    public Task<TargetRun> RunAsync(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, IProgress<int>? progress, CancellationToken cancellation) =>
        board.RunAsync(inputs, samples, layers, progress, cancellation);

    public Task<byte[]?> LayerOutputAsync(ReadOnlyMemory<byte> sample, int operatorIndex, CancellationToken cancellation) =>
        board.LayerOutputAsync(sample, operatorIndex, cancellation);

    public Task<ElementTrace?> TraceAsync(ReadOnlyMemory<byte> sample, int operatorIndex, int element, CancellationToken cancellation) =>
        board.TraceAsync(sample, operatorIndex, element, cancellation);

    public Task<MemoryUse?> MeasureMemoryAsync(ReadOnlyMemory<byte> sample, byte pattern, CancellationToken cancellation) =>
        board.MeasureMemoryAsync(sample, pattern, cancellation);

    public ValueTask DisposeAsync() => board.DisposeAsync();
}
