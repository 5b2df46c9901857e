using HilRig.Kernels.Softmax;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.DepthwiseConv2D;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Operators.Reshape;
using HilRig.Simulator.Operators.Softmax;
using HilRig.Simulator.Operators.Svdf;
using HilRig.Simulator.Operators.TransposeConv;
using HilRig.Simulator.Operators.UnidirectionalSequenceLstm;
using static HilRig.Harness.Images.LayerSections;
using static HilRig.Harness.Images.ParameterWords;

namespace HilRig.Harness.Images;

/// <summary>A prepared operator as the image's sections, one line for each kind the firmware has a kernel for.</summary>
internal static class OperatorEncoder
{
    /// <summary>Null where the firmware has no kernel for the operator.</summary>
    public static EncodedOperator? Encode(PreparedOperator prepared) => prepared switch
    {
        TransposeConvInt8 o => new(Int8(o.Layer, o.Channels, TransposedConv(o)), o.Node.Inputs[2]),
        TransposeConvOperator { Arguments: TransposeConvArguments a } o => new(
            Int16(a.Layer, o.Geometry.Output.C, Conv(o.Geometry, Sums(a.Layer), 0, Bounds(a.Parameters.Activation), 0, o.Geometry.Filter.C)), o.Node.Inputs[2]),
        SvdfInt8 o => new(RecurrentSections.Svdf(o.Parameters, o.Dims, o.Feature, o.Time, o.Bias), o.Node.Inputs[0], o.Node.Inputs[4]),
        SvdfOperator { Arguments: SvdfArguments a } o =>
            new(RecurrentSections.Svdf(a.Parameters, o.Dims, a.Feature, a.Time, a.Bias), o.Node.Inputs[0], o.Node.Inputs[4]),
        LstmIntegerOperator o => new(RecurrentSections.Lstm(o.Parameters, o.IsInt8), o.Node.Inputs[0], o.HiddenState, o.CellState),
        { Node.Code: BuiltinOperator.Add or BuiltinOperator.Maximum or BuiltinOperator.Minimum } o when Binary(o) is { } sections =>
            new(sections, o.Node.Inputs[0], o.Node.Inputs[1]),
        _ => (Int8Of(prepared) ?? Int16Of(prepared) ?? FloatOf(prepared)) is { } sections ? new(sections, prepared.Node.Inputs[0]) : null,
    };

    private static OperatorSections? Int8Of(PreparedOperator prepared) => prepared switch
    {
        Conv2DInt8 o => Int8(o.Layer, o.Channels, Conv(o.Geometry, o.Parameters.InputOffset, o.Parameters.OutputOffset,
            Bounds(o.ClampRange), depthMultiplier: 0, o.Geometry.Filter.C)),
        DepthwiseConv2DInt8 o => Int8(o.Layer, o.Channels, Conv(o.Geometry, o.Parameters.Conv.InputOffset, o.Parameters.Conv.OutputOffset,
            Bounds(o.ClampRange), o.Parameters.ChannelMultiplier, filterChannels: 0)),
        FullyConnectedInt8 o => Int8(o.Layer, o.Channels, FullyConnected(o.Geometry, o.Parameters.InputOffset, o.Parameters.FilterOffset,
            o.Parameters.OutputOffset, Bounds(o.ClampRange))),
        AveragePool2DInt8 o => new(Pool(o.Geometry, Bounds(o.Activation))),
        // Longer rows may overflow the kernel's sum; the simulator tells when, a board cannot.
        SoftmaxInt8 { RowSize: < SoftmaxS8.RowSizeLimit } o => new(o.Rows, o.RowSize, o.Parameters.Multiplier, o.Parameters.Shift, o.Parameters.DiffMin),
        ReshapeOperator => new(),
        { Node.Code: BuiltinOperator.MaxPool2D, Arguments: PoolArguments a } => new(Pool(a.Geometry, Bounds(a.Activation))),
        { Node.Code: BuiltinOperator.Transpose, Arguments: TransposeArguments { Permutation.Length: <= 4 } a } => new(Permutation(a.Permutation)),
        _ => null,
    };

    private static OperatorSections? Int16Of(PreparedOperator prepared) => prepared switch
    {
        Conv2DInt16 o => Int16(o.Layer, o.Geometry.Output.C, Conv(o.Geometry, Sums(o.Layer), 0, Bounds(o.Parameters.Activation), 0, o.Geometry.Filter.C)),
        DepthwiseConv2DInt16 o => Int16(o.Layer, o.Geometry.Output.C, Conv(o.Geometry, Sums(o.Layer), 0, Bounds(o.Parameters.Conv.Activation),
            o.Parameters.ChannelMultiplier, 0)),
        FullyConnectedInt16 o => Int16(o.Layer, o.Geometry.Outputs, FullyConnected(o.Geometry, Sums(o.Layer), o.Parameters.FilterOffset, 0,
            Bounds(o.Parameters.Activation))),
        { Node.Code: BuiltinOperator.AveragePool2D, Arguments: PoolArguments a } => new(Pool(a.Geometry, Bounds(a.Activation))),
        { Node.Code: BuiltinOperator.Softmax, Arguments: SoftmaxArguments a } => new(a.Rows, a.RowSize, a.Scale.Multiplier, a.Scale.Shift, 0)
        {
            Weights = SoftmaxTables(SoftmaxLuts.Tflite),
        },
        _ => null,
    };

    private static OperatorSections? FloatOf(PreparedOperator prepared) => prepared switch
    {
        Conv2DFloat32 o => Float(o.Weights, o.Geometry.Output.C, Conv(o.Geometry, 0, 0, Bounds(o.Parameters.Activation), 0, o.Geometry.Filter.C)),
        DepthwiseConv2DFloat32 o => Float(o.Weights, o.Geometry.Output.C, Conv(o.Geometry, 0, 0, Bounds(o.Parameters.Activation), o.ChannelMultiplier, 0)),
        FullyConnectedFloat32 o => Float(o.Weights, o.Geometry.Outputs, FullyConnected(o.Geometry, 0, 0, 0, Bounds(o.Activation))),
        AveragePool2DFloat32 o => new(Pool(o.Geometry, Bounds(o.Activation))),
        SoftmaxFloat32 o => new(o.Rows, o.RowSize, BitConverter.SingleToInt32Bits(o.Beta), 0, 0),
        _ => null,
    };

    private static OperatorSections? Binary(PreparedOperator prepared) => prepared switch
    {
        AddInt8 o => new(Add(o.Parameters)),
        AddFloat32 o => new([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Bounds(o.Activation)]),
        { Arguments: AddArguments a } => new(Add(a.Parameters)),
        { Node.Code: BuiltinOperator.Maximum or BuiltinOperator.Minimum } => new(),
        _ => null,
    };
}
