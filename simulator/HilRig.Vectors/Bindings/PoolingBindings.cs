namespace HilRig.Vectors.Bindings;

/// <summary>arm_avgpool_* and arm_max_pool_*.</summary>
internal static class PoolingBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } = [];
}
