using System.Globalization;
using System.Text;
using HilRig.Protocol;

namespace HilRig.Harness.Transports.WireLogs;

/// <summary>A wire log as lines of text: one per frame, stray run or note, with milliseconds and direction.</summary>
public static class WireListing
{
    /// <summary>E.g. `12.345 > Ping seq 3, 10 bytes`.</summary>
    public static IEnumerable<string> Lines(WireLog log)
    {
        var decoders = new[] { new FrameDecoder(), new FrameDecoder() };
        foreach (var record in log.Records)
            foreach (var text in Describe(record, decoders))
                yield return string.Create(CultureInfo.InvariantCulture, $"{record.Microseconds / 1000.0,12:F3} {Arrow(record.Direction)} {text}");
        if (log.IsTruncated)
            yield return "the log ends inside a record: the host was killed while writing";
    }

    private static IEnumerable<string> Describe(WireRecord record, FrameDecoder[] decoders) =>
        record.Direction == WireDirection.Note
            ? [Encoding.UTF8.GetString(record.Bytes.Span)]
            : decoders[(int)record.Direction].Feed(record.Bytes.Span).Select(Describe);

    private static string Describe(Received received) => received switch
    {
        ReceivedFrame { Frame: var frame } => Describe(frame),
        StrayBytes stray => $"stray {BytePreview.Of(stray.Bytes.Span)}",
        _ => throw new InvalidOperationException($"{received.GetType().Name} has no line"),
    };

    private static string Describe(Frame frame) => frame.Kind switch
    {
        FrameKind.Log => $"log {LogFrame.TryParse(frame)!.Text.TrimEnd()}",
        FrameKind.Fault => $"FAULT, {frame.Payload.Length} bytes",
        _ => $"{(CommandCode)(frame.Kind & ~FrameKind.ReplyBit)}{(frame.IsReply ? " reply" : string.Empty)} seq {frame.Sequence}, "
            + $"{frame.Payload.Length} bytes{(frame.Status == StatusCode.Ok ? string.Empty : $", status {frame.Status}")}",
    };

    private static string Arrow(WireDirection direction) => direction switch
    {
        WireDirection.HostToBoard => ">",
        WireDirection.BoardToHost => "<",
        _ => "#",
    };
}
