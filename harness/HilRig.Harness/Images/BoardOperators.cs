using System.Collections.Frozen;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Images;

/// <summary>Operators the firmware has kernels for, and in which types; everything else runs on the simulator only.</summary>
public static class BoardOperators
{
    private static readonly ElementType[] Codes = [ElementType.Int8, ElementType.Int16];
    private static readonly ElementType[] Every = [ElementType.Int8, ElementType.Int16, ElementType.Float32];

    /// <summary>Types of activations.</summary>
    public static FrozenSet<ElementType> Types { get; } = FrozenSet.Create(Every);

    /// <summary>By the type of the output.</summary>
    public static FrozenDictionary<BuiltinOperator, ElementType[]> All { get; } = new Dictionary<BuiltinOperator, ElementType[]>
    {
        [BuiltinOperator.Add] = Every,
        [BuiltinOperator.AveragePool2D] = Every,
        [BuiltinOperator.Conv2D] = Every,
        [BuiltinOperator.DepthwiseConv2D] = Every,
        [BuiltinOperator.FullyConnected] = Every,
        [BuiltinOperator.Maximum] = Codes,
        [BuiltinOperator.MaxPool2D] = Codes,
        [BuiltinOperator.Minimum] = Codes,
        [BuiltinOperator.Reshape] = Every,
        [BuiltinOperator.Softmax] = Every,
        [BuiltinOperator.Svdf] = [ElementType.Int8],
        [BuiltinOperator.Transpose] = Every,
        [BuiltinOperator.TransposeConv] = Codes,
        [BuiltinOperator.UnidirectionalSequenceLstm] = Codes,
    }.ToFrozenDictionary();
}
