namespace HilRig.Protocol;

/// <summary>What a Cortex-M pushes on exception entry, in stack order.</summary>
public sealed record StackedRegisters(uint R0, uint R1, uint R2, uint R3, uint R12, uint Lr, uint Pc, uint Psr) : IPayload
{
    public void Write(PayloadWriter writer) =>
        writer.U32(R0).U32(R1).U32(R2).U32(R3).U32(R12).U32(Lr).U32(Pc).U32(Psr);

    public override string ToString() =>
        $"r0 0x{R0:X8} r1 0x{R1:X8} r2 0x{R2:X8} r3 0x{R3:X8} r12 0x{R12:X8} lr 0x{Lr:X8} pc 0x{Pc:X8} psr 0x{Psr:X8}";

    internal static StackedRegisters Read(ref PayloadReader reader) => new(
        reader.U32(), reader.U32(), reader.U32(), reader.U32(), reader.U32(), reader.U32(), reader.U32(), reader.U32());
}
