using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>Every operator gives at every width the bits and the counts of the scalar definition, on its reference's inputs and on noise.</summary>
public sealed class WidthTests
{
    private const int NoisySamples = 3;

    private static IEnumerable<VectorWidth> Widths => Enum.GetValues<VectorWidth>().Where(w => w != VectorWidth.Scalar && VectorWidths.IsSupported(w));

    [Test]
    public void Vector_equals_scalar([ValueSource(typeof(OperatorCases), nameof(OperatorCases.Folders))] string folder, [Values] Rounding rounding, [ValueSource(nameof(Widths))] VectorWidth width)
    {
        foreach (var model in OperatorCases.Of(folder))
        {
            var (scalar, vector) = (Session(model, rounding, VectorWidth.Scalar), Session(model, rounding, width));
            foreach (var sample in Samples(model, scalar.Model.InputBytes))
            {
                Assert.That(Infer(vector, sample), Is.EqualTo(Infer(scalar, sample)), model.Name);
                Assert.That(Counts(vector), Is.EqualTo(Counts(scalar)), $"{model.Name}: wraps, shift wraps, truncations");
            }
        }
    }

    // Noise reaches codes that a recorded sample does not; it is for models of integers, whose operators take any.
    private static IEnumerable<byte[]> Samples(OperatorCase model, int size)
    {
        yield return model.Inputs.AsSpan(0, size).ToArray();
        var random = new Random(size);
        for (var i = 0; i < NoisySamples && model.Graph.Inputs.All(t => model.Graph.Tensor(t).Type is ElementType.Int8 or ElementType.Int16); i++)
        {
            var noise = new byte[size];
            random.NextBytes(noise);
            yield return noise;
        }
    }

    private static InferenceSession Session(OperatorCase model, Rounding rounding, VectorWidth width) =>
        PreparedModel.Prepare(model.Graph, rounding, width).CreateSession();

    // A refusal of these values is an answer too.
    private static byte[] Infer(InferenceSession session, byte[] sample)
    {
        var outputs = new byte[session.Model.OutputBytes];
        session.SetInputs(sample);
        try
        {
            session.Run();
        }
        catch (ModelException)
        {
            return [];
        }
        session.GetOutputs(outputs);
        return outputs;
    }

    private static (long, long, long) Counts(InferenceSession session) => (session.Kernel.Wraps, session.Kernel.ShiftWraps, session.Kernel.Truncations);
}
