using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.Convolution;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>What the convolutions share.</summary>
internal static class ConvolutionCode
{
    /// <summary>The members of <c>cmsis_nn_conv_params</c>.</summary>
    /// <param name="more">Members of a kind of convolution.</param>
    public static string[] Members(ConvParams p, params string[] more) =>
    [
        $".input_offset = {p.InputOffset}, .output_offset = {p.OutputOffset}", .. more,
        $".stride = {CExpression.Of(p.Stride)}, .padding = {CExpression.Of(p.Padding)}, .dilation = {CExpression.Of(p.Dilation)}",
        $".activation = {CExpression.Of(p.Activation)}",
    ];

    /// <summary>Dims of input, filter, bias and output as constants.</summary>
    public static string[] Dims(LayerScope scope, ConvGeometry g) =>
    [
        scope.Dims("in", g.Input), scope.Dims("filter", g.Filter), scope.Dims("bias", new(1, 1, 1, g.Output.C)), scope.Dims("out", g.Output),
    ];

    public static string Note(ConvGeometry g, string more = "") =>
        $"kernel {g.Filter.H}x{g.Filter.W}, stride {g.Stride.H}x{g.Stride.W}, padding top {g.Padding.H}, left {g.Padding.W}"
        + (g.Dilation == new Tile(1, 1) ? "" : $", dilation {g.Dilation.H}x{g.Dilation.W}") + more;

    /// <summary>The statement that asks for the layer's scratch.</summary>
    public static string Scratch(LayerScope scope, string function) => CExpression.Call("    return ", function, ScratchArguments(scope));

    public static string[] ScratchArguments(LayerScope scope) =>
        [$"&{scope.Name}_params", $"&{scope.Name}_in", $"&{scope.Name}_filter", $"&{scope.Name}_out"];

    /// <summary>The layer: one call with context, parameters, scales, and pairs of dims and data.</summary>
    public static string Call(LayerScope scope, string function, string input, string weights, string bias, string contexts = "&ctx") => CExpression.Call(
        "    return ", function,
        [
            .. contexts.Split(", "), $"&{scope.Name}_params", $"&{scope.Name}_scales", $"&{scope.Name}_in", input, $"&{scope.Name}_filter", weights,
            $"&{scope.Name}_bias", bias, $"&{scope.Name}_out", scope.Output,
        ]);
}
