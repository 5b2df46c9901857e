using System.Diagnostics;
using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Harness.Images;
using HilRig.Protocol;
using HilRig.Protocol.Commands;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Targets;

/// <summary>A board, emulated or real, that speaks the wire.</summary>
public sealed class DeviceTarget : ITarget
{
    // Far below what any emulator here reaches, so that a deadline means a hang and not a busy machine.
    private const double SlowestMacsPerSecond = 5e6;

    private static readonly TimeSpan SlowestImage = TimeSpan.FromSeconds(10);

    private readonly BoardOpener _open;
    private BoardSession _session;
    private PreparedModel? _model;
    private ModelImage? _image;

    private DeviceTarget(string name, BoardOpener open, BoardSession session)
    {
        (Name, _open, _session) = (name, open, session);
        Description = TargetDescription.Of(session.Identity);
    }

    /// <summary>Starts the board.</summary>
    /// <param name="open">Also starts it again, with a model image in its flash, where its image slot is flash.</param>
    public static async Task<DeviceTarget> OpenAsync(string name, BoardOpener open, CancellationToken cancellation) =>
        new(name, open, await open(null, cancellation));

    public string Name { get; }

    public Provenance Provenance => Identity.Clock.Unit switch
    {
        CounterUnit.Cycles => Provenance.Measured,
        CounterUnit.Instructions => Provenance.Emulated,
        CounterUnit.Nanoseconds => Provenance.Host,
        _ => Provenance.None,
    };

    public TargetDescription Description { get; }

    private EmulatedBoard Board => _session.Board;

    private DeviceClient Device => _session.Device;

    private HelloReply Identity => _session.Identity;

    private ModelImage Image => _image ?? throw new InvalidOperationException("load a model first");

    private PreparedModel Model => _model ?? throw new InvalidOperationException("load a model first");

    private TimeSpan RunEstimate => TimeSpan.FromSeconds(Model.Macs / SlowestMacsPerSecond);

    public Task LoadAsync(PreparedModel model, CancellationToken cancellation) =>
        LoadAsync(model, ModelImage.Build(model), cancellation);

    /// <summary>Loads an image that need not be the model's own: a test plants its fault here.</summary>
    /// <exception cref="ModelTooLargeException">The board lacks memory, with how many bytes.</exception>
    public async Task LoadAsync(PreparedModel model, ModelImage image, CancellationToken cancellation)
    {
        RequireRoom("model image", Identity.Limits.ImageCapacity, image.Bytes.Length, model);
        RequireRoom("arena", Identity.Limits.ArenaCapacity, model.Plan.ArenaBytes, model);
        RequireRoom("widened biases", Identity.Limits.BiasRamCapacity, image.Sizes.BiasRam, model);
        await DeliverAsync(image.Bytes, cancellation);
        var info = await CommitAsync(model, cancellation);
        if (!info.ModelHash.Span.SequenceEqual(image.ModelHash.AsSpan()) || info.Operators != model.Operators.Length)
            throw new ContradictionException(
                $"{Name} reports model {info.ModelHashText} with {info.Operators} operators, sent was {Convert.ToHexStringLower(image.ModelHash.AsSpan())} with {model.Operators.Length}");
        (_model, _image) = (model, image);
    }

    public async Task<TargetRun> RunAsync(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, IProgress<int>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var sink = new RunSink(samples, Model.OutputBytes, layers != LayerDetail.None, Identity.Clock);
        if (Board.Window is { } window)
            await new WindowRunner(Device, window, Model, Image.Bytes.Length, RunEstimate).RunAsync(inputs, sink, progress, cancellation);
        else
            await RunOverWireAsync(inputs, sink, progress, cancellation);
        return sink.Finish(watch.Elapsed);
    }

    public async Task<byte[]> LayerOutputAsync(ReadOnlyMemory<byte> sample, int operatorIndex, CancellationToken cancellation)
    {
        await RunToAsync(sample, operatorIndex + 1, cancellation);
        var tensor = Model.Operators[operatorIndex].Node.Outputs[0];
        return await Device.ReadTensorAsync((ushort)Image.TensorIndices[tensor], Model.Plan[tensor].Bytes, cancellation);
    }

    public async Task<ElementTrace?> TraceAsync(
        ReadOnlyMemory<byte> sample, int operatorIndex, int element, CancellationToken cancellation)
    {
        if (Model.Operators[operatorIndex] is not IBiasedOperator)
            return null;
        await RunToAsync(sample, operatorIndex, cancellation);
        var p = await Device.ProbeAsync((ushort)operatorIndex, (uint)element, cancellation);
        return new(p.BiasStored, p.BiasWidened, p.Accumulator, p.Multiplier, p.Shift, p.Requantized, p.Output);
    }

    public async Task<MemoryUse?> MeasureMemoryAsync(ReadOnlyMemory<byte> sample, byte pattern, CancellationToken cancellation)
    {
        await Device.WriteInputAsync(sample, cancellation);
        var reply = await Device.RunAsync(new(Flags: RunFlags.Paint, Pattern: pattern), RunEstimate, cancellation);
        return new((int)reply.ArenaHighWater, (int)reply.StackHighWater);
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <summary>Loads an image that stands for no model and runs it once: a golden vector.</summary>
    /// <param name="inputs">The image's inputs, one after another.</param>
    /// <param name="outputBytes">Size of its outputs, one after another.</param>
    /// <returns>The outputs.</returns>
    /// <exception cref="DeviceErrorException">The board refuses the image.</exception>
    /// <exception cref="UsageException">The board's image slot is flash: it would have to start anew for each image.</exception>
    internal async Task<byte[]> RunImageAsync(byte[] image, byte[] inputs, int outputBytes, CancellationToken cancellation)
    {
        if (Identity.Limits.ImageInFlash)
            throw new UsageException($"{Name} takes model images only in its flash, with a start for each: run golden vectors on a board with a window or an image slot in RAM");
        await DeliverAsync(image, cancellation);
        await Device.CommitImageAsync(cancellationToken: cancellation);
        await Device.WriteInputAsync(inputs, cancellation);
        await Device.RunAsync(new(), SlowestImage, cancellation);
        return await Device.ReadOutputAsync(outputBytes, cancellation);
    }

    private async Task<ModelInfoReply> CommitAsync(PreparedModel model, CancellationToken cancellation)
    {
        try
        {
            return await Device.CommitImageAsync(cancellationToken: cancellation);
        }
        catch (DeviceErrorException refusal) when (refusal.Status is StatusCode.ImageTooLarge or StatusCode.ArenaTooSmall or StatusCode.BiasRamTooSmall)
        {
            throw new ModelTooLargeException(Name, model.Graph.Name, refusal);
        }
    }

    private async Task DeliverAsync(byte[] image, CancellationToken cancellation)
    {
        if (Identity.Limits.ImageInFlash)
        {
            await _session.DisposeAsync();
            _session = await _open(image, cancellation);
        }
        else if (Board.Window is { } window)
            window.Write(0, image);
        else
            await Device.LoadImageAsync(image, cancellationToken: cancellation);
    }

    private async Task RunToAsync(ReadOnlyMemory<byte> sample, int operators, CancellationToken cancellation)
    {
        await Device.WriteInputAsync(sample, cancellation);
        await Device.RunAsync(new((ushort)operators), RunEstimate, cancellation);
    }

    private async Task RunOverWireAsync(ReadOnlyMemory<byte> inputs, RunSink sink, IProgress<int>? progress, CancellationToken cancellation)
    {
        var flags = sink.WantsLayers ? RunFlags.Records : RunFlags.None;
        for (var sample = 0; sample < sink.Samples; sample++)
        {
            await Device.WriteInputAsync(inputs.Slice(sample * Model.InputBytes, Model.InputBytes), cancellation);
            var reply = await Device.RunAsync(new(Flags: flags), RunEstimate, cancellation);
            var output = await Device.ReadOutputAsync(Model.OutputBytes, cancellation);
            var layers = sink.WantsLayers ? await Device.ReadLayersAsync(Model.Operators.Length, cancellation) : [];
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
