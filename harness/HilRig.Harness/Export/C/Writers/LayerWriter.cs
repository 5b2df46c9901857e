using HilRig.Harness.Export.C.Text;
using HilRig.Simulator.Operators;

namespace HilRig.Harness.Export.C.Writers;

/// <summary>One layer in NAME.c: what it is, its constants and its functions.</summary>
internal static class LayerWriter
{
    public static IEnumerable<string> Lines(ModelCode code, PreparedOperator prepared, CLayer layer)
    {
        var (node, name) = (prepared.Node, LayerScope.NameOf(prepared.Node));
        yield return $"// ---- Operator {node.Index}: {node.Name} ----";
        yield return $"// {CComment.Quoted(code.Model.Graph.Tensor(node.Outputs[0]).Name)}";
        yield return $"// {string.Join(" and ", Activations(code, prepared).Select(ArenaCode.Shape))} -> {ArenaCode.Shape(code.Model.Graph.Tensor(node.Outputs[0]))}";
        foreach (var note in layer.Notes)
            yield return $"// {note}";
        foreach (var constant in layer.Constants)
            yield return constant;
        if (layer.Constants.Count > 0)
            yield return "";
        if (layer.Scratch is { } scratch)
            yield return $"static int32_t {name}_scratch(void)\n{{\n{scratch}\n}}\n";
        if (layer.Prepare.Count > 0)
            yield return $"static bool {name}_prepare(void)\n{{\n{string.Join('\n', layer.Prepare)}\n    return true;\n}}\n";
        yield return $"static arm_cmsis_nn_status {name}(void)\n{{\n{string.Join('\n', layer.Call)}\n}}";
    }

    private static IEnumerable<Simulator.Models.TensorInfo> Activations(ModelCode code, PreparedOperator prepared) => prepared.Node.Inputs
        .Where(t => t >= 0 && code.Model.Plan.Contains(t) && !code.Model.Graph.Tensor(t).IsVariable).Select(t => code.Model.Graph.Tensor(t));
}
