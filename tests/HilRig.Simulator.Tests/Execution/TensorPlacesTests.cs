using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Split;
using HilRig.Simulator.Tests.Operators;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>Where tensors lie that are not simply one operator's output and the next one's input.</summary>
public sealed class TensorPlacesTests
{
    [Test]
    public void Observers_see_every_output()
    {
        var graph = new OneOperator(BuiltinOperator.Split, new SplitOptions(SplitOptions.Split, 2))
            .Constant(0).Input(ElementType.Int8, 4).Output(ElementType.Int8, 2).Output(ElementType.Int8, 2).Graph;
        var recorder = new TensorRecorder(PreparedModel.Prepare(graph));
        recorder.Run([1, 2, 3, 4]);
        Assert.That(graph.Outputs.Select(t => recorder[t]), Is.EqualTo(new byte[][] { [1, 2], [3, 4] }));
    }

    [Test]
    public void Constants_are_operands_on_either_side()
    {
        float[] Run(OneOperator model) => model.Run<float, float>(5, 7);
        var left = new OneOperator(BuiltinOperator.Sub).Constant<float>(ElementType.Float32, [2], [1, 2]).Input(ElementType.Float32, 2);
        var right = new OneOperator(BuiltinOperator.Sub).Input(ElementType.Float32, 2).Constant<float>(ElementType.Float32, [2], [1, 2]);
        Assert.That(Run(left.Output(ElementType.Float32, 2)), Is.EqualTo([-4f, -5f]));
        Assert.That(Run(right.Output(ElementType.Float32, 2)), Is.EqualTo([4f, 5f]));
    }

    [Test]
    public void An_output_computed_from_constants_is_written_at_every_inference()
    {
        var model = new OneOperator(BuiltinOperator.Add).Constant<float>(ElementType.Float32, [1], [1]).Constant<float>(ElementType.Float32, [1], [2]);
        Assert.That(MemoryMarshal.Cast<byte, float>(model.Output(ElementType.Float32, 1).Run([])).ToArray(), Is.EqualTo([3f]));
    }

    [Test]
    public void A_model_may_hand_an_input_or_a_constant_through()
    {
        var graph = new OneOperator(BuiltinOperator.Abs).Input(ElementType.Float32, 1).Output(ElementType.Float32, 1).Graph;
        float[] four = [4];
        var constant = graph.Tensors[0] with { Index = 2, Name = "four", Data = MemoryMarshal.AsBytes(four.AsSpan()).ToArray() };
        var model = PreparedModel.Prepare(graph with { Tensors = graph.Tensors.Add(constant), Outputs = [0, 1, 2] });
        var outputs = BatchRunner.Run(model, OneOperator.Bytes(-3f), 1);
        Assert.That(MemoryMarshal.Cast<byte, float>(outputs).ToArray(), Is.EqualTo([-3f, 3f, 4f]));
    }

    [Test]
    public void A_reshape_of_a_constant_or_a_variable_is_copied()
    {
        var graph = new OneOperator(BuiltinOperator.Reshape).Variable(ElementType.Float32, 2).Output(ElementType.Float32, 1, 2).Graph;
        var model = PreparedModel.Prepare(graph);
        Assert.That(model.Plan[graph.Outputs[0]].Offset, Is.Not.EqualTo(model.Plan[model.Variables.Single().Index].Offset));
        var constant = new OneOperator(BuiltinOperator.Reshape).Constant<float>(ElementType.Float32, [2], [6, 7]).Output(ElementType.Float32, 1, 2);
        Assert.That(MemoryMarshal.Cast<byte, float>(constant.Run([])).ToArray(), Is.EqualTo([6f, 7f]));
    }
}
