using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Export.C.Operators;

/// <summary>What can be written as a call of CMSIS-NN: a new operator is a file and a line here.</summary>
internal static class OperatorEmitters
{
    private static readonly Func<PreparedOperator, LayerScope, CLayer?>[] All =
    [
        ConvolutionEmitter.Emit,
        DepthwiseEmitter.Emit,
        FullyConnectedEmitter.Emit,
        TransposeConvEmitter.Emit,
        WideEmitter.Emit,
        PoolEmitter.Emit,
        AddEmitter.Emit,
        ExtremumEmitter.Emit,
        SoftmaxEmitter.Emit,
        SvdfEmitter.Emit,
        TransposeEmitter.Emit,
        ReshapeEmitter.Emit,
    ];

    /// <exception cref="UnsupportedModelException">CMSIS-NN cannot compute it, or not from a call that is written here.</exception>
    public static CLayer Emit(PreparedOperator prepared, LayerScope scope) =>
        All.Select(emit => emit(prepared, scope)).FirstOrDefault(layer => layer is not null) ?? throw Refusal.Of(prepared.Node, scope);
}
