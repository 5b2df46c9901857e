namespace HilRig.Protocol.Tests;

public class FrameFixtureTests
{
    [OneTimeSetUp]
    public void Write_when_asked()
    {
        if (Environment.GetEnvironmentVariable("HILRIG_WRITE_FIXTURES") == "1")
            File.WriteAllText(FrameFixture.FilePath, FrameFixture.Render());
    }

    [Test]
    public void Every_command_has_its_request_and_reply_row()
    {
        var names = FrameFixture.Rows().Select(row => row.Name).ToArray();
        var wanted = CommandRegistry.All.SelectMany(command => new[] { $"{command.Name}_request", $"{command.Name}_reply" });
        Assert.That(wanted.Concat(["error_reply", "log", "fault", "damaged", "busy"]).Except(names), Is.Empty);
        Assert.That(names, Is.Unique);
    }

    [Test]
    public void Every_command_code_is_registered() =>
        Assert.That(
            CommandRegistry.All.Select(command => command.Code),
            Is.EqualTo(Enum.GetValues<CommandCode>().Except([CommandCode.None])));

    [Test]
    public void Encoding_gives_the_rows() =>
        Assert.That(File.ReadAllText(FrameFixture.FilePath), Is.EqualTo(FrameFixture.Render()));

    [Test]
    public void Decoding_the_rows_gives_the_frames()
    {
        var decoder = new FrameDecoder();
        foreach (var (name, plain, wire) in FrameFixture.Rows())
        {
            var found = decoder.Feed(wire);
            Assert.That(found, Has.Count.EqualTo(1), name);
            Assert.That(((ReceivedFrame)found[0]).Frame.ToBytes(), Is.EqualTo(plain), name);
        }
    }
}
