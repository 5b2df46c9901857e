namespace HilRig.Vectors.Bindings;

/// <summary>arm_depthwise_conv_*.</summary>
internal static class DepthwiseBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } = [];
}
