using System.Runtime.InteropServices;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

public sealed class ModelWriterTests
{
    [Test]
    public void What_is_written_is_read_back()
    {
        ModelSpec spec = SampleModels.Spec();
        ModelGraph graph = SampleModels.Graph();
        Assert.That((graph.Name, graph.Description), Is.EqualTo(("sample", "sample")));
        Assert.That(graph.Tensors, Has.Length.EqualTo(spec.Tensors.Length));
        for (int i = 0; i < spec.Tensors.Length; i++)
            ModelAssert.SameTensor(graph.Tensors[i], Read(spec.Tensors[i], i));
        Assert.That(graph.Operators.Select(node => node.Version), Is.EqualTo([4, 4]));
        Assert.That(graph.Operators[1].Inputs, Is.EqualTo([3, 4, -1]));
        Assert.That(graph.Inputs.Concat(graph.Outputs), Is.EqualTo([0, 5]));
    }

    [Test]
    public void Options_are_read_back_field_by_field()
    {
        OptionsTable options = SampleModels.Graph().Operators[0].Options;
        Assert.That((options.UnionType, options.IsPresent), Is.EqualTo(((byte)8, true)));
        Assert.That((options.UInt8(0), options.Int8(1, -3), options.Bool(2)), Is.EqualTo(((byte)1, (sbyte)-3, true)));
    }

    [Test]
    public void Constants_start_at_multiples_of_sixteen()
    {
        ModelGraph graph = SampleModels.Graph();
        foreach (TensorInfo tensor in graph.Tensors.Where(tensor => tensor.IsConstant))
            Assert.That(PositionOf(tensor) % 16, Is.Zero, tensor.ToString());
    }

    [Test]
    public void The_same_specification_gives_the_same_bytes()
    {
        byte[] first = ModelWriter.Write(SampleModels.Spec());
        Assert.That(ModelWriter.Write(SampleModels.Spec()), Is.EqualTo(first));
    }

    [Test]
    public void A_short_list_of_zero_points_is_filled_up()
    {
        ModelSpec spec = WithTensor(SampleModels.Tensor("t", ElementType.Int8, [2], new TensorQuantization([1f, 2f], [5])));
        Assert.That(Write(spec).Tensors[0].Quantization!.ZeroPoints, Is.EqualTo([5L, 5L]));
    }

    [TestCase(BuiltinOperator.ResizeNearestNeighbor)]
    [TestCase(BuiltinOperator.PlaceholderForGreaterOpCodes)]
    [TestCase(BuiltinOperator.Gelu)]
    public void Codes_on_both_sides_of_127_survive(BuiltinOperator code)
    {
        ModelSpec spec = WithTensor(SampleModels.Tensor("t", ElementType.Int8, [2]));
        spec = spec with { Operators = [new OperatorSpec { Code = code, Inputs = [0], Outputs = [0] }] };
        Assert.That(Write(spec).Operators[0].Code, Is.EqualTo(code));
    }

    [Test]
    public void Custom_operators_variables_and_scalars_survive()
    {
        ModelSpec spec = WithTensor(SampleModels.Tensor("état", ElementType.Int16, []) with { IsVariable = true });
        var custom = new OperatorSpec { Code = BuiltinOperator.Custom, CustomCode = "MyOp", Inputs = [0], Outputs = [0] };
        spec = spec with { Operators = [custom] };
        ModelGraph graph = Write(spec);
        Assert.That((graph.Tensors[0].Name, graph.Tensors[0].IsVariable, graph.Tensors[0].ElementCount), Is.EqualTo(("état", true, 1L)));
        Assert.That(graph.Operators[0].Name, Is.EqualTo("MyOp"));
    }

    [Test]
    public void Contradictions_are_refused_by_name()
    {
        Refused(SampleModels.Tensor("t", ElementType.Int8, [-1]), "-1");
        Refused(SampleModels.Tensor("t", ElementType.Int8, [2], data: [1]), "1 bytes of data");
        Refused(SampleModels.Tensor("t", ElementType.Int8, [2], SampleModels.Uniform(0, 0)), "scale 0");
        Refused(SampleModels.Tensor("t", ElementType.Int8, [2], SampleModels.PerChannel(1, 1, 1)), "3 scales");
        Refused(SampleModels.Tensor("t", (ElementType)77, [2]), "77");
    }

    private static void Refused(TensorSpec tensor, string part) =>
        Assert.That(() => ModelWriter.Write(WithTensor(tensor)), Throws.ArgumentException.With.Message.Contains(part));

    private static ModelSpec WithTensor(TensorSpec tensor) => new() { Tensors = [tensor], Operators = [], Inputs = [0], Outputs = [0] };

    private static ModelGraph Write(ModelSpec spec) => ModelReader.Read(ModelWriter.Write(spec), "written");

    private static TensorInfo Read(TensorSpec spec, int index) => new()
    {
        Index = index,
        Name = spec.Name,
        Type = spec.Type,
        Shape = spec.Shape,
        Quantization = spec.Quantization,
        Data = spec.Data,
    };

    internal static int PositionOf(TensorInfo tensor) =>
        MemoryMarshal.TryGetArray(tensor.Data, out ArraySegment<byte> segment) ? segment.Offset : -1;
}
