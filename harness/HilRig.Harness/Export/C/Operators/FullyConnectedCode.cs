using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.FullyConnected;
using HilRig.Simulator.Operators.FullyConnected;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>What FULLY_CONNECTED on int8 and int16 share.</summary>
internal static class FullyConnectedCode
{
    public static string Parameters(LayerScope scope, FullyConnectedParams p) => scope.Constant(
        "cmsis_nn_fc_params", "params",
        $".input_offset = {p.InputOffset}, .filter_offset = {p.FilterOffset}, .output_offset = {p.OutputOffset}", $".activation = {CExpression.Of(p.Activation)}");

    /// <summary>Dims as CMSIS-NN takes them here: the filter's n is the depth.</summary>
    public static string[] Dims(LayerScope scope, FullyConnectedGeometry g) =>
    [
        scope.Dims("in", new(g.Batches, 1, 1, g.Depth)), scope.Dims("filter", new(g.Depth, 1, 1, g.Outputs)), scope.Dims("bias", new(1, 1, 1, g.Outputs)),
        scope.Dims("out", new(g.Batches, 1, 1, g.Outputs)),
    ];

    public static string Weights(LayerScope scope, FullyConnectedGeometry g, sbyte[] filter) => scope.Data("weights", filter, $"[{g.Outputs}][{g.Depth}]");

    public static string Note(FullyConnectedGeometry g, string biases) =>
        $"{g.Outputs} outputs of {g.Depth} inputs{(g.Batches > 1 ? $", {g.Batches} rows" : "")}; {biases}";
}
