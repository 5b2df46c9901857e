using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Quantization.PostTraining.Folding;

namespace HilRig.Simulator.Quantization.PostTraining.Equalizing;

/// <summary>Two layers with only operators between them that commute with a positive factor per channel.</summary>
/// <param name="FirstOutput">Tensor that the first layer writes.</param>
/// <param name="SecondOutput">Tensor that the second layer writes.</param>
internal sealed record LayerPair(int FirstOutput, int SecondOutput, string FirstName, string SecondName)
{
    // max(0, f x) = f max(0, x): so do maxima, means, zeros beside, and another shape of the same elements.
    private static readonly BuiltinOperator[] Between =
        [BuiltinOperator.Relu, BuiltinOperator.MaxPool2D, BuiltinOperator.AveragePool2D, BuiltinOperator.Pad, BuiltinOperator.Reshape, BuiltinOperator.Squeeze];

    public static List<LayerPair> All(EditableModel model) =>
        [.. model.Operators.Select(o => Of(model, o)).OfType<LayerPair>()];

    public OperatorSpec? First(EditableModel model) => model.Producer(FirstOutput);

    public OperatorSpec? Second(EditableModel model) => model.Producer(SecondOutput);

    /// <summary>The channel of the first layer that a weight of the second meets; elements lie with channels innermost, flattened or not.</summary>
    public static int InputChannel(WeightedParts second, int index, int channels) => second.IsDepthwise
        ? index % second.Inner / (second.Inner / channels)
        : index % second.Inner % channels;

    private static LayerPair? Of(EditableModel model, OperatorSpec first)
    {
        if (WeightedParts.Of(model, first) is not { } before || !IsHomogeneous(first))
            return null;
        var (tensor, reader) = (first.Outputs[0], model.OnlyReader(first.Outputs[0]));
        while (reader is not null && Passes(model, reader, tensor, before.Channels))
            (tensor, reader) = (reader.Outputs[0], model.OnlyReader(reader.Outputs[0]));
        if (reader is null || WeightedParts.Of(model, reader) is not { } after || !Reads(reader, tensor) || !Fits(model, reader, after, tensor, before.Channels))
            return null;
        return new(first.Outputs[0], reader.Outputs[0], model.Tensors[first.Outputs[0]].Name, model.Tensors[reader.Outputs[0]].Name);
    }

    private static bool Passes(EditableModel model, OperatorSpec reader, int tensor, int channels) =>
        Between.Contains(reader.Code) && reader.Inputs[0] == tensor && IsHomogeneous(reader) && KeepsChannels(model, reader, channels);

    private static bool IsHomogeneous(OperatorSpec node) => Activations.Of(node.Options) is FusedActivation.None or FusedActivation.Relu;

    // A reshape may flatten, but channels must stay innermost: the last dimension is whole pixels.
    private static bool KeepsChannels(EditableModel model, OperatorSpec node, int channels) =>
        model.Tensors[node.Outputs[0]].Shape is { Length: > 0 } shape && shape[^1] % channels == 0;

    private static bool Reads(OperatorSpec reader, int tensor) =>
        reader.Inputs[LayerRules.All.First(r => r.Code == reader.Code).Weights!.Inputs.Input] == tensor;

    private static bool Fits(EditableModel model, OperatorSpec reader, WeightedParts after, int tensor, int channels)
    {
        var last = model.Tensors[tensor].Shape is { Length: > 0 } shape ? shape[^1] : 0;
        if (after.IsDepthwise)
            return last == channels && after.Inner % channels == 0;
        // A grouped convolution's weights meet a part of the channels only.
        return reader.Code == BuiltinOperator.FullyConnected ? after.Inner % channels == 0 && last % channels == 0 : after.Inner == channels && last == channels;
    }
}
