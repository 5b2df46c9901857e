using System.Collections.Immutable;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.PostTraining.Folding;

/// <summary>A float model that computes the same with fewer operators.</summary>
/// <param name="Folded">What went into its neighbours, by operator and tensor name.</param>
internal sealed record Simplification(ModelGraph Graph, ImmutableArray<string> Folded)
{
    /// <summary>Folds constants, batch normalisation and activations; the graph itself where there is nothing to fold.</summary>
    public static Simplification Of(ModelGraph graph)
    {
        var constant = ConstantFolding.Apply(graph, Rounding.Double);
        // What the registry does not know is refused by name later.
        if (constant.Operators.Any(o => o.CustomCode is not null || LayerRules.All.All(r => r.Code != o.Code) && o.Code != BuiltinOperator.Div))
            return new(graph, []);
        var model = new EditableModel(constant, isChanged: !ReferenceEquals(constant, graph));
        var folded = ImmutableArray.CreateBuilder<string>();
        while ((ConstantArithmetic.FoldOne(model) ?? ActivationFusing.FuseOne(model)) is { } name)
            folded.Add(name);
        return new(model.ToGraph(), folded.ToImmutable());
    }
}
