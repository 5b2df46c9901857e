using System.Diagnostics;
using HilRig.Harness.Devices;
using HilRig.Harness.Tests.Data;
using HilRig.Harness.Transports;
using HilRig.Harness.Transports.Serial;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Transports.Serial;

[Platform("Linux", Reason = "pseudo terminals are opened by Linux's own calls")]
public class SerialTransportTests : TransportContract
{
    protected override async Task<EchoLink> OpenEchoAsync()
    {
        var terminal = new PseudoTerminal();
        var transport = await SerialTransport.OpenAsync(new SerialSettings(terminal.Port), default);
        terminal.Echo();
        return new EchoLink(transport, () =>
        {
            terminal.Dispose();
            return Task.CompletedTask;
        });
    }

    [Test, CancelAfter(10_000)]
    public async Task A_port_that_vanishes_was_unplugged(CancellationToken token)
    {
        var terminal = new PseudoTerminal();
        await using var port = await SerialTransport.OpenAsync(new SerialSettings(terminal.Port), token);
        var reading = port.ReadAsync(new byte[1], token).AsTask();
        terminal.Dispose();
        Assert.That(await reading, Is.Zero);
        Assert.That(port.EndReason, Does.Contain("unplugged"));
        Assert.That(await Expect.MessageAsync<IOException>(() => port.WriteAsync(new byte[1], token).AsTask()), Does.Contain("unplugged"));
    }

    // The runtime's own Close waits for ever here.
    [Test, CancelAfter(20_000)]
    public async Task Closing_waits_for_nobody_who_does_not_take_the_bytes(CancellationToken token)
    {
        using var terminal = new PseudoTerminal();
        var port = await SerialTransport.OpenAsync(new SerialSettings(terminal.Port), token);
        var writing = port.WriteAsync(new byte[1_000_000], token).AsTask();
        await port.DisposeAsync();
        Assert.That(async () => await writing.WaitAsync(TimeSpan.FromSeconds(8), token), Throws.InstanceOf<IOException>());
    }

    [Test, CancelAfter(10_000)]
    public async Task Every_speed_can_be_set_and_lines_that_are_not_there_are_left_alone(CancellationToken token)
    {
        using var terminal = new PseudoTerminal();
        await using var port = await SerialTransport.OpenAsync(new SerialSettings(terminal.Port) { Dtr = true, Rts = false }, token);
        foreach (var baud in new[] { 9_600, 115_200, 921_600, 2_000_000 })
        {
            await port.SetBaudAsync(baud, token);
            Assert.That(port.Description, Does.EndWith($"at {baud}"));
        }
        await port.SetLinesAsync(true, false, token);
    }

    [Test]
    public async Task A_missing_port_is_named_and_is_no_device() =>
        Assert.That(
            await Expect.ThrowsAsync<SerialPortMissingException>(() => SerialTransport.OpenAsync(new SerialSettings("/dev/ttyNOPE7"), default)),
            Is.InstanceOf<NoSuchDeviceException>().With.Message.Contains("/dev/ttyNOPE7"));

    [Test, CancelAfter(10_000)]
    public async Task A_busy_port_says_by_whom(CancellationToken token)
    {
        using var terminal = new PseudoTerminal();
        using var other = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec 3<>{terminal.Port}; echo up; read _"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        await other.StandardOutput.ReadLineAsync(token);
        Assert.That(
            await Expect.MessageAsync<SerialPortBusyException>(() => SerialTransport.OpenAsync(new SerialSettings(terminal.Port), token)),
            Does.Contain($"sh (pid {other.Id})").And.Contain("ModemManager"));
        other.StandardInput.Close();
        await other.WaitForExitAsync(token);
        await using var port = await SerialTransport.OpenAsync(new SerialSettings(terminal.Port), token);
        Assert.That(
            await Expect.MessageAsync<SerialPortBusyException>(() => SerialTransport.OpenAsync(new SerialSettings(terminal.Port), token)),
            Does.Contain("this program itself"));
    }

    [Test]
    public async Task A_file_is_no_serial_port()
    {
        using var folder = new TempFolder();
        var file = folder.Write("file", "x");
        Assert.That(
            await Expect.MessageAsync<TransportOpenException>(() => SerialTransport.OpenAsync(new SerialSettings(file), default)),
            Does.Contain("Is it a serial port"));
    }

    [Test]
    public void A_forbidden_port_names_its_group() =>
        Assert.That(new SerialPortPermissionException("/dev/ttyACM0", "dialout").Message, Does.Contain("usermod -aG dialout"));

    [TestCase("/dev/ttyACM0", "/dev/ttyACM0", 115_200, true, true)]
    [TestCase("/dev/ttyACM0:921600", "/dev/ttyACM0", 921_600, true, true)]
    [TestCase("/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0", "/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0", 115_200, true, true)]
    [TestCase("/dev/ttyUSB1:9600,dtr=off,rts=on", "/dev/ttyUSB1", 9_600, false, true)]
    [TestCase("COM3:57600,rts=off", "COM3", 57_600, true, false)]
    public void An_address_is_read(string text, string port, int baud, bool dtr, bool rts) =>
        Assert.That(SerialSettings.Parse(text), Is.EqualTo(new SerialSettings(port, baud) { Dtr = dtr, Rts = rts }));

    [TestCase("/dev/ttyACM0:0")]
    [TestCase("/dev/ttyACM0:99999999999")]
    [TestCase("/dev/ttyACM0,parity=odd")]
    public void A_wrong_address_is_refused(string text) => Assert.That(() => SerialSettings.Parse(text), Throws.TypeOf<UsageException>());
}
