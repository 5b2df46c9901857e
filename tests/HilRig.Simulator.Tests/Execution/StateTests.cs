using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Svdf;
using HilRig.Simulator.Tests.Operators;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>Variable tensors: their life, their reset, and samples that are one stream.</summary>
public sealed class StateTests
{
    private const int Samples = 40;

    [Test]
    public void Samples_are_independent_unless_they_are_a_stream()
    {
        var model = PreparedModel.Prepare(Svdf(ElementType.Float32).Graph);
        Assert.That(model.IsStateful);
        Assert.That(Run(model, stateful: false), Is.EqualTo(Enumerable.Range(1, Samples).Select(x => 10f * x)));
        // Output = 10 * this input + 1 * the one before.
        Assert.That(Run(model, stateful: true), Is.EqualTo(Enumerable.Range(1, Samples).Select(x => 10f * x + x - 1)));
    }

    [Test]
    public void A_session_remembers_until_it_is_reset()
    {
        var session = PreparedModel.Prepare(Svdf(ElementType.Float32).Graph).CreateSession();
        Assert.That((Next(session, 1), Next(session, 2), Next(session, 3)), Is.EqualTo((10f, 21f, 32f)));
        session.ResetState();
        Assert.That((Next(session, 1), Next(session, 2)), Is.EqualTo((10f, 21f)));
    }

    [TestCase(ElementType.Int8, 0xCE)]
    [TestCase(ElementType.Int16, 0)]
    public void An_int8_state_begins_as_its_zero_point_others_as_0(ElementType type, byte expected)
    {
        var model = PreparedModel.Prepare(Svdf(type, zeroPoint: type == ElementType.Int8 ? -50 : 0).Graph);
        var session = model.CreateSession();
        var state = model.Variables.Single().Index;
        session.SetInputs(new byte[model.InputBytes]);
        session.Run();
        session.ResetState();
        Assert.That(session.Bytes(state).ToArray(), Is.All.EqualTo(expected));
        Assert.That(session.Bytes(state).Length, Is.EqualTo(model.Graph.Tensor(state).ByteCount));
    }

    [Test]
    public void Nothing_else_ever_lies_where_a_state_is()
    {
        var model = PreparedModel.Prepare(Svdf(ElementType.Float32).Graph);
        var state = model.Plan[model.Variables.Single().Index];
        Assert.That((state.FirstOperator, state.LastOperator), Is.EqualTo((-1, model.Operators.Length)));
        var others = model.Plan.Places.Where(p => p.Tensor != state.Tensor);
        Assert.That(others, Is.All.Matches<TensorPlace>(p => p.Offset + p.Bytes <= state.Offset || state.Offset + state.Bytes <= p.Offset));
    }

    [Test]
    public void A_state_that_is_no_variable_is_refused()
    {
        var constant = Layer(ElementType.Float32).Constant<float>(ElementType.Float32, [1, 2], [0, 0]).Output(ElementType.Float32, 1, 1);
        constant.IsRefused("must be a variable tensor");
        Layer(ElementType.Float32).Input(ElementType.Float32, 1, 2).Output(ElementType.Float32, 1, 1).IsRefused("must be a variable tensor");
    }

    private static float[] Run(PreparedModel model, bool stateful)
    {
        var inputs = Enumerable.Range(1, Samples).Select(x => (float)x).ToArray();
        var outputs = BatchRunner.Run(model, MemoryMarshal.AsBytes(inputs.AsSpan()).ToArray(), Samples, stateful: stateful);
        return MemoryMarshal.Cast<byte, float>(outputs).ToArray();
    }

    private static float Next(InferenceSession session, float input)
    {
        session.Float32(session.Model.Graph.Inputs[0])[0] = input;
        session.Run();
        return session.Float32(session.Model.Graph.Outputs[0])[0];
    }

    /// <summary>One feature that remembers two inputs: the older one counts once, the newer one ten times.</summary>
    private static OneOperator Svdf(ElementType stateType, int zeroPoint = 0)
    {
        var io = stateType == ElementType.Float32 ? ElementType.Float32 : ElementType.Int8;
        return Layer(stateType).Variable(stateType, 1, 2).Scaled(1, zeroPoint).Output(io, 1, 1).Scaled(1);
    }

    private static OneOperator Layer(ElementType stateType)
    {
        var layer = new OneOperator(BuiltinOperator.Svdf, new SvdfOptions(1, FusedActivation.None));
        return stateType switch
        {
            ElementType.Float32 => layer.Input(ElementType.Float32, 1, 1)
                .Constant<float>(ElementType.Float32, [1, 1], [1]).Constant<float>(ElementType.Float32, [1, 2], [1, 10]).Absent(),
            ElementType.Int8 => layer.Input(ElementType.Int8, 1, 1).Scaled(1)
                .Constant<sbyte>(ElementType.Int8, [1, 1], [1]).Scaled(1).Constant<sbyte>(ElementType.Int8, [1, 2], [1, 10]).Scaled(1).Absent(),
            _ => layer.Input(ElementType.Int8, 1, 1).Scaled(1)
                .Constant<sbyte>(ElementType.Int8, [1, 1], [1]).Scaled(1).Constant<short>(ElementType.Int16, [1, 2], [1, 10]).Scaled(1).Absent(),
        };
    }
}
