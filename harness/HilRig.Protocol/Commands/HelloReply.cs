namespace HilRig.Protocol.Commands;

/// <summary>What a board is and can.</summary>
/// <param name="Version">Protocol version.</param>
/// <param name="Limits">Sizes of its buffers.</param>
/// <param name="Clock">What its counter means.</param>
/// <param name="KernelSet">Which kernels are linked.</param>
/// <param name="FloatingPoint">What hardware it has for float.</param>
/// <param name="BuildId">First 8 bytes of the ELF's SHA-1 build id; 0 on the host build.</param>
/// <param name="BootCount">Differs after a reset.</param>
/// <param name="Board">`mps2-an386`.</param>
/// <param name="Mcu">`Cortex-M4F`.</param>
/// <param name="Toolchain">`gcc 12.2.1`.</param>
/// <param name="Footprint">Bytes of the firmware itself.</param>
public sealed record HelloReply(
    ushort Version,
    BoardLimits Limits,
    BoardClock Clock,
    KernelSet KernelSet,
    FloatingPoint FloatingPoint,
    ulong BuildId,
    ulong BootCount,
    string Board,
    string Mcu,
    string Toolchain,
    FirmwareFootprint Footprint) : IPayload
{
    public void Write(PayloadWriter writer)
    {
        writer.U16(Version).U16(Limits.MaxPayload).U32(Limits.RxWindow);
        Clock.Write(writer);
        writer.U8((byte)KernelSet).U8((byte)FloatingPoint).U8((byte)(Limits.ImageInFlash ? 1 : 0));
        Limits.WriteMemories(writer);
        writer.U64(BuildId).U64(BootCount).Text(Board).Text(Mcu).Text(Toolchain);
        Footprint.Write(writer);
    }

    internal static HelloReply Read(ushort version, ref PayloadReader reader)
    {
        var (maxPayload, rxWindow) = (reader.U16(), reader.U32());
        if (maxPayload < ProtocolLimits.MinMaxPayload)
            throw reader.Malformed($"max_payload is {maxPayload}, legal are {ProtocolLimits.MinMaxPayload}..{ProtocolLimits.MaxPayload}");
        var clock = BoardClock.Read(ref reader);
        var (kernels, floating) = ((KernelSet)reader.U8(), (FloatingPoint)reader.U8());
        var limits = BoardLimits.Read(maxPayload, rxWindow, (reader.U8() & 1) != 0, ref reader);
        return new HelloReply(
            version, limits, clock, kernels, floating, reader.U64(), reader.U64(),
            reader.Text(), reader.Text(), reader.Text(), FirmwareFootprint.Read(ref reader));
    }
}
