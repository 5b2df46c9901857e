using System.Text;

namespace HilRig.Protocol;

/// <summary>Text the board sends on its own.</summary>
public sealed record LogFrame(string Text) : IPayload
{
    /// <summary>The text of a log frame; bytes that are no UTF-8 become replacement characters.</summary>
    /// <returns>Null for any other frame.</returns>
    public static LogFrame? TryParse(Frame frame) =>
        frame.Kind == FrameKind.Log ? new LogFrame(Encoding.UTF8.GetString(frame.Payload.Span)) : null;

    public void Write(PayloadWriter writer) => writer.Bytes(Encoding.UTF8.GetBytes(Text));

    /// <summary>The frame as a board sends it.</summary>
    public Frame ToFrame() => new(FrameKind.Log, StatusCode.Ok, 0, this.ToPayload());
}
