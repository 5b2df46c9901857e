using HilRig.Simulator.Execution;

namespace HilRig.Harness.Targets;

/// <summary>Something a model runs on: the simulator, the float reference, an emulated or a physical board.</summary>
public interface ITarget : IAsyncDisposable
{
    /// <summary>As the user named it: <c>sim</c>, <c>qemu:mps2-an386</c>.</summary>
    string Name { get; }

    /// <summary>Where its cycle figures come from.</summary>
    Provenance Provenance { get; }

    /// <summary>What is known of it once it is open: board, core, clock, kernel set.</summary>
    TargetDescription Description { get; }

    /// <summary>Makes a model ready to run.</summary>
    Task LoadAsync(PreparedModel model, CancellationToken cancellation);

    /// <summary>Runs samples lying one after another.</summary>
    /// <param name="inputs">samples * the model's input bytes.</param>
    /// <param name="layers">What to record of every operator.</param>
    /// <param name="progress">Reports samples finished, in total.</param>
    Task<TargetRun> RunAsync(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, IProgress<int>? progress, CancellationToken cancellation);

    /// <summary>Runs one sample up to and including one operator and gives that operator's output; null where the target does not show it.</summary>
    Task<byte[]?> LayerOutputAsync(ReadOnlyMemory<byte> sample, int operatorIndex, CancellationToken cancellation);

    /// <summary>Bias, accumulator and requantization of one output element; null where the target cannot tell.</summary>
    Task<ElementTrace?> TraceAsync(ReadOnlyMemory<byte> sample, int operatorIndex, int element, CancellationToken cancellation);

    /// <summary>Arena and stack high-water marks of one inference under a paint pattern; null where nothing is measured.</summary>
    Task<MemoryUse?> MeasureMemoryAsync(ReadOnlyMemory<byte> sample, byte pattern, CancellationToken cancellation);
}
