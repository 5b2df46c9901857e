namespace HilRig.Protocol.Commands;

/// <summary>0x16: computes one output element anew from the operator's inputs as they lie in the arena now. Run the operators before it first.</summary>
/// <param name="Operator">Index of a CONV_2D, DEPTHWISE_CONV_2D or FULLY_CONNECTED int8 operator.</param>
/// <param name="Element">Flat index in its output tensor.</param>
public sealed record ProbeRequest(ushort Operator, uint Element) : IRequest<ProbeReply>
{
    public CommandCode Command => CommandCode.Probe;

    public void Write(PayloadWriter writer) => writer.U16(Operator).U32(Element);

    public ProbeReply Parse(ref PayloadReader reader) =>
        new(reader.I32(), reader.I32(), reader.I32(), reader.I32(), reader.I32(), reader.I32(), reader.I32());
}

/// <summary>The way of one element from bias to output.</summary>
/// <param name="BiasStored">As the image has it.</param>
/// <param name="BiasWidened">As it was added.</param>
/// <param name="Accumulator">Bias included.</param>
/// <param name="Multiplier">Output quantization.</param>
/// <param name="Shift">Output quantization.</param>
/// <param name="Requantized">Before the output offset.</param>
/// <param name="Output">After offset and clamp.</param>
public sealed record ProbeReply(
    int BiasStored, int BiasWidened, int Accumulator, int Multiplier, int Shift, int Requantized, int Output) : IPayload
{
    public void Write(PayloadWriter writer) =>
        writer.I32(BiasStored).I32(BiasWidened).I32(Accumulator).I32(Multiplier).I32(Shift).I32(Requantized).I32(Output);
}
