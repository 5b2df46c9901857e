using System.Diagnostics;
using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Harness.Images;
using HilRig.Protocol;
using HilRig.Protocol.Commands;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Targets;

/// <summary>A board, emulated or real, that speaks the wire.</summary>
/// <param name="useWindow">Send image and samples through shared memory where the board has it; otherwise all goes over the wire.</param>
public sealed class DeviceTarget(string name, IRunningBoard board, DeviceClient client, Device device, bool useWindow) : ITarget
{
    // Far below what any emulator here reaches, so that a deadline means a hang and not a busy machine.
    private const double SlowestMacsPerSecond = 5e6;

    private PreparedModel? _model;
    private ModelImage? _image;

    public string Name { get; } = name;

    public Provenance Provenance => device.Hello.CounterUnit switch
    {
        CounterUnit.Cycles => Provenance.Measured,
        CounterUnit.Instructions => Provenance.Emulated,
        CounterUnit.Nanoseconds => Provenance.Host,
        _ => Provenance.None,
    };

    public TargetDescription Description { get; } = Describe(device.Hello);

    /// <summary>The image on the board; for tests that damage it.</summary>
    public ModelImage Image => _image ?? throw new InvalidOperationException("load a model first");

    private PreparedModel Model => _model ?? throw new InvalidOperationException("load a model first");

    private TimeSpan RunDeadline => TimeSpan.FromSeconds(5 + Model.Macs / SlowestMacsPerSecond);

    public Task LoadAsync(PreparedModel model, CancellationToken cancellation) =>
        LoadAsync(model, ModelImage.Build(model), cancellation);

    /// <summary>Loads an image that need not be the model's own: a test plants its fault here.</summary>
    public async Task LoadAsync(PreparedModel model, ModelImage image, CancellationToken cancellation)
    {
        RequireRoom(image, model);
        var info = useWindow && board.Window is { } window
            ? await LoadThroughWindowAsync(window, image, cancellation)
            : await device.LoadAsync(image.Bytes, cancellation);
        if (!info.ModelHash.AsSpan().SequenceEqual(image.ModelHash.AsSpan()) || info.Operators != model.Operators.Length)
            throw new BadReplyException($"the board reports model {Convert.ToHexString(info.ModelHash)} with {info.Operators} operators, sent was {Convert.ToHexString(image.ModelHash.AsSpan())} with {model.Operators.Length}");
        (_model, _image) = (model, image);
    }

    public async Task<TargetRun> RunAsync(
        ReadOnlyMemory<byte> inputs, int samples, LayerDetail layers, IProgress<int>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var sink = new RunSink(samples, Model.OutputBytes, layers != LayerDetail.None, device.Hello);
        if (useWindow && board.Window is { } window)
            await new WindowRunner(device, window, Model, Image.Bytes.Length, RunDeadline).RunAsync(inputs, sink, progress, cancellation);
        else
            await RunOverWireAsync(inputs, sink, progress, cancellation);
        return sink.Finish(watch.Elapsed);
    }

    public async Task<byte[]> LayerOutputAsync(ReadOnlyMemory<byte> sample, int operatorIndex, CancellationToken cancellation)
    {
        await RunToAsync(sample, operatorIndex + 1, cancellation);
        var tensor = Model.Operators[operatorIndex].Node.Outputs[0];
        return await device.ReadTensorAsync(Image.TensorIndices[tensor], Model.Plan[tensor].Bytes, cancellation);
    }

    public async Task<ElementTrace?> TraceAsync(
        ReadOnlyMemory<byte> sample, int operatorIndex, int element, CancellationToken cancellation)
    {
        if (Model.Operators[operatorIndex] is not Simulator.Operators.IBiasedOperator)
            return null;
        await RunToAsync(sample, operatorIndex, cancellation);
        var p = await device.ProbeAsync(new((ushort)operatorIndex, (uint)element), cancellation);
        return new(p.BiasStored, p.BiasWidened, p.Accumulator, p.Multiplier, p.Shift, p.Requantized, p.Output);
    }

    public async Task<MemoryUse?> MeasureMemoryAsync(ReadOnlyMemory<byte> sample, byte pattern, CancellationToken cancellation)
    {
        await device.WriteInputAsync(sample, cancellation);
        var reply = await device.RunAsync(new(PaintPattern: pattern), RunDeadline, cancellation);
        return new((int)reply.ArenaHighWater, (int)reply.StackHighWater);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await board.DisposeAsync();
    }

    private async Task RunToAsync(ReadOnlyMemory<byte> sample, int operators, CancellationToken cancellation)
    {
        await device.WriteInputAsync(sample, cancellation);
        await device.RunAsync(new((ushort)operators), RunDeadline, cancellation);
    }

    private async Task RunOverWireAsync(ReadOnlyMemory<byte> inputs, RunSink sink, IProgress<int>? progress, CancellationToken cancellation)
    {
        for (var sample = 0; sample < sink.Samples; sample++)
        {
            await device.WriteInputAsync(inputs.Slice(sample * Model.InputBytes, Model.InputBytes), cancellation);
            var reply = await device.RunAsync(new(Records: sink.WantsLayers), RunDeadline, cancellation);
            var output = await device.ReadOutputAsync(Model.OutputBytes, cancellation);
            var layers = sink.WantsLayers ? await device.LayersAsync(Model.Operators.Length, cancellation) : [];
            sink.Add(sample, output, reply.OutputCrc, reply.Ticks, layers);
            progress?.Report(sample + 1);
        }
    }

    private async Task<ModelInfoReply> LoadThroughWindowAsync(SharedWindow window, ModelImage image, CancellationToken cancellation)
    {
        window.Write(0, image.Bytes);
        return await device.CommitAsync(cancellation);
    }

    private void RequireRoom(ModelImage image, PreparedModel model)
    {
        if (image.Bytes.Length > device.Hello.ImageCapacity)
            throw new InfrastructureException($"{Name} has {device.Hello.ImageCapacity} bytes for a model image, {model.Graph.Name} needs {image.Bytes.Length}: {image.Bytes.Length - device.Hello.ImageCapacity} too many");
        if (model.Plan.ArenaBytes > device.Hello.ArenaCapacity)
            throw new InfrastructureException($"{Name} has an arena of {device.Hello.ArenaCapacity} bytes, {model.Graph.Name} needs {model.Plan.ArenaBytes}: {model.Plan.ArenaBytes - device.Hello.ArenaCapacity} too many");
    }

    private static TargetDescription Describe(HelloReply hello) => new(
        hello.Board, hello.Mcu, KernelName(hello.KernelSet),
        hello.CounterUnit switch
        {
            CounterUnit.Cycles => "cycles",
            CounterUnit.Instructions => "instructions",
            CounterUnit.Nanoseconds => "ns",
            _ => "",
        },
        new Dictionary<string, string>
        {
            ["toolchain"] = hello.Toolchain,
            ["build id"] = Convert.ToHexStringLower(BitConverter.GetBytes(hello.BuildId)),
            ["clock"] = $"{hello.ClockHz / 1e6:0.###} MHz",
            ["firmware text"] = $"{hello.TextBytes}",
            ["firmware rodata"] = $"{hello.RodataBytes}",
            ["firmware data + bss"] = $"{(long)hello.DataBytes + hello.BssBytes}",
        });

    private static string KernelName(KernelSet set) => set switch
    {
        KernelSet.BuiltInC => "built-in, plain C",
        KernelSet.BuiltInDsp => "built-in, DSP",
        KernelSet.BuiltInMve => "built-in, MVE",
        KernelSet.CmsisNnC => "CMSIS-NN, plain C",
        KernelSet.CmsisNnDsp => "CMSIS-NN, DSP",
        KernelSet.CmsisNnMve => "CMSIS-NN, MVE",
        _ => $"kernel set {(int)set}",
    };
}
