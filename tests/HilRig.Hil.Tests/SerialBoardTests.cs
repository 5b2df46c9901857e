using HilRig.Harness.Data;
using HilRig.Harness.Devices;
using HilRig.Harness.Recovery;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Harness.Transports.Faults;
using HilRig.Harness.Transports.Serial;
using HilRig.Harness.Transports.WireLogs;
using HilRig.Protocol;
using HilRig.Protocol.Commands;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>A board behind a serial port, for real: QEMU's UART on a pseudo terminal, opened by System.IO.Ports.</summary>
[Category("Emulated"), NonParallelizable, Platform("Linux", Reason = "pseudo terminals")]
public sealed class SerialBoardTests
{
    private const int Samples = 12;

    private static ModelGraph Graph { get; } = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));

    private static PreparedModel Model { get; } = PreparedModel.Prepare(Graph);

    private static byte[] Inputs { get; } = File.ReadAllBytes(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"))[..(Samples * 784)];

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task The_whole_of_validate_runs_through_a_serial_port()
    {
        await using var qemu = await QemuOnPty.StartAsync();
        var target = $"serial:{qemu.Port}";
        var record = await new Validator(new()
        {
            Graph = Graph,
            Bias = BiasSpec.Parse("int8:channel-shift"),
            Targets = [target],
            Samples = SampleSet.Read(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"), Model).Take(Samples),
            FloatSamplesOnBoard = 2,
            Open = (name, settings, token) => OpenAsync(qemu, name, settings, token),
        }, new SilentProgress()).RunAsync(Cancellation);
        var board = record.Targets.First(t => t.Name == target);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(record.Verdict, Is.EqualTo("pass"), string.Join('\n', record.Sentences));
            Assert.That(board.Exactness!.IsExact);
            Assert.That(board.Exactness.EqualLayers, Is.EqualTo(Samples * board.Layers.Count));
            Assert.That(board.Memory!.ArenaBytes, Is.EqualTo(board.Memory.ArenaPlanBytes).Within(16));
            Assert.That(board.Counter!.Unit, Is.EqualTo("instructions"));
            Assert.That(board.Link!.Recoveries, Is.Empty);
        }
    }

    // QEMU's UART has every speed: what is shown is that both sides change, prove it and change back after a reset.
    [Test]
    public async Task A_faster_speed_is_negotiated_and_again_after_a_reset()
    {
        await using var qemu = await QemuOnPty.StartAsync();
        using var log = new MemoryStream();
        var settings = new TargetSettings { Wire = new(log, "pty") };
        await using var target = await OpenAsync(qemu, $"serial:{qemu.Port}:115200,fast=921600", settings, Cancellation);
        await target.LoadAsync(Model, Cancellation);
        var run = await target.RunAsync(Inputs, Samples, LayerDetail.None, new Immediate(done =>
        {
            if (done == 5)
                qemu.ResetAsync().Wait();
        }), Cancellation);
        Assert.That(run.Outputs, Is.EqualTo(BatchRunner.Run(Model, Inputs, Samples)));
        Assert.That(run.Link!.Recoveries, Has.Count.EqualTo(1));
        log.Position = 0;
        var decoder = new FrameDecoder();
        var kept = WireLog.Read(log, "wire").Records.Where(r => r.Direction == WireDirection.HostToBoard)
            .SelectMany(r => decoder.Feed(r.Bytes.Span)).OfType<ReceivedFrame>()
            .Where(f => f.Frame.Kind == (byte)CommandCode.LinkSpeed && f.Frame.Payload.Span[0] == (byte)LinkSpeedAction.Keep)
            .Select(f => BitConverter.ToUInt32(f.Frame.Payload.Span[4..]));
        Assert.That(kept, Is.EqualTo(new[] { 921_600u, 921_600u }));
    }

    [TestCase("rate=5%,seed=2,kinds=drop+flip+double+cut")]
    [TestCase("rate=0.02%,seed=3,unit=bytes,kinds=flip+drop")]
    public async Task Noise_on_the_line_costs_time_and_no_output(string faults)
    {
        await using var qemu = await QemuOnPty.StartAsync();
        var settings = new TargetSettings { Faults = FaultPlan.Parse(faults) };
        var run = await RunAsync(qemu, settings, _ => { });
        Assert.That(settings.Injected.Total, Is.Positive);
        Assert.That(run.Outputs, Is.EqualTo(BatchRunner.Run(Model, Inputs, Samples)));
    }

    [Test]
    public async Task A_board_that_resets_in_the_middle_is_noticed_and_the_run_goes_on()
    {
        await using var qemu = await QemuOnPty.StartAsync();
        var run = await RunAsync(qemu, new(), done =>
        {
            if (done == 5)
                qemu.ResetAsync().Wait();
        });
        Assert.That(run.Outputs, Is.EqualTo(BatchRunner.Run(Model, Inputs, Samples)));
        Assert.That(run.Link!.Recoveries.Select(r => (r.Cause, r.During)), Is.EqualTo(new[] { ("restart", "sample 5") }));
    }

    [Test]
    public async Task Unplugged_in_the_middle_it_is_the_link_that_is_lost()
    {
        await using var qemu = await QemuOnPty.StartAsync();
        var error = await Expect.ThrowsAsync<LinkLostException>(() => RunAsync(qemu, new() { Recoveries = 0 }, done =>
        {
            if (done == 5)
                qemu.Unplug();
        }));
        Assert.That(error.Message, Does.Contain("unplugged").And.Contain(qemu.Port));
    }

    // Nobody plugs it in again: every way is tried, and named.
    [Test]
    public async Task Unplugged_for_good_it_is_told_what_was_tried()
    {
        await using var qemu = await QemuOnPty.StartAsync();
        var settings = Quick(3) with { Client = new() { ReplyTimeout = TimeSpan.FromSeconds(5), BytesPerSecond = 1_000_000, Attempts = 1 } };
        var source = new SerialSource("serial", new SerialSettings(qemu.Port), settings) { ComeBack = TimeSpan.FromSeconds(0.5) };
        await using var target = await OpenAsync(qemu, source, settings, Cancellation);
        await target.LoadAsync(Model, Cancellation);
        qemu.Unplug();
        var error = await Expect.ThrowsAsync<BoardLostException>(() => target.RunAsync(Inputs, Samples, LayerDetail.None, null, Cancellation));
        Assert.That(error.Message, Does.Contain("soft reset").And.Contain("port reopened").And.Contain("DTR/RTS"));
    }

    // Stopped, the board hears no RESET and no control line: only the user's command brings it back.
    [Test]
    public async Task The_ladder_is_climbed_to_the_users_command()
    {
        await using var qemu = await QemuOnPty.StartAsync();
        var settings = Quick(3) with
        {
            Client = new() { ReplyTimeout = TimeSpan.FromSeconds(2), BytesPerSecond = 1_000_000, Attempts = 1 },
            ResetCommand = $"kill -CONT {qemu.ProcessId}",
        };
        var run = await RunAsync(qemu, settings, done =>
        {
            if (done == 5)
                qemu.Stop();
        });
        Assert.That(run.Outputs, Is.EqualTo(BatchRunner.Run(Model, Inputs, Samples)));
        Assert.That(run.Link!.Recoveries.Select(r => (r.Cause, r.During, r.Rung)), Is.EqualTo(new[] { ("hang", "sample 5", "user command") }));
    }

    [Test]
    public async Task Garbage_on_the_line_is_called_garbage()
    {
        using var terminal = new PseudoTerminal();
        using var end = new CancellationTokenSource();
        var noise = Task.Run(() => SendNoise(terminal, end.Token));
        await Task.Delay(200, Cancellation);
        var error = await Expect.ThrowsAsync<DeviceGarbageException>(async () => await TargetFactory.OpenAsync($"serial:{terminal.Port}:9600", Quick(0), Cancellation));
        Assert.That(error.Message, Does.Contain("Is the baud rate right"));
        await end.CancelAsync();
        await noise;
    }

    [Test]
    public async Task A_silent_board_is_called_silent()
    {
        using var terminal = new PseudoTerminal();
        await Expect.ThrowsAsync<DeviceSilentException>(async () => await TargetFactory.OpenAsync($"serial:{terminal.Port}", Quick(0), Cancellation));
    }

    private static TargetSettings Quick(int recoveries) => new()
    {
        Recoveries = recoveries,
        Client = new() { ReplyTimeout = TimeSpan.FromSeconds(0.7), BytesPerSecond = 1_000_000, Attempts = 1 },
    };

    // What a receiver at the wrong speed sees: bytes without sense, delimiters among them.
    private static void SendNoise(PseudoTerminal terminal, CancellationToken end)
    {
        var (random, bytes) = (new Random(5), new byte[64]);
        while (!end.IsCancellationRequested)
        {
            random.NextBytes(bytes);
            terminal.Board.Write(bytes);
            end.WaitHandle.WaitOne(5);
        }
    }

    private static async Task<TargetRun> RunAsync(QemuOnPty qemu, TargetSettings settings, Action<int> progress)
    {
        await using var target = await OpenAsync(qemu, $"serial:{qemu.Port}", settings, Cancellation);
        await target.LoadAsync(Model, Cancellation);
        return await target.RunAsync(Inputs, Samples, LayerDetail.None, new Immediate(progress), Cancellation);
    }

    private static async Task<ITarget> OpenAsync(QemuOnPty qemu, string name, TargetSettings settings, CancellationToken token)
    {
        var opening = TargetFactory.OpenAsync(name, settings, token);
        await qemu.ContinueAsync();
        return await opening;
    }

    private static async Task<ITarget> OpenAsync(QemuOnPty qemu, IBoardSource source, TargetSettings settings, CancellationToken token)
    {
        var opening = DeviceTarget.OpenAsync(source, settings, token);
        await qemu.ContinueAsync();
        return await opening;
    }
}
