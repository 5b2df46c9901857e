using CsCheck;
using HilRig.Harness.Transports.Rfc2217;

namespace HilRig.Harness.Tests.Transports.Rfc2217;

public class TelnetParserTests
{
    // Bytes with a meaning are as frequent as others.
    private static Gen<byte> Byte { get; } = Gen.OneOf(Gen.Byte, Gen.Byte[240, 255], Gen.Byte[44, 44], Gen.Byte[250, 250], Gen.Byte[255, 255]);

    [TestCase("41FFFF42", "data 41FF42")]
    [TestCase("41FFFB2C42", "data 41|251 44|data 42")]
    [TestCase("FFFD00FFFE01", "253 0|254 1")]
    [TestCase("FFFA2C650001C200FFF041", "sub 44 650001C200|data 41")]
    [TestCase("FFFA2C65FFFFFFF0", "sub 44 65FF")]
    [TestCase("FFF141FFF2FFF6", "data 41", TestName = "Commands without a meaning are dropped")]
    [TestCase("FFFAFFF041", "data 41", TestName = "An empty subnegotiation is nothing")]
    [TestCase("FFFA2C65FFFB0341", "251 3|data 41", TestName = "A lost end costs the subnegotiation only")]
    [TestCase("0D000D0A00", "data 0D000D0A00", TestName = "CR stands for itself")]
    public void Known_streams(string stream, string items) => Assert.That(Text(Convert.FromHexString(stream)), Is.EqualTo(items));

    [Test]
    public void Any_data_comes_back() => Byte.Array[0, 600].Sample(data =>
        Data(new TelnetParser().Feed(TelnetEncoder.Data(data))).AsSpan().SequenceEqual(data));

    [Test]
    public void Any_subnegotiation_comes_back() => Gen.Select(Gen.Byte[0, 254], Byte.Array[0, TelnetParser.MostSubnegotiation]).Sample((option, payload) =>
        new TelnetParser().Feed(TelnetEncoder.Subnegotiation(option, payload)) is [TelnetSubnegotiation sub]
        && sub.Option == option && sub.Payload.AsSpan().SequenceEqual(payload));

    // Whatever comes, in whatever pieces: the same items, and no exception.
    [Test]
    public void Where_a_stream_is_cut_does_not_matter() => Gen.Select(Byte.Array[0, 300], Gen.Int[1, 7].Array[1, 20]).Sample((stream, pieces) =>
    {
        var parser = new TelnetParser();
        var items = new List<TelnetItem>();
        var at = 0;
        for (var piece = 0; at < stream.Length; piece++)
        {
            var count = Math.Min(pieces[piece % pieces.Length], stream.Length - at);
            items.AddRange(parser.Feed(stream.AsSpan(at, count)));
            at += count;
        }
        return Text(items) == Text(stream);
    });

    [Test]
    public void After_any_bytes_a_well_formed_command_is_understood() => Byte.Array[0, 300].Sample(noise =>
    {
        var parser = new TelnetParser();
        parser.Feed(noise);
        // Ends whatever was begun: an option, a subnegotiation, a command.
        parser.Feed([0, 255, 240, 0, 255, 240]);
        return Text(parser.Feed([.. "A"u8, 255, 251, 44])) == "data 41|251 44";
    });

    [Test]
    public void A_subnegotiation_without_end_takes_no_memory()
    {
        var parser = new TelnetParser();
        parser.Feed([255, 250, 44]);
        parser.Feed(new byte[1_000_000]);
        Assert.That(parser.Feed([255, 240]).Cast<TelnetSubnegotiation>().Single().Payload, Has.Length.EqualTo(TelnetParser.MostSubnegotiation));
    }

    private static string Text(byte[] stream) => Text(new TelnetParser().Feed(stream));

    // Data that were cut belong together.
    private static string Text(IEnumerable<TelnetItem> items)
    {
        var text = new System.Text.StringBuilder();
        var wasData = false;
        foreach (var item in items)
        {
            var isData = item is TelnetData;
            text.Append(isData && wasData ? string.Empty : text.Length > 0 ? "|" : string.Empty).Append(item switch
            {
                TelnetData data => $"{(wasData ? string.Empty : "data ")}{Convert.ToHexString(data.Bytes)}",
                TelnetRequest request => $"{request.Verb} {request.Option}",
                TelnetSubnegotiation sub => $"sub {sub.Option} {Convert.ToHexString(sub.Payload)}",
                _ => throw new AssertionException($"unknown item {item}"),
            });
            wasData = isData;
        }
        return text.ToString();
    }

    private static byte[] Data(IEnumerable<TelnetItem> items) => [.. items.Cast<TelnetData>().SelectMany(data => data.Bytes)];
}
