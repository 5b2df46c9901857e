using HilRig.Harness;
using HilRig.Harness.Data;
using HilRig.Harness.Devices;
using HilRig.Harness.Recovery;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Harness.Transports;
using HilRig.Harness.Transports.Faults;
using HilRig.Harness.Transports.Rfc2217;
using HilRig.Harness.Transports.Tcp;
using HilRig.Harness.Transports.WireLogs;
using HilRig.Protocol;
using HilRig.Protocol.Commands;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>A board behind a network, for real: QEMU's UART on a pseudo terminal, ser2net before it, by RFC 2217 and by raw TCP.</summary>
[Category("Emulated"), NonParallelizable, Platform("Linux", Reason = "pseudo terminals")]
public sealed class RemoteBoardTests
{
    private const int Samples = 12;
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(0.3);

    private static ModelGraph Graph { get; } = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));

    private static PreparedModel Model { get; } = PreparedModel.Prepare(Graph);

    private static byte[] Inputs { get; } = File.ReadAllBytes(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"))[..(Samples * 784)];

    private static byte[] Expected { get; } = BatchRunner.Run(Model, Inputs, Samples);

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [TestCase("rfc2217")]
    [TestCase("tcp")]
    public async Task The_whole_of_validate_runs_through_a_serial_server(string kind)
    {
        await using var bench = await Bench.StartAsync();
        var target = bench.Target(kind);
        var record = await new Validator(new()
        {
            Graph = Graph,
            Targets = [target],
            Samples = SampleSet.Read(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"), Model).Take(Samples),
            FloatSamplesOnBoard = 2,
            Open = bench.OpenAsync,
        }, new SilentProgress()).RunAsync(Cancellation);
        var board = record.Targets.First(t => t.Name == target);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(record.Verdict, Is.EqualTo("pass"), string.Join('\n', record.Sentences));
            Assert.That(board.Exactness!.IsExact);
            Assert.That(board.Exactness.EqualLayers, Is.EqualTo(Samples * board.Layers.Count));
            Assert.That(board.Counter!.Unit, Is.EqualTo("instructions"));
            Assert.That(board.Link!.Recoveries, Is.Empty);
        }
    }

    [TestCase("rfc2217")]
    [TestCase("tcp")]
    public async Task A_server_that_is_killed_and_comes_back_costs_time_and_no_output(string kind)
    {
        await using var bench = await Bench.StartAsync();
        var back = Task.CompletedTask;
        var run = await bench.RunAsync(kind, new(), done =>
        {
            if (done == 5)
                back = bench.RestartServerAsync(TimeSpan.FromSeconds(0.5));
        });
        await back;
        Assert.That(run.Outputs, Is.EqualTo(Expected));
        Assert.That(run.Link!.Recoveries.Select(r => (r.Cause, r.During, r.Rung)), Is.EqualTo(new[] { ("dead", "sample 5", "link reopened") }));
    }

    [TestCase("rfc2217", "soft reset: |link reopened: |DTR/RTS: ")]
    [TestCase("tcp", "soft reset: |link reopened: ")]
    public async Task A_server_that_is_gone_for_good_is_told_with_what_was_tried(string kind, string tried)
    {
        await using var bench = await Bench.StartAsync();
        // QEMU looks once a second whether its terminal is open.
        var settings = Quick(3) with { Client = new() { ReplyTimeout = TimeSpan.FromSeconds(5), BytesPerSecond = 1_000_000, Attempts = 1 } };
        RemoteSource source = kind == "tcp"
            ? new TcpSource("tcp", NetworkAddress.TryParse(bench.Address(kind))!, settings) { ComeBack = ComeBack }
            : new Rfc2217Source("rfc2217", Rfc2217Settings.Parse(bench.Address(kind)), settings) { ComeBack = ComeBack };
        await using var target = await bench.OpenAsync(source, settings);
        await target.LoadAsync(Model, Cancellation);
        bench.Server.Kill();
        var error = await Expect.ThrowsAsync<BoardLostException>(() => target.RunAsync(Inputs, Samples, LayerDetail.None, null, Cancellation));
        foreach (var words in tried.Split('|').Append("nothing listens on port"))
            Assert.That(error.Message, Does.Contain(words));
    }

    [Test]
    public async Task A_board_that_resets_in_the_middle_is_noticed_and_the_run_goes_on()
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.RunAsync("rfc2217", new(), done =>
        {
            if (done == 5)
                bench.Qemu.ResetAsync().Wait();
        });
        Assert.That(run.Outputs, Is.EqualTo(Expected));
        Assert.That(run.Link!.Recoveries.Select(r => (r.Cause, r.During)), Is.EqualTo(new[] { ("restart", "sample 5") }));
    }

    [Test]
    public async Task A_board_that_hangs_is_brought_back_by_the_users_command()
    {
        await using var bench = await Bench.StartAsync();
        var settings = new TargetSettings
        {
            Client = new() { ReplyTimeout = TimeSpan.FromSeconds(2), BytesPerSecond = 1_000_000, Attempts = 1 },
            ResetCommand = $"kill -CONT {bench.Qemu.ProcessId}",
        };
        var run = await bench.RunAsync("rfc2217", settings, done =>
        {
            if (done == 5)
                bench.Qemu.Stop();
        });
        Assert.That(run.Outputs, Is.EqualTo(Expected));
        Assert.That(run.Link!.Recoveries.Select(r => (r.Cause, r.During, r.Rung)), Is.EqualTo(new[] { ("hang", "sample 5", "user command") }));
    }

    // The speed is changed on the far port, by the server, and again after a reset.
    [Test]
    public async Task A_faster_speed_is_negotiated_through_the_server()
    {
        await using var bench = await Bench.StartAsync();
        using var log = new MemoryStream();
        var settings = new TargetSettings { Wire = new(log, "ser2net") };
        await using var target = await bench.OpenAsync($"{bench.Target("rfc2217")}:115200,fast=921600", settings, Cancellation);
        await target.LoadAsync(Model, Cancellation);
        var run = await target.RunAsync(Inputs, Samples, LayerDetail.None, new Immediate(done =>
        {
            if (done == 5)
                bench.Qemu.ResetAsync().Wait();
        }), Cancellation);
        Assert.That(run.Outputs, Is.EqualTo(Expected));
        log.Position = 0;
        var decoder = new FrameDecoder();
        var kept = WireLog.Read(log, "wire").Records.Where(r => r.Direction == WireDirection.HostToBoard)
            .SelectMany(r => decoder.Feed(r.Bytes.Span)).OfType<ReceivedFrame>()
            .Where(f => f.Frame.Kind == (byte)CommandCode.LinkSpeed && f.Frame.Payload.Span[0] == (byte)LinkSpeedAction.Keep)
            .Select(f => BitConverter.ToUInt32(f.Frame.Payload.Span[4..]));
        Assert.That(kept, Is.EqualTo(new[] { 921_600u, 921_600u }));
    }

    [TestCase("rfc2217")]
    [TestCase("tcp")]
    public async Task Noise_on_the_line_costs_time_and_no_output(string kind)
    {
        await using var bench = await Bench.StartAsync();
        var settings = new TargetSettings { Faults = FaultPlan.Parse("rate=4%,seed=6,kinds=drop+flip+double+cut") };
        var run = await bench.RunAsync(kind, settings, _ => { });
        Assert.That(settings.Injected.Total, Is.Positive);
        Assert.That(run.Outputs, Is.EqualTo(Expected));
    }

    [TestCase("rfc2217")]
    [TestCase("tcp")]
    public async Task A_second_program_is_told_that_the_port_is_in_use(string kind)
    {
        await using var bench = await Bench.StartAsync();
        await using var first = await bench.OpenAsync(bench.Target(kind), new(), Cancellation);
        var error = await Expect.ThrowsAsync<ServerHungUpException>(() => TargetFactory.OpenAsync(bench.Target(kind), Quick(0), Cancellation));
        Assert.That(error.Message, Does.Contain("Is another program connected to the port"));
        await first.LoadAsync(Model, Cancellation);
        Assert.That((await first.RunAsync(Inputs, 1, LayerDetail.None, null, Cancellation)).Outputs, Is.EqualTo(Expected[..Model.OutputBytes]));
    }

    [Test]
    public async Task The_wrong_kind_of_server_is_named_with_the_right_one()
    {
        await using var bench = await Bench.StartAsync();
        var telnet = await Expect.ThrowsAsync<TelnetOnRawLinkException>(() => bench.OpenAsync($"tcp:{bench.Address("rfc2217")}", new(), Cancellation));
        Assert.That(telnet.Message, Does.Contain($"Use {bench.Target("rfc2217")}"));
        var raw = await Expect.ThrowsAsync<InfrastructureException>(() => bench.OpenAsync($"rfc2217:{bench.Address("tcp")}", new(), Cancellation));
        Assert.That(raw, Is.TypeOf<NotTelnetException>().Or.TypeOf<Rfc2217RefusedException>());
        Assert.That(raw.Message, Does.Contain($"Use {bench.Target("tcp")}"));
    }

    [TestCase("rfc2217")]
    [TestCase("tcp")]
    public async Task A_silent_board_is_not_a_silent_server(string kind)
    {
        using var terminal = new PseudoTerminal();
        using var server = await Ser2Net.StartAsync(terminal.Port);
        var port = kind == "tcp" ? server.RawPort : server.TelnetPort;
        var error = await Expect.ThrowsAsync<DeviceSilentException>(() => TargetFactory.OpenAsync($"{kind}:127.0.0.1:{port}", Quick(0), Cancellation));
        Assert.That(error.Message, Does.Contain($"{kind}:127.0.0.1:{port}"));
    }

    [TestCase("rfc2217")]
    [TestCase("tcp")]
    public async Task Nobody_there_is_refused_and_named(string kind)
    {
        var target = $"{kind}:127.0.0.1:{Ser2Net.FreePort()}";
        var error = await Expect.ThrowsAsync<TransportOpenException>(() => TargetFactory.OpenAsync(target, new(), Cancellation));
        Assert.That(error.Message, Does.Contain(target).And.Contain("connection refused"));
    }

    [TestCase("tcp:bench")]
    [TestCase("rfc2217:bench")]
    [TestCase("rfc2217:::1:4000")]
    public async Task A_wrong_address_is_a_usage_error(string name) =>
        Assert.That((await Expect.ThrowsAsync<UsageException>(() => TargetFactory.OpenAsync(name, new(), Cancellation))).Message, Does.Contain("HOST:PORT"));

    private static TargetSettings Quick(int recoveries) => new()
    {
        Recoveries = recoveries,
        Client = new() { ReplyTimeout = TimeSpan.FromSeconds(0.7), BytesPerSecond = 1_000_000, Attempts = 1 },
    };

    /// <summary>A board and the server before it.</summary>
    private sealed class Bench(QemuOnPty qemu, Ser2Net server) : IAsyncDisposable
    {
        public QemuOnPty Qemu => qemu;

        public Ser2Net Server => server;

        public static async Task<Bench> StartAsync()
        {
            var qemu = await QemuOnPty.StartAsync();
            try
            {
                return new(qemu, await Ser2Net.StartAsync(qemu.Port));
            }
            catch
            {
                await qemu.DisposeAsync();
                throw;
            }
        }

        public string Address(string kind) => $"127.0.0.1:{(kind == "tcp" ? server.RawPort : server.TelnetPort)}";

        public string Target(string kind) => $"{kind}:{Address(kind)}";

        public async Task<ITarget> OpenAsync(string name, TargetSettings settings, CancellationToken token) =>
            await RunningAsync(TargetFactory.OpenAsync(name, settings, token));

        public async Task<ITarget> OpenAsync(IBoardSource source, TargetSettings settings) =>
            await RunningAsync(DeviceTarget.OpenAsync(source, settings, Cancellation));

        public async Task<TargetRun> RunAsync(string kind, TargetSettings settings, Action<int> progress)
        {
            await using var target = await OpenAsync(Target(kind), settings, Cancellation);
            await target.LoadAsync(Model, Cancellation);
            return await target.RunAsync(Inputs, Samples, LayerDetail.None, new Immediate(progress), Cancellation);
        }

        public Task RestartServerAsync(TimeSpan away)
        {
            server.Kill();
            return Task.Run(async () =>
            {
                await Task.Delay(away);
                await server.StartAsync();
            });
        }

        public async ValueTask DisposeAsync()
        {
            server.Dispose();
            await qemu.DisposeAsync();
        }

        private async Task<T> RunningAsync<T>(Task<T> opening)
        {
            await qemu.ContinueAsync();
            return await opening;
        }
    }
}
