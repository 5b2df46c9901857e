using HilRig.Simulator.Models;

namespace HilRig.Harness.Export.C;

/// <summary>An input or output of the model as its header names it.</summary>
/// <param name="Function">input, or output_1 where there are several.</param>
/// <param name="Macro">The same in capitals.</param>
internal sealed record CEndpoint(TensorInfo Tensor, string Function, string Macro)
{
    public string Type => ArenaCode.CType(Tensor);

    public static CEndpoint[] Inputs(ModelCode code) => Of(code, code.Model.Graph.Inputs, "input");

    public static CEndpoint[] Outputs(ModelCode code) => Of(code, code.Model.Graph.Outputs, "output");

    private static CEndpoint[] Of(ModelCode code, IReadOnlyList<int> tensors, string word) =>
        [.. tensors.Select((t, i) => (Tensor: t, Function: tensors.Count == 1 ? word : $"{word}_{i}"))
            .Select(e => new CEndpoint(code.Model.Graph.Tensor(e.Tensor), e.Function, e.Function.ToUpperInvariant()))];
}
