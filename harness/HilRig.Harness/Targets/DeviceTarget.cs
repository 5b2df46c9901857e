using System.Diagnostics;
using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Harness.Images;
using HilRig.Protocol.Commands;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Targets;

/// <summary>A board, emulated or real, that speaks the wire.</summary>
public sealed class DeviceTarget : ITarget
{
    // Far below what any emulator here reaches, so that a deadline means a hang and not a busy machine.
    private const double SlowestMacsPerSecond = 5e6;

    private readonly EmulatedBoard _board;
    private readonly DeviceClient _device;
    private readonly HelloReply _identity;
    private PreparedModel? _model;
    private ModelImage? _image;

    /// <param name="identity">What the board answered to HELLO.</param>
    public DeviceTarget(string name, EmulatedBoard board, DeviceClient device, HelloReply identity)
    {
        (Name, _board, _device, _identity) = (name, board, device, identity);
        Description = TargetDescription.Of(identity);
    }

    public string Name { get; }

    public Provenance Provenance => _identity.Clock.Unit switch
    {
        CounterUnit.Cycles => Provenance.Measured,
        CounterUnit.Instructions => Provenance.Emulated,
        CounterUnit.Nanoseconds => Provenance.Host,
        _ => Provenance.None,
    };

    public TargetDescription Description { get; }

    private ModelImage Image => _image ?? throw new InvalidOperationException("load a model first");

    private PreparedModel Model => _model ?? throw new InvalidOperationException("load a model first");

    private TimeSpan RunEstimate => TimeSpan.FromSeconds(Model.Macs / SlowestMacsPerSecond);

    public Task LoadAsync(PreparedModel model, CancellationToken cancellation) =>
        LoadAsync(model, ModelImage.Build(model), cancellation);

    /// <summary>Loads an image that need not be the model's own: a test plants its fault here.</summary>
    /// <exception cref="ModelTooLargeException">The board lacks memory, with how many bytes.</exception>
    public async Task LoadAsync(PreparedModel model, ModelImage image, CancellationToken cancellation)
    {
        RequireRoom("model image", _identity.Limits.ImageCapacity, image.Bytes.Length, model);
        RequireRoom("arena", _identity.Limits.ArenaCapacity, model.Plan.ArenaBytes, model);
        RequireRoom("widened biases", _identity.Limits.BiasRamCapacity, image.Sizes.BiasRam, model);
        if (_board.Window is { } window)
            window.Write(0, image.Bytes);
        else
            await _device.LoadImageAsync(image.Bytes, cancellationToken: cancellation);
        var info = await _device.CommitImageAsync(cancellationToken: cancellation);
        if (!info.ModelHash.Span.SequenceEqual(image.ModelHash.AsSpan()) || info.Operators != model.Operators.Length)
            throw new ContradictionException(
                $"{Name} reports model {info.ModelHashText} with {info.Operators} operators, sent was {Convert.ToHexStringLower(image.ModelHash.AsSpan())} with {model.Operators.Length}");
        (_model, _image) = (model, image);
    }

    public async Task<TargetRun> RunAsync(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, IProgress<int>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var sink = new RunSink(samples, Model.OutputBytes, layers != LayerDetail.None, _identity.Clock);
        if (_board.Window is { } window)
            await new WindowRunner(_device, window, Model, Image.Bytes.Length, RunEstimate).RunAsync(inputs, sink, progress, cancellation);
        else
            await RunOverWireAsync(inputs, sink, progress, cancellation);
        return sink.Finish(watch.Elapsed);
    }

    public async Task<byte[]> LayerOutputAsync(ReadOnlyMemory<byte> sample, int operatorIndex, CancellationToken cancellation)
    {
        await RunToAsync(sample, operatorIndex + 1, cancellation);
        var tensor = Model.Operators[operatorIndex].Node.Outputs[0];
        return await _device.ReadTensorAsync((ushort)Image.TensorIndices[tensor], Model.Plan[tensor].Bytes, cancellation);
    }

    public async Task<ElementTrace?> TraceAsync(
        ReadOnlyMemory<byte> sample, int operatorIndex, int element, CancellationToken cancellation)
    {
        if (Model.Operators[operatorIndex] is not IBiasedOperator)
            return null;
        await RunToAsync(sample, operatorIndex, cancellation);
        var p = await _device.ProbeAsync((ushort)operatorIndex, (uint)element, cancellation);
        return new(p.BiasStored, p.BiasWidened, p.Accumulator, p.Multiplier, p.Shift, p.Requantized, p.Output);
    }

    public async Task<MemoryUse?> MeasureMemoryAsync(ReadOnlyMemory<byte> sample, byte pattern, CancellationToken cancellation)
    {
        await _device.WriteInputAsync(sample, cancellation);
        var reply = await _device.RunAsync(new(Flags: RunFlags.Paint, Pattern: pattern), RunEstimate, cancellation);
        return new((int)reply.ArenaHighWater, (int)reply.StackHighWater);
    }

    public async ValueTask DisposeAsync()
    {
        await _device.DisposeAsync();
        await _board.DisposeAsync();
    }

    private async Task RunToAsync(ReadOnlyMemory<byte> sample, int operators, CancellationToken cancellation)
    {
        await _device.WriteInputAsync(sample, cancellation);
        await _device.RunAsync(new((ushort)operators), RunEstimate, cancellation);
    }

    private async Task RunOverWireAsync(ReadOnlyMemory<byte> inputs, RunSink sink, IProgress<int>? progress, CancellationToken cancellation)
    {
        var flags = sink.WantsLayers ? RunFlags.Records : RunFlags.None;
        for (var sample = 0; sample < sink.Samples; sample++)
        {
            await _device.WriteInputAsync(inputs.Slice(sample * Model.InputBytes, Model.InputBytes), cancellation);
            var reply = await _device.RunAsync(new(Flags: flags), RunEstimate, cancellation);
            var output = await _device.ReadOutputAsync(Model.OutputBytes, cancellation);
            var layers = sink.WantsLayers ? await _device.ReadLayersAsync(Model.Operators.Length, cancellation) : [];
            sink.Add(sample, output, reply.OutputCrc, reply.Ticks, layers);
            progress?.Report(sample + 1);
        }
    }

    private void RequireRoom(string what, long available, long needed, PreparedModel model)
    {
        if (needed > available)
            throw new ModelTooLargeException(Name, what, available, model.Graph.Name, needed);
    }
}
