namespace HilRig.Protocol.Commands;

/// <summary>Section sizes of the firmware itself in bytes, 0 where unknown.</summary>
public sealed record FirmwareFootprint(uint Text, uint ReadOnlyData, uint Data, uint Bss) : IPayload
{
    public void Write(PayloadWriter writer) => writer.U32(Text).U32(ReadOnlyData).U32(Data).U32(Bss);

    internal static FirmwareFootprint Read(ref PayloadReader reader) => new(reader.U32(), reader.U32(), reader.U32(), reader.U32());
}
