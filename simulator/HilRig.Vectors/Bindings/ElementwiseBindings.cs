namespace HilRig.Vectors.Bindings;

/// <summary>arm_elementwise_*, arm_maximum_s8, arm_minimum_s8, arm_relu_*.</summary>
internal static class ElementwiseBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } = [];
}
