using System.Runtime.InteropServices;
using HilRig.Harness.Images;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Vectors;

namespace HilRig.Harness.Vectors;

/// <summary>One call of a kernel as an image with one operator.</summary>
/// <param name="Type">What it computes in; also the type of its inputs and its output.</param>
/// <param name="Inputs">Dims and bytes of one or two activations.</param>
internal sealed record BoardCall(
    BuiltinOperator Code, ElementType Type, OperatorSections Sections, IReadOnlyList<(Dims Dims, byte[] Bytes)> Inputs, Dims Output)
{
    public int OutputBytes => (int)Type.BytesFor(Output.Count);

    /// <summary>The inputs one after another, as the wire takes them.</summary>
    public byte[] InputBytes => [.. Inputs.SelectMany(i => i.Bytes)];

    public byte[] Image(Kernels.FixedPoint.Rounding rounding)
    {
        var tensors = new List<ImageTensor>();
        foreach (var dims in Inputs.Select(i => i.Dims).Append(Output))
            tensors.Add(new(Type, 4, tensors.Count, [dims.N, dims.H, dims.W, dims.C], ArenaOf(tensors), (int)Type.BytesFor(dims.Count)));
        var op = new ImageOperator(Code, Type, 0, 0, Inputs.Count > 1 ? 1 : null, Inputs.Count, Sections);
        return new ImageAssembler(tensors, [op])
        {
            Inputs = [.. Enumerable.Range(0, Inputs.Count)],
            Outputs = [Inputs.Count],
            Rounding = rounding,
            ArenaBytes = ArenaOf(tensors),
        }.Build().Bytes;
    }

    /// <summary>Hands the board's output to the comparison, as the type it has.</summary>
    public void Deliver(KernelCall call, byte[] output)
    {
        if (Type == ElementType.Int16)
            call.Output("output", MemoryMarshal.Cast<byte, short>(output).ToArray());
        else
            call.Output("output", MemoryMarshal.Cast<byte, sbyte>(output).ToArray());
    }

    private static int ArenaOf(List<ImageTensor> tensors) => tensors.Count == 0 ? 0 : ImageLayout.Aligned(tensors[^1].Offset + tensors[^1].Bytes);

    public static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
