using System.Collections.Frozen;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Images;

/// <summary>Operators the firmware has kernels for, INT8 and FLOAT32; everything else runs on the simulator only.</summary>
public static class BoardOperators
{
    /// <summary>Types of activations.</summary>
    public static FrozenSet<ElementType> Types { get; } = FrozenSet.Create(ElementType.Float32, ElementType.Int8);

    public static FrozenSet<BuiltinOperator> All { get; } = FrozenSet.Create(
        BuiltinOperator.Add, BuiltinOperator.AveragePool2D, BuiltinOperator.Conv2D, BuiltinOperator.DepthwiseConv2D,
        BuiltinOperator.FullyConnected, BuiltinOperator.Reshape, BuiltinOperator.Softmax);
}
