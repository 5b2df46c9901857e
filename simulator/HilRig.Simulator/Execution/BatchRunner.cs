namespace HilRig.Simulator.Execution;

/// <summary>Runs many samples through one prepared model, on all cores.</summary>
public static class BatchRunner
{
    /// <summary>Computes the outputs of <paramref name="samples"/> samples lying one after another.</summary>
    /// <param name="inputs">samples * <see cref="PreparedModel.InputBytes"/> bytes.</param>
    /// <param name="done">Called with the number of samples finished since the last call, from any thread.</param>
    /// <param name="observe">Gives the observer of a sample; called from any thread.</param>
    public static byte[] Run(
        PreparedModel model, ReadOnlyMemory<byte> inputs, int samples, Action<int>? done = null,
        Func<int, ILayerObserver?>? observe = null, CancellationToken cancellation = default)
    {
        var outputs = new byte[samples * (long)model.OutputBytes];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, samples, options, model.CreateSession, (sample, _, session) =>
        {
            session.SetInputs(inputs.Span.Slice(sample * model.InputBytes, model.InputBytes));
            session.Run(observer: observe?.Invoke(sample));
            session.GetOutputs(outputs.AsSpan(sample * model.OutputBytes, model.OutputBytes));
            done?.Invoke(1);
            return session;
        }, _ => { });
        return outputs;
    }
}
