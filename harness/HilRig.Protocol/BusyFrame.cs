namespace HilRig.Protocol;

/// <summary>A sign of life from a board that computes: its request has arrived and goes on.</summary>
/// <param name="Sequence">The request it works on.</param>
/// <param name="Operator">The operator that finished last.</param>
public sealed record BusyFrame(ushort Sequence, ushort Operator) : IPayload
{
    /// <summary>The sign of life in a frame.</summary>
    /// <returns>Null for any other frame.</returns>
    /// <exception cref="MalformedReplyException">The payload is not 4 bytes long.</exception>
    public static BusyFrame? TryParse(Frame frame)
    {
        if (frame.Kind != FrameKind.Busy)
            return null;
        var reader = new PayloadReader(frame.Payload.Span, "The busy frame");
        var busy = new BusyFrame(frame.Sequence, reader.U16());
        reader.U16();
        reader.End();
        return busy;
    }

    public void Write(PayloadWriter writer) => writer.U16(Operator).U16(0);

    /// <summary>The frame as a board sends it.</summary>
    public Frame ToFrame() => new(FrameKind.Busy, StatusCode.Ok, Sequence, this.ToPayload());
}
