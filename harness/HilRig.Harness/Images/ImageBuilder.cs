using System.Collections.Immutable;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Images;

/// <summary>Turns a prepared model into the parts of an image.</summary>
internal sealed class ImageBuilder(PreparedModel model)
{
    private readonly ImmutableDictionary<int, int> _tensors =
        model.Plan.Places.Select((place, index) => (place.Tensor, index)).ToImmutableDictionary(p => p.Tensor, p => p.index);

    public ModelImage Build()
    {
        // Operators first: where one is refused, its name says more than its tensors' types.
        ImageOperator[] operators = [.. model.Operators.Select(Operator)];
        var assembler = new ImageAssembler([.. model.Plan.Places.Select(Tensor)], operators)
        {
            Inputs = [.. model.Graph.Inputs.Select(t => _tensors[t])],
            Outputs = Outputs(),
            Rounding = model.Rounding,
            ArenaBytes = model.Plan.ArenaBytes,
            ModelHash = model.Graph.Sha256.Length > 0 ? Convert.FromHexString(model.Graph.Sha256)[..16] : null,
        };
        var (bytes, hash, sizes) = assembler.Build();
        return new(bytes, hash, _tensors, sizes);
    }

    private int[] Outputs() => model.Graph.Outputs.FirstOrDefault(t => !_tensors.ContainsKey(t), -1) is >= 0 and var constant
        ? throw new UnsupportedModelException($"{model.Graph.Tensor(constant)} is an output and a constant; boards have none, run it on sim")
        : [.. model.Graph.Outputs.Select(t => _tensors[t])];

    private ImageTensor Tensor(TensorPlace place)
    {
        var tensor = model.Graph.Tensor(place.Tensor);
        if (!BoardOperators.Types.Contains(tensor.Type))
            throw new UnsupportedModelException($"{tensor} cannot lie on a board, whose kernels take {string.Join(", ", BoardOperators.Types)}; run it on sim");
        var variable = model.Variables.FirstOrDefault(v => v.Index == tensor.Index);
        return new(tensor.Type, tensor.Shape.Length, tensor.Index, Nhwc(tensor), place.Offset, place.Bytes, variable?.ResetByte);
    }

    // Shorter shapes are padded with leading ones, longer ones folded into the first dimension.
    private static int[] Nhwc(TensorInfo tensor)
    {
        var shape = tensor.Shape;
        var folded = shape.Length <= 4 ? shape : [shape[..^3].Aggregate(1, (p, n) => p * n), .. shape[^3..]];
        return [.. Enumerable.Repeat(1, 4 - folded.Length), .. folded];
    }

    private ImageOperator Operator(PreparedOperator prepared)
    {
        var node = prepared.Node;
        var output = model.Graph.Tensor(node.Outputs[0]);
        var encoded = BoardOperators.All.TryGetValue(node.Code, out var types) && types.Contains(output.Type) ? OperatorEncoder.Encode(prepared) : null;
        if (encoded is null)
            throw Refused(node, node.Outputs[0], "the firmware has no kernel for it");
        int? Extra(int position) => encoded.Inputs.Length > position ? Activation(node, encoded.Inputs[position]) : null;
        return new(
            node.Code, output.Type, node.Index, Activation(node, encoded.Inputs[0]), Extra(1), Extra(2), _tensors[output.Index], encoded.Sections);
    }

    private int Activation(OperatorNode node, int tensor) => _tensors.TryGetValue(tensor, out var index)
        ? index
        : throw Refused(node, tensor, "boards read only activations there, not constants");

    private UnsupportedModelException Refused(OperatorNode node, int tensor, string why) =>
        new($"{node} cannot run on a board, {why} ({model.Graph.Tensor(tensor)}); run it on sim");
}
