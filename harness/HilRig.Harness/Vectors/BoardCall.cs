using System.Runtime.InteropServices;
using HilRig.Harness.Images;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Vectors;

namespace HilRig.Harness.Vectors;

/// <summary>A tensor of a call: an input (its bytes are given), an output (its name is), or a state (both).</summary>
/// <param name="Name">Of the golden vector's output; null for an input.</param>
/// <param name="Bytes">What it holds before the call; null for an output.</param>
internal sealed record BoardTensor(ElementType Type, Dims Dims, string? Name, byte[]? Bytes)
{
    public int ByteCount => (int)Type.BytesFor(Dims.Count);

    public static BoardTensor Input<T>(Dims dims, T[] values)
        where T : unmanaged => new(TypeOf<T>(), dims, null, LayerSections.Bytes(values));

    public static BoardTensor Output<T>(Dims dims, string name = "output")
        where T : unmanaged => new(TypeOf<T>(), dims, name, null);

    public static BoardTensor State<T>(Dims dims, string name, T[] values)
        where T : unmanaged => new(TypeOf<T>(), dims, name, LayerSections.Bytes(values));

    private static ElementType TypeOf<T>() => typeof(T) == typeof(short) ? ElementType.Int16 : ElementType.Int8;
}

/// <summary>One call of a kernel as an image with one operator. States are inputs and outputs of the image at once.</summary>
/// <param name="Type">What it computes in.</param>
/// <param name="Output">What it writes.</param>
/// <param name="Inputs">One to three; null where a state is not there.</param>
internal sealed record BoardCall(BuiltinOperator Code, ElementType Type, OperatorSections Sections, BoardTensor Output, params BoardTensor?[] Inputs)
{
    private IReadOnlyList<BoardTensor> Tensors => [.. Inputs.OfType<BoardTensor>(), Output];

    private IReadOnlyList<BoardTensor> Written => [.. Tensors.Where(t => t.Name is not null)];

    /// <summary>What is given, one after another, as the wire takes it.</summary>
    public byte[] InputBytes => [.. Tensors.Where(t => t.Bytes is not null).SelectMany(t => t.Bytes!)];

    public int OutputBytes => Written.Sum(t => t.ByteCount);

    public byte[] Image(Rounding rounding)
    {
        var tensors = new List<ImageTensor>();
        foreach (var t in Tensors)
            tensors.Add(new(t.Type, 4, tensors.Count, [t.Dims.N, t.Dims.H, t.Dims.W, t.Dims.C], ArenaOf(tensors), t.ByteCount));
        int? IndexOf(int input) => input < Inputs.Length && Inputs[input] is { } tensor ? IndexIn(Tensors, tensor) : null;
        var op = new ImageOperator(Code, Type, 0, 0, IndexOf(1), IndexOf(2), Tensors.Count - 1, Sections);
        return new ImageAssembler(tensors, [op])
        {
            Inputs = [.. Indices(t => t.Bytes is not null)],
            Outputs = [.. Indices(t => t.Name is not null)],
            Rounding = rounding,
            ArenaBytes = ArenaOf(tensors),
        }.Build().Bytes;
    }

    /// <summary>Hands what the board wrote to the comparison.</summary>
    public void Deliver(KernelCall call, byte[] outputs)
    {
        var at = 0;
        foreach (var tensor in Written)
        {
            var bytes = outputs.AsSpan(at, tensor.ByteCount);
            if (tensor.Type == ElementType.Int16)
                call.Output(tensor.Name!, MemoryMarshal.Cast<byte, short>(bytes).ToArray());
            else
                call.Output(tensor.Name!, MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray());
            at += tensor.ByteCount;
        }
    }

    private IEnumerable<int> Indices(Func<BoardTensor, bool> which) => Enumerable.Range(0, Tensors.Count).Where(i => which(Tensors[i]));

    private static int IndexIn(IReadOnlyList<BoardTensor> tensors, BoardTensor tensor) =>
        Enumerable.Range(0, tensors.Count).First(i => ReferenceEquals(tensors[i], tensor));

    private static int ArenaOf(List<ImageTensor> tensors) => tensors.Count == 0 ? 0 : ImageLayout.Aligned(tensors[^1].Offset + tensors[^1].Bytes);
}
