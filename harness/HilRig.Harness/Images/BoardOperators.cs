using System.Collections.Frozen;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Images;

/// <summary>Operators the firmware has kernels for, INT8 and FLOAT32; everything else runs on the simulator only.</summary>
public static class BoardOperators
{
    public static FrozenSet<BuiltinOperator> All { get; } = FrozenSet.Create(
        BuiltinOperator.Add, BuiltinOperator.AveragePool2D, BuiltinOperator.Conv2D, BuiltinOperator.DepthwiseConv2D,
        BuiltinOperator.FullyConnected, BuiltinOperator.Reshape, BuiltinOperator.Softmax);
}
