using Renode.Bindings.Monitors;

namespace Renode.Bindings.Tests.Monitors;

/// <summary>Recorded bytes become replies, however the network cuts them.</summary>
public sealed class ReplyParserTests
{
    private static IEnumerable<string> Transcripts => Transcript.Names;

    [TestCaseSource(nameof(Transcripts))]
    public void Replies_do_not_depend_on_how_the_bytes_are_cut(string name)
    {
        var transcript = Transcript.Read(name);
        var whole = Replies(transcript, _ => int.MaxValue);
        Assert.That(Replies(transcript, _ => 1), Is.EqualTo(whole));
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            Assert.That(Replies(transcript, left => random.Next(1, Math.Min(left, 40) + 1)), Is.EqualTo(whole), $"seed {seed}");
        }
    }

    [TestCaseSource(nameof(Transcripts))]
    public void A_reply_is_whole_at_its_last_byte_and_not_before(string name)
    {
        var parser = new ReplyParser();
        parser.Feed(Transcript.Read(name).Greeting);
        parser.Take(null);
        foreach (var (command, answer) in Transcript.Read(name).Exchanges.Where(exchange => exchange.Command != "quit"))
        {
            for (var i = 0; i < answer.Length; i++)
                Assert.That(parser.Feed(answer.AsSpan(i, 1)), Is.EqualTo(i == answer.Length - 1), $"{command}, byte {i} of {answer.Length}");
            parser.Take(command);
        }
    }

    [Test]
    public void The_greeting_is_the_version_and_no_machine_is_selected() =>
        Assert.That(Replies(Transcript.Read("session.txt"), _ => int.MaxValue)[0], Is.EqualTo(new MonitorReply("Renode, version 1.16.1 (1.16.1+20261126)", "", null)));

    [TestCase("mach create \"board one\"", "", "board one")]
    [TestCase("cpu ExecutedInstructions", "0x00000000000F4240", "board one")]
    [TestCase("cpu IsHalted", "False", "board one")]
    [TestCase("echo \"é € x\"", "é € x", "board one")]
    [TestCase("echo", "", "board one")]
    [TestCase("start", "Starting emulation...", "board one")]
    [TestCase("sysbus FindSymbolAt 0x8000040", "count", "board one")]
    public void A_reply_is_its_text_and_the_machine(string command, string text, string machine) =>
        Assert.That(One("session.txt", command), Is.EqualTo(new MonitorReply(text, "", machine)));

    [TestCase("nonsense foo", "No such command or device: nonsense", null)]
    [TestCase("mach set \"no such\"", "Machine no such not found.", "m")]
    [TestCase("cpu Nonsense", "There was an error executing command 'cpu Nonsense': \nsysbus.cpu does not provide a field, method or property Nonsense.", "m")]
    [TestCase("echo \"unterminated", "Could not tokenize here:\necho \"unterminated\n     ^", "m")]
    public void An_error_is_known_by_its_colour(string command, string error, string? machine) =>
        Assert.That(One("errors.txt", command), Is.EqualTo(new MonitorReply("", error, machine)));

    [TestCase("sysbus LoadBinary @/no/such.bin 0x0")]
    [TestCase("connector Connect sysbus.nobody term")]
    [TestCase("Load @/no/such.save")]
    public void Help_that_was_not_asked_for_is_an_error(string command)
    {
        var reply = MisfitArguments.Judge(command, One("errors.txt", command));
        Assert.That(reply.Text, Does.StartWith("The following methods are available:"));
        Assert.That(reply.Error, Does.Contain("does not exist"));
    }

    [Test]
    public void Help_that_was_asked_for_is_none() => Assert.That(MisfitArguments.Judge("dwt", One("session.txt", "dwt")).Error, Is.Empty);

    [Test]
    public void Another_commands_echo_is_out_of_step()
    {
        var parser = new ReplyParser();
        Assert.That(parser.Feed(Transcript.Read("session.txt").AnswerTo("cpu PC")));
        Assert.That(() => parser.Take("cpu SP"), Throws.TypeOf<MonitorOutOfStepException>().With.Message.Contains("cpu PC"));
    }

    [Test]
    public void Output_that_looks_like_a_prompt_does_not_end_the_reply()
    {
        var parser = new ReplyParser();
        Assert.That(parser.Feed("say\n\r\x1b[33m(x) \x1b[0mgoes on\r\n\x1b[33m(real) \x1b[0m"u8));
        Assert.That(parser.Take("say"), Is.EqualTo(new MonitorReply("(x) goes on", "", "real")));
    }

    private static MonitorReply One(string transcript, string command)
    {
        var parser = new ReplyParser();
        Assert.That(parser.Feed(Transcript.Read(transcript).AnswerTo(command)));
        return parser.Take(command);
    }

    private static List<MonitorReply> Replies(Transcript transcript, Func<int, int> pieceOf)
    {
        var parser = new ReplyParser();
        var replies = new List<MonitorReply> { Fed(parser, transcript.Greeting, pieceOf, null) };
        replies.AddRange(transcript.Exchanges.Where(e => e.Command != "quit").Select(e => Fed(parser, e.Answer, pieceOf, e.Command)));
        return replies;
    }

    private static MonitorReply Fed(ReplyParser parser, byte[] bytes, Func<int, int> pieceOf, string? command)
    {
        for (var i = 0; i < bytes.Length;)
        {
            var count = Math.Min(pieceOf(bytes.Length - i), bytes.Length - i);
            parser.Feed(bytes.AsSpan(i, count));
            i += count;
        }
        Assert.That(parser.IsComplete, command);
        return parser.Take(command);
    }
}
