namespace HilRig.Protocol.Commands;

/// <summary>0x16: one output element computed anew, with every step.</summary>
/// <param name="Operator">Run the operators before it first.</param>
/// <param name="Element">Flat index in its output tensor.</param>
public sealed record Probe(ushort Operator, uint Element) : IRequest<ProbeReply>
{
    public byte Command => 0x16;

    public string Name => "PROBE";

    public void WritePayload(PayloadWriter writer) => writer.UInt16(Operator).UInt32(Element);

    public ProbeReply ReadReply(PayloadReader reader) =>
        new(reader.Int32(), reader.Int32(), reader.Int32(), reader.Int32(), reader.Int32(), reader.Int32(), reader.Int32());
}

/// <summary>How the element came about on the board.</summary>
public sealed record ProbeReply(
    int BiasStored, int BiasWidened, int Accumulator, int Multiplier, int Shift, int Requantized, int Output);
