using System.Numerics;
using HilRig.Kernels.Pooling;
using HilRig.Kernels.Tensors;

namespace HilRig.Vectors.Bindings;

/// <summary>arm_avgpool_* and arm_max_pool_*.</summary>
internal static class PoolingBindings
{
    private delegate void Pool<T>(PoolParams parameters, Dims input, ReadOnlySpan<T> x, Dims filter, Dims output, Span<T> y);

    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_avgpool_s8", AveragePoolS8),
        ("arm_avgpool_s16", AveragePoolS16),
        ("arm_max_pool_s8", call => Maximum<sbyte>(call, MaxPoolS8.Run)),
        ("arm_max_pool_s16", call => Maximum<short>(call, MaxPoolS16.Run)),
    ];

    private static void AveragePoolS8(KernelCall call)
    {
        call.Scratch(path => AvgpoolS8.BufferSize(path, call.Dims("input").C));
        // An error case is answered by the definition: an operator refuses such a model when it is prepared.
        call.RanVector = call.WantsVector && call.Case.Kind != "error";
        Run<sbyte>(call, call.RanVector ? VectorAvgpoolS8.Run : (p, i, x, f, o, y) => AvgpoolS8.Run(call.Context, p, i, x, f, o, y));
    }

    private static void AveragePoolS16(KernelCall call)
    {
        call.Scratch(path => AvgpoolS16.BufferSize(path, call.Dims("input").C));
        Run<short>(call, (p, i, x, f, o, y) => AvgpoolS16.Run(call.Context, p, i, x, f, o, y));
    }

    private static void Maximum<T>(KernelCall call, Pool<T> definition)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => Run<T>(call, (p, i, x, f, o, y) =>
        {
            call.RanVector = PackedForms.Serve(call) && VectorMaxPool.Serves<T>(p, i, f, o);
            if (call.RanVector)
                VectorMaxPool.Run<T>(p, i, x, f, o, y, call.Settings.Width);
            else
                definition(p, i, x, f, o, y);
        });

    private static void Run<T>(KernelCall call, Pool<T> pool)
        where T : unmanaged
    {
        var (input, filter, output) = (call.Dims("input"), call.Dims("filter"), call.Dims("output"));
        var y = new T[output.Count];
        pool(new(call.Tile("stride"), call.Tile("padding"), call.Activation()), input, call.Input<T>("input", input.Count), filter, output, y);
        call.Output("output", y);
    }
}
