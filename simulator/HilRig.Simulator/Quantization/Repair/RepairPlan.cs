namespace HilRig.Simulator.Quantization.Repair;

/// <summary>A format for each layer, and a code for each bias.</summary>
/// <param name="Layers">In the order of the operators.</param>
/// <param name="Formats">As many as layers.</param>
/// <param name="Codes">By layer, by channel; an int32 layer's are its biases.</param>
public sealed record RepairPlan(IReadOnlyList<RepairLayer> Layers, IReadOnlyList<BiasFormat> Formats, IReadOnlyList<int[]> Codes)
{
    /// <summary>Flash of all biases.</summary>
    public int Bytes => Formats.Sum(f => f.Bytes);

    /// <summary>Widest stored integer.</summary>
    public int Bits => Formats.Max(f => f.Bits);

    /// <summary>Equal for plans that write the same model.</summary>
    internal string Key => string.Join('|', Formats.Select((f, l) => $"{f.Name}:{string.Join(',', Codes[l])}"));

    /// <summary>Every bias on the code next to it.</summary>
    public static RepairPlan Nearest(IReadOnlyList<RepairLayer> layers, IReadOnlyList<BiasFormat> formats) =>
        new(layers, formats, [.. layers.Select((layer, l) => Nearest(layer, formats[l]))]);

    /// <summary>Every bias on the code next to its target; int32 layers as they are.</summary>
    internal static RepairPlan Nearest(IReadOnlyList<RepairLayer> layers, IReadOnlyList<BiasFormat> formats, double[] targets) => new(layers, formats,
    [
        .. layers.Select((layer, l) => formats[l].IsInt32
            ? layer.Bias.Widened
            : Enumerable.Range(0, layer.Channels).Select(c => formats[l].Nearest(targets[layer.First + c], c)).ToArray()),
    ]);

    /// <summary>What is to be written into the model; int32 layers are left alone.</summary>
    public IReadOnlyList<BiasAssignment> Assignments() =>
    [
        .. Enumerable.Range(0, Layers.Count).Where(l => !Formats[l].IsInt32)
            .Select(l => new BiasAssignment(Layers[l].Bias.Tensor.Index, Formats[l].Bits, new(Codes[l], Formats[l].Scales))),
    ];

    /// <summary>Biases of a layer that are not on the code next to them, and by how many codes at most.</summary>
    public (int Moved, int Largest) Moves(int layer)
    {
        var moves = Nearest(Layers[layer], Formats[layer]).Zip(Codes[layer], (nearest, code) => Math.Abs((long)code - nearest)).Where(m => m > 0).ToList();
        return (moves.Count, (int)moves.DefaultIfEmpty(0).Max());
    }

    /// <summary>Difference to the int32 biases in output steps, one for each bias of the model.</summary>
    internal double[] OutputSteps() =>
    [
        .. Layers.SelectMany((layer, l) => Codes[l].Select(
            (code, c) => (Formats[l].Widened(code, c) - layer.Bias.Widened[c]) * layer.OutputSteps[c])),
    ];

    private static int[] Nearest(RepairLayer layer, BiasFormat format) => format.IsInt32
        ? layer.Bias.Widened
        : [.. layer.Bias.Widened.Select((b, c) => format.Nearest(b, c))];
}
