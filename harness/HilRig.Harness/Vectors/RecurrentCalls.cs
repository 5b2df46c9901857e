using HilRig.Harness.Images;
using HilRig.Kernels.Lstm;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Vectors;
using HilRig.Vectors.Bindings;

namespace HilRig.Harness.Vectors;

/// <summary>Kernels that remember: their states are compared too.</summary>
internal static class RecurrentCalls
{
    public static IReadOnlyList<(string Function, Func<KernelCall, BoardCall> Make)> All { get; } =
    [
        ("arm_svdf_s8", Svdf<sbyte>),
        ("arm_svdf_state_s16_s8", Svdf<short>),
        ("arm_lstm_unidirectional_s8", call => Lstm<sbyte>(call, RecurrentBindings.Parameters<int>(call))),
        ("arm_lstm_unidirectional_s16", call => Lstm<short>(call, RecurrentBindings.Parameters<long>(call))),
    ];

    private static BoardCall Svdf<T>(KernelCall call)
        where T : unmanaged
    {
        var (parameters, dims) = RecurrentBindings.Svdf(call);
        var units = dims.Features / parameters.Rank;
        var sections = RecurrentSections.Svdf(
            parameters, dims, call.Input<sbyte>("weights_feature", dims.Features * dims.InputSize), call.Input<T>("weights_time", dims.Features * dims.Memory),
            call.Optional<int>("bias", units) ?? []);
        return new(
            BuiltinOperator.Svdf, ElementType.Int8, sections, BoardTensor.Output<sbyte>(new(1, 1, dims.Batches, units)),
            BoardTensor.Input(new(1, 1, dims.Batches, dims.InputSize), call.Input<sbyte>("input", dims.Batches * dims.InputSize)),
            BoardTensor.State(new(1, 1, dims.Batches, dims.Features * dims.Memory), "state", call.Input<T>("state", dims.Batches * dims.Features * dims.Memory)));
    }

    private static BoardCall Lstm<T>(KernelCall call, LstmParams p)
        where T : unmanaged
    {
        var states = new Dims(1, 1, p.BatchSize, p.HiddenSize);
        var hidden = call.Optional<T>("hidden_state", states.Count);
        var input = new Dims(1, p.BatchSize, p.TimeSteps, p.InputSize);
        return new(
            BuiltinOperator.UnidirectionalSequenceLstm, typeof(T) == typeof(short) ? ElementType.Int16 : ElementType.Int8,
            RecurrentSections.Lstm(p, typeof(T) == typeof(sbyte)), BoardTensor.Output<T>(new(1, p.BatchSize, p.TimeSteps, p.HiddenSize)),
            BoardTensor.Input(input, call.Input<T>("input", input.Count)),
            hidden is null ? null : BoardTensor.State(states, "hidden_state", hidden),
            BoardTensor.State(states, "cell_state", call.Optional<short>("cell_state", states.Count) ?? new short[states.Count]));
    }
}
