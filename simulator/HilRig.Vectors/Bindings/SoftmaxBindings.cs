namespace HilRig.Vectors.Bindings;

/// <summary>arm_softmax_* and arm_nn_activation_s16.</summary>
internal static class SoftmaxBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } = [];
}
