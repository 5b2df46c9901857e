using System.Diagnostics;
using HilRig.Harness.Devices;
using HilRig.Harness.Images;
using HilRig.Harness.Recovery;
using HilRig.Protocol;
using HilRig.Protocol.Commands;
using HilRig.Reporting.Records;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Targets;

/// <summary>A board, emulated or real, that speaks the wire.</summary>
public sealed class DeviceTarget : ITarget
{
    // Far below what any emulator here reaches, so that a deadline means a hang and not a busy machine.
    private const double SlowestMacsPerSecond = 5e6;

    private static readonly TimeSpan SlowestImage = TimeSpan.FromSeconds(10);

    private readonly IBoardSource _source;
    private readonly Lifeline _lifeline;
    private readonly bool _isStream;
    private PreparedModel? _model;
    private ModelImage? _image;

    // What a board with a model of its own says of it; null for one that takes images.
    private ModelInfoReply? _own;

    private DeviceTarget(IBoardSource source, Lifeline lifeline, bool isStream)
    {
        (_source, _lifeline, _isStream) = (source, lifeline, isStream);
        Description = TargetDescription.Of(Identity);
    }

    public string Name => _source.Name;

    public Provenance Provenance => Identity.Clock.Unit switch
    {
        CounterUnit.Cycles => Provenance.Measured,
        CounterUnit.Instructions => Provenance.Emulated,
        CounterUnit.Nanoseconds => Provenance.Host,
        _ => Provenance.None,
    };

    public TargetDescription Description { get; }

    private HelloReply Identity => _lifeline.Session.Identity;

    private ModelImage Image => _image ?? throw new InvalidOperationException("load a model first");

    private PreparedModel Model => _model ?? throw new InvalidOperationException("load a model first");

    /// <summary>How the link does.</summary>
    public LinkRecord Link => _lifeline.Record;

    private TimeSpan RunEstimate => TimeSpan.FromSeconds(Model.Macs / SlowestMacsPerSecond);

    /// <summary>Opens a board.</summary>
    /// <exception cref="InfrastructureException">It cannot be started or does not answer.</exception>
    public static async Task<DeviceTarget> OpenAsync(IBoardSource source, TargetSettings settings, CancellationToken cancellation)
    {
        var session = await source.OpenAsync(null, cancellation);
        return new(source, new Lifeline(source, session, settings.Recoveries, settings.Log), settings.Stateful);
    }

    private bool HasOwnModel => Identity.Limits.ImageCapacity == 0;

    private bool ShowsLayers => _own is not { Operators: 0 };

    private int ImageBytes => (int?)_own?.Sizes.Image ?? Image.Bytes.Length;

    public async Task LoadAsync(PreparedModel model, CancellationToken cancellation)
    {
        if (!HasOwnModel)
        {
            await LoadAsync(model, ModelImage.Build(model), cancellation);
            return;
        }
        _own = await _lifeline.DoAsync("asking for its model", session => OwnModel.RequireAsync(Name, session.Device, model, cancellation), cancellation);
        _model = model;
    }

    /// <summary>Loads an image that need not be the model's own: a test plants its fault here.</summary>
    /// <exception cref="ModelTooLargeException">The board lacks memory, with how many bytes.</exception>
    public async Task LoadAsync(PreparedModel model, ModelImage image, CancellationToken cancellation)
    {
        RequireRoom("model image", Identity.Limits.ImageCapacity, image.Bytes.Length, model);
        RequireRoom("arena", Identity.Limits.ArenaCapacity, model.Plan.ArenaBytes, model);
        RequireRoom("widened biases", Identity.Limits.BiasRamCapacity, image.Sizes.BiasRam, model);
        _lifeline.Prepare = null;
        if (Identity.Limits.ImageInFlash && _source.FlashesAtStart)
            await _lifeline.FlashAsync(image.Bytes, cancellation);
        await _lifeline.DoAsync("loading", session => LoadAsync(session, model, image, cancellation), cancellation);
        _lifeline.Prepare = (session, token) => LoadAsync(session, model, image, token);
        (_model, _image) = (model, image);
    }

    public Task<TargetRun> RunAsync(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, IProgress<int>? progress, CancellationToken cancellation) =>
        RunAsync(inputs, samples, layers, _isStream, progress, cancellation);

    /// <param name="isStream">Variable tensors keep their values from sample to sample.</param>
    internal async Task<TargetRun> RunAsync(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, bool isStream, IProgress<int>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var sink = new RunSink(samples, Model.OutputBytes, layers != LayerDetail.None && ShowsLayers, Identity.Clock);
        if (isStream && Model.IsStateful)
            await _lifeline.DoAsync("a stream of samples", session => RunStreamAsync(session.Device, inputs, sink, progress, cancellation), cancellation);
        else if (_lifeline.Session.Window is not null)
            await new WindowRunner(_lifeline, Model, ImageBytes, RunEstimate).RunAsync(inputs, sink, progress, cancellation);
        else
            await RunOverWireAsync(inputs, sink, progress, cancellation);
        return sink.Finish(watch.Elapsed) with { Link = _lifeline.Record };
    }

    public async Task<byte[]?> LayerOutputAsync(ReadOnlyMemory<byte> sample, int operatorIndex, CancellationToken cancellation) => !ShowsLayers
        ? null
        : await _lifeline.DoAsync($"the output of operator {operatorIndex}", async session =>
        {
            await RunToAsync(session.Device, sample, operatorIndex + 1, cancellation);
            var tensor = Model.Operators[operatorIndex].Node.Outputs[0];
            // A runtime's tensors are its operators' outputs.
            var index = _own is null ? Image.TensorIndices[tensor] : operatorIndex;
            return await session.Device.ReadTensorAsync((ushort)index, Model.Plan[tensor].Bytes, cancellation);
        }, cancellation);

    public async Task<ElementTrace?> TraceAsync(
        ReadOnlyMemory<byte> sample, int operatorIndex, int element, CancellationToken cancellation)
    {
        if (_own is not null || Model.Operators[operatorIndex] is not IBiasedOperator)
            return null;
        var p = await _lifeline.DoAsync($"an element of operator {operatorIndex}", async session =>
        {
            await RunToAsync(session.Device, sample, operatorIndex, cancellation);
            return await session.Device.ProbeAsync((ushort)operatorIndex, (uint)element, cancellation);
        }, cancellation);
        return new(p.BiasStored, p.BiasWidened, p.Accumulator, p.Multiplier, p.Shift, p.Requantized, p.Output);
    }

    public Task<MemoryUse?> MeasureMemoryAsync(ReadOnlyMemory<byte> sample, byte pattern, CancellationToken cancellation) =>
        _lifeline.DoAsync<MemoryUse?>("measuring memory", async session =>
        {
            await session.Device.WriteInputAsync(sample, cancellation);
            var reply = await session.Device.RunAsync(new(Flags: RunFlags.Paint, Pattern: pattern), RunEstimate, cancellation);
            return new((int)reply.ArenaHighWater, (int)reply.StackHighWater) { Own = _own?.Sizes };
        }, cancellation);

    public ValueTask DisposeAsync() => _lifeline.DisposeAsync();

    /// <summary>Loads an image that stands for no model and runs it once: a golden vector.</summary>
    /// <param name="inputs">The image's inputs, one after another.</param>
    /// <param name="outputBytes">Size of its outputs, one after another.</param>
    /// <returns>The outputs.</returns>
    /// <exception cref="DeviceErrorException">The board refuses the image.</exception>
    /// <exception cref="UsageException">The board's image slot is flash: it would have to start anew for each image.</exception>
    internal Task<byte[]> RunImageAsync(byte[] image, byte[] inputs, int outputBytes, CancellationToken cancellation)
    {
        if (HasOwnModel)
            throw new UsageException($"{Name} has a model of its own and takes no image: golden vectors run on a firmware that takes images");
        if (Identity.Limits.ImageInFlash)
            throw new UsageException($"{Name} takes model images only in its flash, with a start for each: run golden vectors on a board with a window or an image slot in RAM");
        _lifeline.Prepare = null;
        return _lifeline.DoAsync("a golden vector", async session =>
        {
            await DeliverAsync(session, image, cancellation);
            await session.Device.CommitImageAsync(cancellationToken: cancellation);
            await session.Device.WriteInputAsync(inputs, cancellation);
            await session.Device.RunAsync(new(), SlowestImage, cancellation);
            return await session.Device.ReadOutputAsync(outputBytes, cancellation);
        }, cancellation);
    }

    private async Task LoadAsync(BoardSession session, PreparedModel model, ModelImage image, CancellationToken cancellation)
    {
        await DeliverAsync(session, image.Bytes, cancellation);
        var info = await CommitAsync(session.Device, model, cancellation);
        if (info.ModelHash.Span.SequenceEqual(image.ModelHash.AsSpan()) && info.Operators == model.Operators.Length)
            return;
        var (found, sent) = (info.ModelHashText, Convert.ToHexStringLower(image.ModelHash.AsSpan()));
        throw new ContradictionException(session.Identity.Limits.ImageInFlash
            ? $"{Name} has model {found} in its flash, not {sent}: flash this one with `hilrig flash`"
            : $"{Name} reports model {found} with {info.Operators} operators, sent was {sent} with {model.Operators.Length}");
    }

    private async Task<ModelInfoReply> CommitAsync(DeviceClient device, PreparedModel model, CancellationToken cancellation)
    {
        try
        {
            return await device.CommitImageAsync(cancellationToken: cancellation);
        }
        catch (DeviceErrorException refusal) when (refusal.Status is StatusCode.ImageTooLarge or StatusCode.ArenaTooSmall or StatusCode.BiasRamTooSmall or StatusCode.ScratchTooSmall)
        {
            throw new ModelTooLargeException(Name, model.Graph.Name, refusal);
        }
    }

    // An image in flash lies there before the start.
    private static async Task DeliverAsync(BoardSession session, byte[] image, CancellationToken cancellation)
    {
        if (session.Window is { } window)
            window.Write(0, image);
        else if (!session.Identity.Limits.ImageInFlash)
            await session.Device.LoadImageAsync(image, cancellationToken: cancellation);
    }

    private async Task RunToAsync(DeviceClient device, ReadOnlyMemory<byte> sample, int operators, CancellationToken cancellation)
    {
        await device.WriteInputAsync(sample, cancellation);
        await device.RunAsync(new((ushort)operators), RunEstimate, cancellation);
    }

    private async Task RunOverWireAsync(ReadOnlyMemory<byte> inputs, RunSink sink, IProgress<int>? progress, CancellationToken cancellation)
    {
        for (var sample = 0; sample < sink.Samples; sample++)
        {
            var (number, input) = (sample, inputs.Slice(sample * Model.InputBytes, Model.InputBytes));
            await _lifeline.DoAsync($"sample {sample}", session => RunSampleAsync(session.Device, number, input, sink, cancellation), cancellation);
            progress?.Report(sample + 1);
        }
    }

    // As one piece of work: a board that was brought back has forgotten what it remembered, and begins the stream anew.
    private async Task RunStreamAsync(
        DeviceClient device, ReadOnlyMemory<byte> inputs, RunSink sink, IProgress<int>? progress, CancellationToken cancellation)
    {
        for (var sample = 0; sample < sink.Samples; sample++)
        {
            var input = inputs.Slice(sample * Model.InputBytes, Model.InputBytes);
            await RunSampleAsync(device, sample, input, sink, cancellation, sample == 0 ? RunFlags.None : RunFlags.KeepState);
            progress?.Report(sample + 1);
        }
    }

    private async Task RunSampleAsync(
        DeviceClient device, int sample, ReadOnlyMemory<byte> input, RunSink sink, CancellationToken cancellation, RunFlags state = RunFlags.None)
    {
        await device.WriteInputAsync(input, cancellation);
        var flags = state | (sink.WantsLayers ? RunFlags.Records : RunFlags.None);
        var reply = await device.RunAsync(new(Flags: flags), RunEstimate, cancellation);
        var output = await device.ReadOutputAsync(Model.OutputBytes, cancellation);
        var layers = sink.WantsLayers ? await device.ReadLayersAsync(Model.Operators.Length, cancellation) : [];
        sink.Add(sample, output, reply.OutputCrc, reply.Ticks, layers);
    }

    private void RequireRoom(string what, long available, long needed, PreparedModel model)
    {
        if (needed > available)
            throw new ModelTooLargeException(Name, what, available, model.Graph.Name, needed);
    }
}
