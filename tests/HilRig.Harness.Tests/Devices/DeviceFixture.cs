using HilRig.Harness.Devices;
using HilRig.Harness.Transports.Loopback;

namespace HilRig.Harness.Tests.Devices;

/// <summary>A client and a fake board joined in memory, with deadlines short enough for tests.</summary>
public abstract class DeviceFixture
{
    protected static DeviceClientOptions Impatient { get; } = new()
    {
        ReplyTimeout = TimeSpan.FromMilliseconds(60),
        // A test that counts requests must not count those of a busy machine.
        RepeatFloor = TimeSpan.FromSeconds(1),
        BytesPerSecond = 1_000_000,
        ResetTimeout = TimeSpan.FromSeconds(1),
    };

    protected virtual DeviceClientOptions Options => Impatient;

    protected FakeDevice Board { get; private set; } = null!;

    protected DeviceClient Client { get; private set; } = null!;

    [SetUp]
    public async Task Join()
    {
        var (host, board) = LoopbackTransport.CreatePair("fake", "exit code 3, stderr: out of cheese");
        Board = new FakeDevice(board);
        Client = new DeviceClient(host, Options);
    }

    [TearDown]
    public async Task Part()
    {
        await Client.DisposeAsync();
        await Board.DisposeAsync();
    }
}
