using System.Collections.Frozen;

namespace HilRig.Vectors.Bindings;

/// <summary>Every kernel that golden vectors can call, by its CMSIS-NN name.</summary>
public static class KernelBindings
{
    public static FrozenDictionary<string, Action<KernelCall>> All { get; } =
        new[]
        {
            PrimitiveBindings.All,
            ConvolutionBindings.All,
            DepthwiseBindings.All,
            TransposeConvBindings.All,
            FullyConnectedBindings.All,
            PoolingBindings.All,
            SoftmaxBindings.All,
            ActivationBindings.All,
            ElementwiseBindings.All,
            DataMovementBindings.All,
            RecurrentBindings.All,
            LegacyBindings.All,
        }.SelectMany(family => family).ToFrozenDictionary(b => b.Function, b => b.Run);
}
