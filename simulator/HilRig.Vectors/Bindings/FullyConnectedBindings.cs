namespace HilRig.Vectors.Bindings;

/// <summary>arm_fully_connected_*, arm_batch_matmul_* and arm_vector_sum_*.</summary>
internal static class FullyConnectedBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } = [];
}
