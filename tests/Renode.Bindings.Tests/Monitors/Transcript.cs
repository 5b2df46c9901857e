using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HilRig.TestKit;

namespace Renode.Bindings.Tests.Monitors;

/// <summary>A conversation recorded from a real monitor: the greeting's bytes, then command and answer in turn.</summary>
/// <param name="Greeting">The bytes the monitor sends first.</param>
/// <param name="Exchanges">What was sent, and the bytes that came.</param>
internal sealed partial record Transcript(byte[] Greeting, IReadOnlyList<(string Command, byte[] Answer)> Exchanges)
{
    public static IReadOnlyList<string> Names { get; } = ["session.txt", "errors.txt"];

    public static Transcript Read(string name)
    {
        var lines = File.ReadAllLines(Checkout.PathOf("fixtures", "renode", name));
        var exchanges = lines.Skip(1).Chunk(2).Select(pair => (pair[0][2..], Bytes(pair[1]))).ToList();
        return new(Bytes(lines[0]), exchanges);
    }

    public byte[] AnswerTo(string command) => Exchanges.First(exchange => exchange.Command == command).Answer;

    private static byte[] Bytes(string line) => Encoding.Latin1.GetBytes(
        Escape().Replace(line[2..], match => ((char)byte.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));

    [GeneratedRegex(@"\\x([0-9a-f]{2})")]
    private static partial Regex Escape();
}
