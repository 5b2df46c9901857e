using System.Diagnostics;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;
using HilRig.Protocol;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Targets;

/// <summary>
/// The simulator as a target: <c>sim</c> for the model itself, <c>float</c> for its float reference, <c>sim:c</c>, <c>sim:dsp</c>
/// and <c>sim:mve</c> for Arm's wrappers as those builds run them, divergences and refusals included.
/// </summary>
/// <param name="build">The build of CMSIS-NN whose wrappers run; null for the reference.</param>
/// <param name="stateful">True when samples are one stream and variable tensors keep their values.</param>
/// <param name="adapt">Turns the reference's operators into others, as <c>sim:q7</c> does; null for none.</param>
public sealed class SimTarget(
    string name, KernelPath? build = null, bool stateful = false, Func<PreparedModel, PreparedModel>? adapt = null) : ITarget
{
    private PreparedModel? _model;

    public string Name { get; } = name;

    public Provenance Provenance => Provenance.None;

    public TargetDescription Description { get; } = new(
        "host", $"{Environment.ProcessorCount} threads", $"simulator, {VectorWidths.Best}", "", new Dictionary<string, string>());

    private PreparedModel Model => _model ?? throw new InvalidOperationException("load a model first");

    public Task LoadAsync(PreparedModel model, CancellationToken cancellation)
    {
        var prepared = model.Build == build ? model : PreparedModel.Prepare(model.Graph, model.Rounding, build: build);
        _model = adapt is null ? prepared : adapt(prepared);
        return Task.CompletedTask;
    }

    public Task<TargetRun> RunAsync(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, IProgress<int>? progress, CancellationToken cancellation) =>
        Task.Run(() => Run(inputs, samples, layers, progress, cancellation), cancellation);

    public Task<byte[]?> LayerOutputAsync(ReadOnlyMemory<byte> sample, int operatorIndex, CancellationToken cancellation) =>
        Task.FromResult<byte[]?>(RunTo(sample, operatorIndex + 1).Bytes(Model.Operators[operatorIndex].Node.Outputs[0]).ToArray());

    public Task<ElementTrace?> TraceAsync(ReadOnlyMemory<byte> sample, int operatorIndex, int element, CancellationToken cancellation) =>
        Task.FromResult(Model.Operators[operatorIndex] is IBiasedOperator biased
            ? Trace(biased, RunTo(sample, operatorIndex), element)
            : null);

    public Task<MemoryUse?> MeasureMemoryAsync(ReadOnlyMemory<byte> sample, byte pattern, CancellationToken cancellation) =>
        Task.FromResult<MemoryUse?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TargetRun Run(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, IProgress<int>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var (finished, counts) = (0, new CountSum());
        void Done(int count) => progress?.Report(Interlocked.Add(ref finished, count));
        var records = layers == LayerDetail.None ? [] : new LayerRecord[samples][];
        Func<int, ILayerObserver?>? observe = layers == LayerDetail.None
            ? null
            : sample => new CrcRecorder(records[sample] = new LayerRecord[Model.Operators.Length]);
        var outputs = BatchRunner.Run(Model, inputs, samples, Done, observe, stateful, counts.Add, cancellation);
        return new(outputs, [], records, watch.Elapsed) { Arithmetic = counts.Total };
    }

    private InferenceSession RunTo(ReadOnlyMemory<byte> sample, int operators)
    {
        var session = Model.CreateSession();
        session.SetInputs(sample.Span);
        session.Run(operators);
        return session;
    }

    private ElementTrace Trace(IBiasedOperator layer, InferenceSession session, int element)
    {
        var channel = element % layer.Channels;
        var (multiplier, shift) = layer.Quantization[channel];
        var accumulator = layer.Accumulator(session, element);
        var requantized = Requantization.Requantize(accumulator, multiplier, shift, Model.Rounding);
        return new(
            layer.Bias?.Stored[channel] ?? 0, layer.Bias?.Widened[channel] ?? 0, accumulator, multiplier, shift, requantized,
            layer.ClampRange.Clamp(unchecked(requantized + layer.OutputOffset)));
    }

    // Every operator that boards have a kernel for has one output.
    private sealed class CountSum
    {
        private readonly Lock _lock = new();

        public ArithmeticCounts Total { get; private set; } = new(0, 0, 0);

        public void Add(KernelContext context)
        {
            lock (_lock)
                Total = new(Total.Wraps + context.Wraps, Total.ShiftWraps + context.ShiftWraps, Total.Truncations + context.Truncations);
        }
    }

    private sealed class CrcRecorder(LayerRecord[] records) : ILayerObserver
    {
        public void AfterOperator(int operatorIndex, int tensor, ReadOnlySpan<byte> output) =>
            records[operatorIndex] = new(Crc32.Compute(output), 0);
    }
}
