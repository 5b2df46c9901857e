namespace HilRig.Protocol;

/// <summary>The board received something that was no frame: most likely a damaged request, which may be repeated at once.</summary>
/// <param name="Pieces">How often since it started.</param>
public sealed record DamagedFrame(uint Pieces) : IPayload
{
    public void Write(PayloadWriter writer) => writer.U32(Pieces);

    /// <summary>The frame as a board sends it.</summary>
    public Frame ToFrame() => new(FrameKind.Damaged, StatusCode.Ok, 0, this.ToPayload());
}
