using System.Numerics;
using HilRig.Kernels.Lstm;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Svdf;

namespace HilRig.Vectors.Bindings;

/// <summary>arm_svdf_* and arm_lstm_unidirectional_*.</summary>
public static class RecurrentBindings
{
    private delegate void SvdfKernel<T>(
        KernelContext context, (bool Input, bool Output) buffers, SvdfParams parameters, SvdfDims dims, ReadOnlySpan<sbyte> input, Span<T> state,
        ReadOnlySpan<sbyte> weightsFeature, ReadOnlySpan<T> weightsTime, ReadOnlySpan<int> bias, Span<sbyte> output);

    private delegate void Lstm<T>(
        KernelContext context, LstmParams parameters, ReadOnlySpan<T> input, Span<T> output, Span<short> cellState, Span<T> hiddenState,
        LstmBuffers buffers);

    internal static IReadOnlyList<(string Function, Action<KernelCall> Run)> All { get; } =
    [
        ("arm_svdf_s8", SvdfS8),
        ("arm_svdf_state_s16_s8", call => RunSvdf<short>(call, SvdfStateS16S8.Run)),
        ("arm_lstm_unidirectional_s8", call => RunLstm<sbyte, int>(call, LstmS8(call))),
        ("arm_lstm_unidirectional_s16", call => RunLstm<short, long>(call, LstmS16(call))),
    ];

    private static void SvdfS8(KernelCall call)
    {
        call.Scratch(path => Kernels.Svdf.SvdfS8.BufferSize(path, call.Dims("weights_feature").N));
        RunSvdf<sbyte>(call, Kernels.Svdf.SvdfS8.Run);
    }

    private static Lstm<sbyte> LstmS8(KernelCall call) => (context, p, input, output, cell, hidden, buffers) =>
    {
        call.RanVector = PackedForms.Serve(call) && VectorLstm.ServesS8(p);
        if (call.RanVector)
            VectorLstm.RunS8(context, p, input, output, cell, hidden, buffers, call.Settings.Width);
        else
            LstmUnidirectionalS8.Run(context, p, input, output, cell, hidden, buffers);
    };

    private static Lstm<short> LstmS16(KernelCall call) => (context, p, input, output, cell, hidden, buffers) =>
    {
        call.RanVector = PackedForms.Serve(call);
        if (call.RanVector)
            VectorLstm.RunS16(context, p, input, output, cell, hidden, buffers, call.Settings.Width);
        else
            LstmUnidirectionalS16.Run(context, p, input, output, cell, hidden, buffers);
    };

    /// <summary>Parameters and extents of an SVDF call.</summary>
    public static (SvdfParams Parameters, SvdfDims Dims) Svdf(KernelCall call)
    {
        var (input, feature, time) = (call.Dims("input"), call.Dims("weights_feature"), call.Dims("weights_time"));
        var parameters = new SvdfParams(
            call.Int("rank"), call.Int("input_offset"), call.Int("output_offset"), call.Activation("input_activation"),
            call.Activation("output_activation"), call.Scale("input_"), call.Scale("output_"));
        return (parameters, new(input.N, input.H, feature.N, time.H));
    }

    private static void RunSvdf<T>(KernelCall call, SvdfKernel<T> svdf)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (parameters, dims) = Svdf(call);
        var units = dims.Features / parameters.Rank;
        call.Scratch("input_ctx", 4 * dims.Batches * dims.Features);
        call.Scratch("output_ctx", 4 * dims.Batches * units);
        var (state, output) = (call.Input<T>("state", dims.Batches * dims.Features * dims.Memory), new sbyte[dims.Batches * units]);
        (PackedForms.Serve(call) ? Packed(call, svdf) : svdf)(
            call.Context, (!call.Reason.StartsWith("input_ctx", StringComparison.Ordinal), !call.Reason.StartsWith("output_ctx", StringComparison.Ordinal)),
            parameters, dims, call.Input<sbyte>("input", dims.Batches * dims.InputSize), state,
            call.Input<sbyte>("weights_feature", dims.Features * dims.InputSize), call.Input<T>("weights_time", dims.Features * dims.Memory),
            call.Optional<int>("bias", units) ?? [], output);
        call.Output("state", state);
        call.Output("output", output);
    }

    private static SvdfKernel<T> Packed<T>(KernelCall call, SvdfKernel<T> definition)
        where T : unmanaged, IBinaryInteger<T> => (context, buffers, parameters, dims, input, state, feature, time, bias, output) =>
    {
        call.RanVector = VectorSvdf.Serves(parameters, dims, bias);
        if (call.RanVector)
            VectorSvdf.Run(context, parameters, dims, input, state, feature, time, bias, output, call.Settings.Width);
        else
            definition(context, buffers, parameters, dims, input, state, feature, time, bias, output);
    };

    private static void RunLstm<T, TBias>(KernelCall call, Lstm<T> lstm)
        where T : unmanaged
        where TBias : unmanaged
    {
        var parameters = Parameters<TBias>(call);
        var (batches, steps, hidden) = (parameters.BatchSize, parameters.TimeSteps, parameters.HiddenSize);
        var cell = call.Optional<short>("cell_state", batches * hidden) ?? new short[batches * hidden];
        var hiddenState = call.Optional<T>("hidden_state", batches * hidden) ?? [];
        var output = new T[batches * steps * hidden];
        call.Scratch("temp1", LstmBuffers.CBytes(batches, hidden));
        call.Scratch("temp2", LstmBuffers.CBytes(batches, hidden));
        lstm(call.Context, parameters, call.Input<T>("input", batches * steps * parameters.InputSize), output, cell, hiddenState, new(hidden));
        call.Output("output", output);
        call.Output("cell_state", cell);
        call.Output("hidden_state", hiddenState);
    }

    /// <summary>Parameters and weights of an LSTM call.</summary>
    /// <typeparam name="TBias">int for int8, long for int16.</typeparam>
    public static LstmParams Parameters<TBias>(KernelCall call)
        where TBias : unmanaged => new(
        call.Int("time_major") != 0, call.Int("batch_size"), call.Int("time_steps"), call.Int("input_size"), call.Int("hidden_size"),
        call.Scale("forget_to_cell_"), call.Scale("input_to_cell_"), call.Int("cell_clip"), call.Int("cell_scale_power"),
        call.Scale("output_"), call.Int("output_offset"), Gate<TBias>(call, "forget"), Gate<TBias>(call, "input"), Gate<TBias>(call, "cell"),
        Gate<TBias>(call, "output"));

    private static LstmGate Gate<TBias>(KernelCall call, string name)
        where TBias : unmanaged => new(
        Part<TBias>(call, $"{name}_gate_input_", call.Int("input_size")), Part<TBias>(call, $"{name}_gate_hidden_", call.Int("hidden_size")),
        ActivationBindings.Type(call.Text($"{name}_gate_activation_type")));

    private static LstmGatePart Part<TBias>(KernelCall call, string prefix, int columns)
        where TBias : unmanaged => new(
        call.Scale(prefix), call.Input<sbyte>(prefix + "weights", call.Int("hidden_size") * columns),
        Array.ConvertAll(call.Input<TBias>(prefix + "effective_bias", call.Int("hidden_size")), b => Convert.ToInt64(b)));
}
