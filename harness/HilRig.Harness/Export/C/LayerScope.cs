using System.Runtime.InteropServices;
using HilRig.Harness.Export.C.Text;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Export.C;

/// <summary>What an operator's emitter works with: names, tensors, and places to put constants.</summary>
internal sealed class LayerScope(ModelCode code, PreparedOperator prepared)
{
    public OperatorNode Node => prepared.Node;

    /// <summary>The function of the layer and the beginning of every name in it: <c>conv_2d_3</c>.</summary>
    public string Name { get; } = NameOf(prepared.Node);

    public bool WidensAtInit => code.Options.WidensAtInit;

    public TensorInfo Tensor(int index) => code.Model.Graph.Tensor(index);

    public static string NameOf(OperatorNode node) => $"{node.Name.ToLowerInvariant()}_{node.Index}";

    /// <summary>The pointer to a tensor: in the arena, or a constant of its own.</summary>
    public string Pointer(int tensor)
    {
        if (code.Model.Plan.Contains(tensor))
            return ArenaCode.Macro(tensor);
        var info = Tensor(tensor);
        var (name, note) = ($"tensor_{tensor}", $"{CComment.Quoted(info.Name)} [{string.Join(',', info.Shape)}]");
        return info.Type == ElementType.Int8
            ? code.Data.Add(name, MemoryMarshal.Cast<byte, sbyte>(info.Data.Span).ToArray(), CPurpose.Weights, note)
            : code.Data.Add(name, MemoryMarshal.Cast<byte, short>(info.Data.Span).ToArray(), CPurpose.Weights, note);
    }

    /// <summary>The pointer to input <paramref name="position"/>.</summary>
    public string Input(int position = 0) => Pointer(Node.Inputs[position]);

    public string Output => Pointer(Node.Outputs[0]);

    /// <summary>True where the memory plan gives both the same bytes.</summary>
    public bool SharePlace(int a, int b) => code.Model.Plan is var plan && plan.Contains(a) && plan.Contains(b) && plan[a].Offset == plan[b].Offset;

    /// <summary>Adds a constant array of the layer.</summary>
    public string Data<T>(string name, T[] values, string note, CPurpose purpose = CPurpose.Weights)
        where T : struct => code.Data.Add($"{Name}_{name}", values, purpose, note);

    /// <summary>Adds an array that layers share.</summary>
    public string Shared<T>(string name, T[] values, string note)
        where T : struct => code.Data.Add(name, values, CPurpose.Weights, note);

    /// <summary>A constant struct at file scope, on one line or with the lines given.</summary>
    public string Constant(string type, string name, params IReadOnlyList<string> members) => members.Count == 1
        ? $"static const {type} {Name}_{name} = {members[0]};"
        : $"static const {type} {Name}_{name} = {{\n{string.Join('\n', members.Select(m => $"    {m},"))}\n}};";

    public string Dims(string name, Dims dims) => Constant("cmsis_nn_dims", name, CExpression.Of(dims));

    /// <summary>A context over the scratch that the layer's scratch function asks for.</summary>
    public string Context => $"    const cmsis_nn_context ctx = {{ scratch, {Name}_scratch() }};";

    /// <summary>Multipliers and shifts of the outputs as a constant struct.</summary>
    /// <param name="channels">As many are written, one scale repeated; 0 for as many as there are.</param>
    public string Scales(string type, OutputQuantization quantization, int channels, params string[] more)
    {
        var pairs = Enumerable.Range(0, channels == 0 ? quantization.Multipliers.Length : channels).Select(c => quantization[c]).ToArray();
        var multipliers = Data("multipliers", [.. pairs.Select(p => p.Multiplier)], "multipliers of the outputs, Q31", CPurpose.Quantization);
        var shifts = Data("shifts", [.. pairs.Select(p => p.Shift)], "their shifts to the left", CPurpose.Quantization);
        return Constant(type, "scales", [$".multiplier = (int32_t *){multipliers}", $".shift = (int32_t *){shifts}", .. more]);
    }

    /// <summary>int8 layers: biases as they are stored, and what widens them.</summary>
    public CBias Bias(WeightedLayer layer) => layer.Bias switch
    {
        null => new("NULL", "no biases"),
        { Widening.Kind: WideningKind.None } bias => new(
            Data("biases", bias.Stored, Note(bias), CPurpose.Biases), $"{bias.Stored.Length} biases of int32"),
        { Type: ElementType.Int8 } bias => Narrow(bias, Data("biases", Array.ConvertAll(bias.Stored, b => (sbyte)b), Note(bias), CPurpose.Biases), "int8_t"),
        var bias => Narrow(bias, Data("biases", Array.ConvertAll(bias.Stored, b => (short)b), Note(bias), CPurpose.Biases), "int16_t"),
    };

    private CBias Narrow(LayerBias bias, string array, string type)
    {
        var (kind, channels) = (bias.Widening.Kind, bias.Stored.Length);
        code.Widens(type, kind, channels);
        var target = WidensAtInit ? $"{Name}_widened" : "widened";
        string[] widen = [CExpression.Call("    ", WideningCode.Function(type, kind), [target, array, .. Factors(bias.Widening), $"{channels}"])];
        return new(target, $"{channels} biases of {type[..^2]}, {WideningCode.Words(kind)}")
        {
            Constants = WidensAtInit ? [$"static int32_t {target}[{channels}];"] : [],
            Before = WidensAtInit ? [] : widen,
            Prepare = WidensAtInit ? widen : [],
        };
    }

    private string[] Factors(BiasWidening widening) => widening.Kind switch
    {
        WideningKind.LayerShift => [$"{WideningCode.Shift(widening.Factors[0].Shift)}"],
        WideningKind.ChannelShift =>
        [
            Data("bias_shifts", [.. widening.Factors.Select(f => WideningCode.Shift(f.Shift))], "shift of each bias to the left", CPurpose.Biases),
        ],
        WideningKind.LayerMultiplier => [CExpression.Of(widening.Factors[0].Multiplier), $"{WideningCode.ScaleShift(widening.Factors[0].Shift)}"],
        _ =>
        [
            Data("bias_multipliers", [.. widening.Factors.Select(f => f.Multiplier)], "multiplier of each bias, Q31", CPurpose.Biases),
            Data("bias_shifts", [.. widening.Factors.Select(f => WideningCode.ScaleShift(f.Shift))], "their shifts to the left", CPurpose.Biases),
        ],
    };

    private static string Note(LayerBias bias) => CComment.Quoted(bias.Tensor.Name);
}
