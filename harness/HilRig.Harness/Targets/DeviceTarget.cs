using System.Diagnostics;
using HilRig.Harness.Devices;
using HilRig.Harness.Images;
using HilRig.Harness.Recovery;
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

    private readonly Lifeline _lifeline;
    private readonly HelloReply _identity;
    private PreparedModel? _model;
    private ModelImage? _image;

    private DeviceTarget(string name, Lifeline lifeline)
    {
        (Name, _lifeline, _identity) = (name, lifeline, lifeline.Session.Identity);
        Description = TargetDescription.Of(_identity);
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

    /// <summary>How the link does.</summary>
    public LinkRecord Link => _lifeline.Record;

    private TimeSpan RunEstimate => TimeSpan.FromSeconds(Model.Macs / SlowestMacsPerSecond);

    /// <summary>Opens a board.</summary>
    /// <exception cref="InfrastructureException">It cannot be started or does not answer.</exception>
    public static async Task<DeviceTarget> OpenAsync(IBoardSource source, TargetSettings settings, CancellationToken cancellation)
    {
        var session = await source.OpenAsync(cancellation);
        return new(source.Name, new Lifeline(source, session, settings.Recoveries, settings.Log));
    }

    public Task LoadAsync(PreparedModel model, CancellationToken cancellation) =>
        LoadAsync(model, ModelImage.Build(model), cancellation);

    /// <summary>Loads an image that need not be the model's own: a test plants its fault here.</summary>
    /// <exception cref="ModelTooLargeException">The board lacks memory, with how many bytes.</exception>
    public async Task LoadAsync(PreparedModel model, ModelImage image, CancellationToken cancellation)
    {
        RequireRoom("model image", _identity.Limits.ImageCapacity, image.Bytes.Length, model);
        RequireRoom("arena", _identity.Limits.ArenaCapacity, model.Plan.ArenaBytes, model);
        RequireRoom("widened biases", _identity.Limits.BiasRamCapacity, image.Sizes.BiasRam, model);
        _lifeline.Prepare = null;
        await _lifeline.DoAsync("loading", session => LoadAsync(session, model, image, cancellation), cancellation);
        _lifeline.Prepare = (session, token) => LoadAsync(session, model, image, token);
        (_model, _image) = (model, image);
    }

    public async Task<TargetRun> RunAsync(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, IProgress<int>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var sink = new RunSink(samples, Model.OutputBytes, layers != LayerDetail.None, _identity.Clock);
        if (_lifeline.Session.Window is not null)
            await new WindowRunner(_lifeline, Model, Image.Bytes.Length, RunEstimate).RunAsync(inputs, sink, progress, cancellation);
        else
            await RunOverWireAsync(inputs, sink, progress, cancellation);
        return sink.Finish(watch.Elapsed) with { Link = _lifeline.Record };
    }

    public Task<byte[]> LayerOutputAsync(ReadOnlyMemory<byte> sample, int operatorIndex, CancellationToken cancellation) =>
        _lifeline.DoAsync($"the output of operator {operatorIndex}", async session =>
        {
            await RunToAsync(session.Device, sample, operatorIndex + 1, cancellation);
            var tensor = Model.Operators[operatorIndex].Node.Outputs[0];
            return await session.Device.ReadTensorAsync((ushort)Image.TensorIndices[tensor], Model.Plan[tensor].Bytes, cancellation);
        }, cancellation);

    public async Task<ElementTrace?> TraceAsync(
        ReadOnlyMemory<byte> sample, int operatorIndex, int element, CancellationToken cancellation)
    {
        if (Model.Operators[operatorIndex] is not IBiasedOperator)
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
            return new((int)reply.ArenaHighWater, (int)reply.StackHighWater);
        }, cancellation);

    public ValueTask DisposeAsync() => _lifeline.DisposeAsync();

    private async Task LoadAsync(BoardSession session, PreparedModel model, ModelImage image, CancellationToken cancellation)
    {
        if (session.Window is { } window)
            window.Write(0, image.Bytes);
        else
            await session.Device.LoadImageAsync(image.Bytes, cancellationToken: cancellation);
        var info = await session.Device.CommitImageAsync(cancellationToken: cancellation);
        if (!info.ModelHash.Span.SequenceEqual(image.ModelHash.AsSpan()) || info.Operators != model.Operators.Length)
            throw new ContradictionException(
                $"{Name} reports model {info.ModelHashText} with {info.Operators} operators, sent was {Convert.ToHexStringLower(image.ModelHash.AsSpan())} with {model.Operators.Length}");
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

    private async Task RunSampleAsync(DeviceClient device, int sample, ReadOnlyMemory<byte> input, RunSink sink, CancellationToken cancellation)
    {
        await device.WriteInputAsync(input, cancellation);
        var reply = await device.RunAsync(new(Flags: sink.WantsLayers ? RunFlags.Records : RunFlags.None), RunEstimate, cancellation);
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
