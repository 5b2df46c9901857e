using HilRig.Simulator.Execution;

namespace HilRig.Simulator.Quantization.Repair;

/// <summary>Runs samples through a model on all cores and keeps their scores.</summary>
/// <param name="inputs">Samples one after another.</param>
internal sealed class SampleScores(ScoreTensors tensors, ReadOnlyMemory<byte> inputs, int samples, CancellationToken cancellation)
{
    public int Samples => samples;

    /// <summary>samples * <see cref="ScoreTensors.Count"/> scores.</summary>
    public float[] Of(PreparedModel model)
    {
        var scores = new float[samples * tensors.Count];
        BatchRunner.Spread(samples, Options, model.CreateSession, (session, sample) =>
        {
            Start(session, sample);
            session.RunRange(0, tensors.End);
            tensors.Read(session, scores.AsSpan(sample * tensors.Count, tensors.Count));
            return session;
        });
        return scores;
    }

    /// <summary>The same for some of the samples.</summary>
    public SampleScores Of(IReadOnlyList<int> chosen)
    {
        var size = inputs.Length / samples;
        var some = new byte[chosen.Count * size];
        for (var i = 0; i < chosen.Count; i++)
            inputs.Slice(chosen[i] * size, size).CopyTo(some.AsMemory(i * size));
        return new(tensors, some, chosen.Count, cancellation);
    }

    public ParallelOptions Options => new() { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>Puts a sample into a session.</summary>
    public void Start(InferenceSession session, int sample)
    {
        var size = inputs.Length / samples;
        session.ResetState();
        session.SetInputs(inputs.Span.Slice(sample * size, size));
    }
}
