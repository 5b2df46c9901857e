using CsCheck;
using HilRig.Harness.Transports;
using HilRig.Harness.Transports.Rfc2217;
using HilRig.Harness.Transports.Serial;
using HilRig.TestKit;
using Serilog.Core;

namespace HilRig.Harness.Tests.Transports.Rfc2217;

public class Rfc2217TransportTests : TransportContract
{
    protected override async Task<EchoLink> OpenEchoAsync()
    {
        var server = new FakeSerialServer().Start();
        return new EchoLink(await OpenAsync(server), server.EndAsync);
    }

    [Test, CancelAfter(10_000)]
    public async Task The_port_is_set_up(CancellationToken token)
    {
        using var server = new FakeSerialServer().Start();
        await using var link = await OpenAsync(server, ":57600,dtr=off");
        await EchoAsync(link, "x"u8.ToArray(), token);
        Assert.That(server.Commands, Is.EqualTo(new[] { "2 08", "3 01", "4 01", "5 01", "5 09", "5 0B", "10 1E", "12 03", "1 0000E100" }));
        Assert.That((link.Baud, link.Description), Is.EqualTo((57_600, $"rfc2217:127.0.0.1:{server.Port} at 57600")));
    }

    [Test, CancelAfter(10_000)]
    public async Task Every_byte_is_itself_in_both_directions(CancellationToken token)
    {
        using var server = new FakeSerialServer().Start();
        await using var link = await OpenAsync(server);
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value), .. Enumerable.Repeat((byte)255, 300), 13, 10, 13, 0, 13];
        Assert.That(await EchoAsync(link, bytes, token), Is.EqualTo(bytes));
        Assert.That(server.DataBytes, Is.EqualTo(bytes.Length + 301), "an escaped byte is echoed as two");
    }

    [Test, CancelAfter(10_000)]
    public async Task A_speed_is_confirmed_also_when_a_byte_of_it_is_255(CancellationToken token)
    {
        using var server = new FakeSerialServer().Start();
        await using var link = await OpenAsync(server);
        await link.SetBaudAsync(0xFFFF, token);
        Assert.That((link.Baud, server.Commands[^1]), Is.EqualTo((0xFFFF, "1 0000FFFF")));
    }

    [Test, CancelAfter(10_000)]
    public async Task A_divider_may_round_and_another_speed_is_refused(CancellationToken token)
    {
        using var server = new FakeSerialServer { Confirm = (command, value) => command == 1 ? [0, 1, 0xC2, 0x10] : value }.Start();
        await using var link = await OpenAsync(server);
        Assert.That(await Expect.MessageAsync<IOException>(() => link.SetBaudAsync(921_600, token)), Does.Contain("no 921600 baud, it answers with 115216"));
        Assert.That(link.Baud, Is.EqualTo(115_200));
        await EchoAsync(link, "still there"u8.ToArray(), token);
    }

    // Its late answer is not taken for the next one's.
    [Test, CancelAfter(10_000)]
    public async Task Who_no_longer_waits_for_an_answer_leaves_it_to_nobody_else(CancellationToken token)
    {
        using var server = new FakeSerialServer().Start();
        await using var link = await OpenAsync(server);
        server.Confirm = (_, _) => null;
        using var soon = new CancellationTokenSource(100);
        Assert.That(async () => await link.SetBaudAsync(921_600, soon.Token), Throws.InstanceOf<OperationCanceledException>());
        var next = link.SetBaudAsync(9_600, token);
        await server.SendAsync(255, 250, 44, 101, 0, 0x0E, 0x10, 0, 255, 240);
        await server.SendAsync(255, 250, 44, 101, 0, 0, 0x25, 0x80, 255, 240);
        await next;
        Assert.That(link.Baud, Is.EqualTo(9_600));
    }

    [Test, CancelAfter(10_000)]
    public async Task The_lines_are_pulled(CancellationToken token)
    {
        using var server = new FakeSerialServer().Start();
        await using ISerialLink link = await OpenAsync(server);
        await link.SetLinesAsync(dtr: false, rts: false, token);
        await link.SetLinesAsync(dtr: true, rts: true, token);
        await link.SetBaudAsync(9_600, token);
        Assert.That(server.Commands[^5..^1], Is.EqualTo(new[] { "5 09", "5 0C", "5 08", "5 0B" }));
    }

    // As a pseudo terminal, and a server that knows less than it should.
    [Test, CancelAfter(10_000)]
    public async Task A_port_without_lines_and_purging_will_do(CancellationToken token)
    {
        using var server = new FakeSerialServer { Confirm = (command, value) => command is 5 or 10 or 12 ? null : value }.Start();
        await using var link = await OpenAsync(server);
        await EchoAsync(link, "x"u8.ToArray(), token);
    }

    [Test, CancelAfter(10_000)]
    public async Task Notices_of_the_server_are_no_data(CancellationToken token)
    {
        using var server = new FakeSerialServer().Start();
        await using var link = await OpenAsync(server);
        await server.SendAsync([.. "a"u8, 255, 250, 44, 107, 0xB0, 255, 240, 255, 250, 44, 106, 8, 255, 240, 255, 241, .. "b"u8]);
        Assert.That(await ReadAsync(link, 2, token), Is.EqualTo("ab"u8.ToArray()));
    }

    [TestCase(ComPortCommand.NotifyLineState, 0x18, "line: framing error, break")]
    [TestCase(ComPortCommand.NotifyModemState, 0xB0, "modem: CTS, DSR, CD")]
    [TestCase(ComPortCommand.NotifyModemState, 0, "modem: nothing")]
    public void Notices_have_words(ComPortCommand notice, byte state, string words) => Assert.That(ComPortNotice.Describe(notice, state), Is.EqualTo(words));

    [Test, CancelAfter(10_000)]
    public async Task A_server_that_suspends_gets_nothing_until_it_resumes(CancellationToken token)
    {
        using var server = new FakeSerialServer().Start();
        await using var link = await OpenAsync(server);
        await server.SendAsync([255, 250, 44, 108, 255, 240, .. "a"u8]);
        await ReadAsync(link, 1, token);
        var writing = link.WriteAsync("x"u8.ToArray(), token).AsTask();
        await link.SetBaudAsync(9_600, token);
        Assert.That((writing.IsCompleted, server.DataBytes), Is.EqualTo((false, 0)), "a command passes, data do not");
        await server.SendAsync(255, 250, 44, 109, 255, 240);
        await writing;
        Assert.That(await ReadAsync(link, 1, token), Is.EqualTo("x"u8.ToArray()));
    }

    // Answers nobody asked for, notices of any length, options to and fro: only data are data.
    [Test, CancelAfter(30_000)]
    public async Task Whatever_commands_a_server_sends_the_link_lives(CancellationToken token)
    {
        using var server = new FakeSerialServer().Start();
        await using var link = await OpenAsync(server);
        var noise = Gen.OneOf(
            Gen.Byte.Array[0, 8].Select(payload => TelnetEncoder.Subnegotiation(44, payload)),
            Gen.Select(Gen.Byte, Gen.Byte[251, 254], (option, verb) => TelnetEncoder.Request(verb, option)),
            Gen.Select(Gen.Byte[1, 43], Gen.Byte.Array[0, 8], (option, payload) => TelnetEncoder.Subnegotiation(option, payload))).Array[50];
        foreach (var commands in noise.Array[20].Single())
        {
            await server.SendAsync([.. commands.SelectMany(command => command), 255, 250, 44, 109, 255, 240, .. "x"u8]);
            Assert.That(await ReadAsync(link, 1, token), Is.EqualTo("x"u8.ToArray()));
        }
        Assert.That(await EchoAsync(link, [1, 255, 2], token), Is.EqualTo(new byte[] { 1, 255, 2 }));
    }

    [Test, CancelAfter(10_000)]
    public async Task A_banner_is_not_the_boards(CancellationToken token)
    {
        using var server = new FakeSerialServer { Greeting = "Welcome to port 7\r\n"u8.ToArray() }.Start();
        await using var link = await OpenAsync(server);
        Assert.That(await EchoAsync(link, "x"u8.ToArray(), token), Is.EqualTo("x"u8.ToArray()));
    }

    [Test, CancelAfter(10_000)]
    public async Task What_is_no_telnet_is_told_to_be_raw_tcp()
    {
        using var server = new FakeSerialServer { Greeting = "HTTP/1.1 400 Bad Request\r\n"u8.ToArray(), IsMute = true }.Start();
        Assert.That(
            await Expect.MessageAsync<NotTelnetException>(() => OpenAsync(server)),
            Does.Contain("'HTTP/1.1 400 Bad Request'").And.Contain($"Raw TCP? Use tcp:127.0.0.1:{server.Port}"));
    }

    [TestCase(44, "COM-PORT-OPTION")]
    [TestCase(0, "BINARY")]
    public async Task A_telnet_server_without_what_is_needed_is_named(byte missing, string words)
    {
        using var server = new FakeSerialServer { Options = [.. new byte[] { 0, 3, 44 }.Where(option => option != missing)] }.Start();
        Assert.That(
            await Expect.MessageAsync<Rfc2217RefusedException>(() => OpenAsync(server)),
            Does.Contain(words).And.Contain("Raw TCP? Use tcp:").And.Contain("telnet(rfc2217),tcp"));
    }

    [Test, CancelAfter(10_000)]
    public async Task A_server_that_hangs_up_is_told_apart()
    {
        using var server = new FakeSerialServer { Greeting = "Port already in use\r\n"u8.ToArray(), IsMute = true, HangsUp = true }.Start();
        Assert.That(await Expect.MessageAsync<ServerHungUpException>(() => OpenAsync(server)), Does.Contain("hung up at once"));
    }

    [TestCase(1, "SetBaudRate")]
    [TestCase(3, "SetParity")]
    public async Task A_setting_without_answer_is_named(byte silent, string words)
    {
        using var server = new FakeSerialServer { Confirm = (command, value) => command == silent ? null : value }.Start();
        Assert.That(await Expect.MessageAsync<TransportOpenException>(() => OpenAsync(server)), Does.Contain($"did not answer {words}"));
    }

    [Test, CancelAfter(10_000)]
    public async Task Another_setting_than_asked_for_is_refused()
    {
        using var server = new FakeSerialServer { Confirm = (command, value) => command == 2 ? [7] : value }.Start();
        Assert.That(await Expect.MessageAsync<TransportOpenException>(() => OpenAsync(server)), Does.Contain("SetDataSize 8 with 07"));
    }

    [TestCase("bench:4000", "bench", 4000, 115_200)]
    [TestCase("bench:4000:921600,fast=2000000,rts=off", "bench", 4000, 921_600)]
    [TestCase("[fe80::1%eth0]:23:9600", "fe80::1%eth0", 23, 9_600)]
    public void An_address_is_read(string text, string host, int port, int baud)
    {
        var settings = Rfc2217Settings.Parse(text);
        Assert.That((settings.Server.Host, settings.Server.Port, settings.Line.Baud), Is.EqualTo((host, port, baud)));
        Assert.That((settings.Line.Fast, settings.Line.Rts), Is.EqualTo(text.Contains("fast", StringComparison.Ordinal) ? (2_000_000, false) : ((int?)null, true)));
    }

    [TestCase("bench")]
    [TestCase("bench:0")]
    [TestCase("bench:99999")]
    [TestCase("bench:4000:fast")]
    [TestCase("bench:4000:0")]
    [TestCase("::1:4000")]
    [TestCase("bench:4000,parity=odd")]
    [TestCase("bench:4000 ")]
    public void A_wrong_address_is_refused(string text) => Assert.That(() => Rfc2217Settings.Parse(text), Throws.TypeOf<UsageException>());

    private static Task<Rfc2217Transport> OpenAsync(FakeSerialServer server, string rest = "") =>
        Rfc2217Transport.OpenAsync(Rfc2217Settings.Parse($"127.0.0.1:{server.Port}{rest}"), Logger.None, default);

    private static async Task<byte[]> EchoAsync(Rfc2217Transport link, byte[] bytes, CancellationToken token)
    {
        await link.WriteAsync(bytes, token);
        return await ReadAsync(link, bytes.Length, token);
    }
}
