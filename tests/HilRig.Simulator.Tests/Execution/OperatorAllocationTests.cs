using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>No operator allocates while it runs, whatever its type and options.</summary>
public sealed class OperatorAllocationTests
{
    [Test]
    public void No_operator_allocates()
    {
        var allocating = OperatorCases.All.Select(Allocated).OfType<string>();
        Assert.That(allocating, Is.Empty);
    }

    private static string? Allocated(OperatorCase model)
    {
        var prepared = PreparedModel.Prepare(model.Graph);
        var (session, input) = (prepared.CreateSession(), model.Inputs.AsSpan(0, prepared.InputBytes).ToArray());
        Infer(session, input);
        Infer(session, input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Infer(session, input);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return bytes == 0 ? null : $"{model.Name} ({model.Graph.Operators[^1]}): {bytes} bytes";
    }

    private static void Infer(InferenceSession session, byte[] input)
    {
        session.SetInputs(input);
        session.Run();
    }
}
