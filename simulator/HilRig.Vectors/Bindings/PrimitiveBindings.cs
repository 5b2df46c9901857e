using HilRig.Kernels.Activation;
using HilRig.Kernels.FixedPoint;

namespace HilRig.Vectors.Bindings;

/// <summary>The scalar functions of arm_nnsupportfunctions.h: one case holds many values.</summary>
internal static class PrimitiveBindings
{
    public static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_nn_requantize", Requantize),
        ("arm_nn_requantize_s64", Requantize64),
        ("arm_nn_doubling_high_mult", call => Binary(call, "m1", "m2", FixedPointMath.DoublingHighMult)),
        ("arm_nn_doubling_high_mult_no_sat", call => Binary(call, "m1", "m2", FixedPointMath.DoublingHighMultNoSat)),
        ("arm_nn_divide_by_power_of_two", call => Binary(call, "dividend", "exponent", FixedPointMath.DivideByPowerOfTwo)),
        ("arm_nn_mult_by_power_of_two", call => Binary(call, "val", "exp", FixedPointMath.MultByPowerOfTwo)),
        ("arm_nn_exp_on_negative_values", call => Unary(call, "val", GemmlowpMath.ExpOnNegativeValues)),
        ("arm_nn_one_over_one_plus_x_for_x_in_0_1", call => Unary(call, "val", GemmlowpMath.OneOverOnePlusX)),
        ("REDUCE_MULTIPLIER", call => Unary(call, "multiplier", multiplier => new QuantizedMultiplier(multiplier, 0).Reduced)),
        ("arm_nn_activation_s16_sigmoid_exhaustive", call => Activation(call, NNActivationType.Sigmoid)),
        ("arm_nn_activation_s16_tanh_exhaustive", call => Activation(call, NNActivationType.Tanh)),
    ];

    // The case says which build it stems from, whatever the run asks for.
    private static void Requantize(KernelCall call)
    {
        var rounding = call.Text("mode") == "single_rounding" ? Rounding.Single : Rounding.Double;
        var (value, multiplier, shift) = (call.Input<int>("val"), call.Input<int>("multiplier"), call.Input<int>("shift"));
        Each(call, value.Length, i => Requantization.Requantize(value[i], multiplier[i], shift[i], rounding));
    }

    private static void Requantize64(KernelCall call)
    {
        var (value, multiplier, shift) = (call.Input<long>("val"), call.Input<int>("reduced_multiplier"), call.Input<int>("shift"));
        Each(call, value.Length, i => call.Context.Requantize64(value[i], multiplier[i], shift[i]));
    }

    private static void Unary(KernelCall call, string argument, Func<int, int> primitive)
    {
        var values = call.Input<int>(argument);
        Each(call, values.Length, i => primitive(values[i]));
    }

    private static void Binary(KernelCall call, string first, string second, Func<int, int, int> primitive)
    {
        var (a, b) = (call.Input<int>(first), call.Input<int>(second));
        Each(call, a.Length, i => primitive(a[i], b[i]));
    }

    private static void Activation(KernelCall call, NNActivationType type)
    {
        var input = call.Input<short>("input");
        var output = new short[input.Length];
        NNActivationS16.Run(call.Context, input, output, call.Int("left_shift"), type);
        call.Output("output", output);
    }

    private static void Each(KernelCall call, int count, Func<int, int> value) => call.Output("result", Enumerable.Range(0, count).Select(value).ToArray());
}
