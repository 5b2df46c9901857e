using System.Runtime.ExceptionServices;
using HilRig.Kernels.NNSupport;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Execution;

/// <summary>Runs many samples through one prepared model, on all cores.</summary>
public static class BatchRunner
{
    /// <summary>Computes the outputs of <paramref name="samples"/> samples lying one after another.</summary>
    /// <param name="inputs">samples * <see cref="PreparedModel.InputBytes"/> bytes.</param>
    /// <param name="done">Called with the number of samples finished since the last call, from any thread.</param>
    /// <param name="observe">Gives the observer of a sample; called from any thread.</param>
    /// <param name="stateful">
    /// True when the samples are one stream: variable tensors keep their values from sample to sample, and the samples run in
    /// order on one core. Else the state is reset before each sample.
    /// </param>
    /// <param name="finished">Takes the kernels' context of every session at its end, for the counts in it; from any thread.</param>
    public static byte[] Run(
        PreparedModel model, ReadOnlyMemory<byte> inputs, int samples, Action<int>? done = null,
        Func<int, ILayerObserver?>? observe = null, bool stateful = false, Action<KernelContext>? finished = null,
        CancellationToken cancellation = default)
    {
        var outputs = new byte[samples * (long)model.OutputBytes];
        var sequential = stateful && model.IsStateful;
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        InferenceSession Sample(InferenceSession session, int sample)
        {
            if (!sequential)
                session.ResetState();
            session.SetInputs(inputs.Span.Slice(sample * model.InputBytes, model.InputBytes));
            session.Run(observer: observe?.Invoke(sample));
            session.GetOutputs(outputs.AsSpan(sample * model.OutputBytes, model.OutputBytes));
            done?.Invoke(1);
            return session;
        }
        if (sequential)
            Stream(model.CreateSession(), samples, Sample, finished, cancellation);
        else
            Spread(samples, options, model.CreateSession, Sample, session => finished?.Invoke(session.Kernel));
        return outputs;
    }

    /// <summary>Spreads samples over threads, each with an object of its own; of several refusals the first is thrown.</summary>
    /// <param name="finished">Takes each thread's object at its end.</param>
    internal static void Spread<T>(int samples, ParallelOptions options, Func<T> create, Func<T, int, T> run, Action<T>? finished = null)
    {
        try
        {
            Parallel.For(0, samples, options, create, (sample, _, own) => run(own, sample), own => finished?.Invoke(own));
        }
        catch (AggregateException several) when (several.InnerExceptions.FirstOrDefault(e => e is ModelException or KernelException) is { } refusal)
        {
            // The first refusal stands for all: other samples fail for the same reason.
            ExceptionDispatchInfo.Throw(refusal);
        }
    }

    private static void Stream(
        InferenceSession session, int samples, Func<InferenceSession, int, InferenceSession> run, Action<KernelContext>? finished,
        CancellationToken cancellation)
    {
        for (var sample = 0; sample < samples; sample++)
        {
            cancellation.ThrowIfCancellationRequested();
            run(session, sample);
        }
        finished?.Invoke(session.Kernel);
    }
}
