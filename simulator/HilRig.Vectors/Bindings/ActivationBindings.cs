using HilRig.Kernels.Activation;
using HilRig.Vectors.Cases;

namespace HilRig.Vectors.Bindings;

/// <summary>arm_nn_activation_s16 and arm_relu*.</summary>
internal static class ActivationBindings
{
    private delegate void InPlace<T>(Span<T> data);

    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_nn_activation_s16", Activation),
        ("arm_relu_q7", call => Run<sbyte>(call, ReluQ7.Run)),
        ("arm_relu_q15", call => Run<short>(call, ReluQ15.Run)),
        ("arm_relu6_s8", call => Run<sbyte>(call, Relu6S8.Run)),
    ];

    private static void Activation(KernelCall call)
    {
        var output = new short[call.Int("size")];
        NNActivationS16.Run(call.Context, call.Input<short>("input", output.Length), output, call.Int("left_shift"), Type(call.Text("type")));
        call.Output("output", output);
    }

    /// <summary><c>arm_nn_activation_type</c> by its name.</summary>
    internal static NNActivationType Type(string name) => name switch
    {
        "ARM_SIGMOID" => NNActivationType.Sigmoid,
        "ARM_TANH" => NNActivationType.Tanh,
        _ => throw new VectorFormatException($"activation '{name}' is unknown; legal are ARM_SIGMOID and ARM_TANH"),
    };

    private static void Run<T>(KernelCall call, InPlace<T> function)
        where T : unmanaged
    {
        var data = call.Input<T>("data", call.Int("size"));
        function(data);
        call.Output("data", data);
    }
}
