using HilRig.Harness.Export.C.Text;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Export.C;

/// <summary>The arena and where tensors lie in it.</summary>
internal static class ArenaCode
{
    public static string Macro(int tensor) => $"TENSOR_{tensor}";

    /// <summary>One line for each tensor, with the operators between which it lives.</summary>
    public static IEnumerable<string> Lines(PreparedModel model)
    {
        foreach (var place in model.Plan.Places)
        {
            var tensor = model.Graph.Tensor(place.Tensor);
            var at = $"(arena + {place.Offset})";
            var pointer = tensor.Type == ElementType.Int16 ? $"((int16_t *)(void *){at})" : at;
            yield return $"#define {Macro(place.Tensor),-11} {pointer,-16} // {Shape(tensor)}, {Life(place, model)}, {CComment.Quoted(tensor.Name)}";
        }
    }

    /// <summary>Type and shape for people: <c>int8 [1,28,28,1]</c>.</summary>
    public static string Shape(TensorInfo tensor) => $"{CType(tensor)[..^2]} [{string.Join(',', tensor.Shape)}]";

    public static string CType(TensorInfo tensor) => tensor.Type == ElementType.Int16 ? "int16_t" : "int8_t";

    private static string Life(TensorPlace place, PreparedModel model)
    {
        if (model.Variables.Any(v => v.Index == place.Tensor))
            return "kept between inferences";
        var first = place.FirstOperator < 0 ? "input" : $"operator {model.Operators[place.FirstOperator].Node.Index}";
        var last = place.LastOperator >= model.Operators.Length ? "output" : $"operator {model.Operators[place.LastOperator].Node.Index}";
        return first == last ? first : $"{first} to {last}";
    }
}
