using HilRig.Harness.Data;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>Runs every version of an <see cref="AblationModels"/> side by side, sample by sample, on all cores.</summary>
internal sealed class AblationRun(AblationModels models, ModelTask task, SampleSet samples)
{
    /// <param name="done">Takes inferences finished since the last call, from any thread.</param>
    public AblationResult Run(Action<int>? done, CancellationToken cancellation)
    {
        var result = new AblationResult(models, task, samples.Count);
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, samples.Count, options, () => new Worker(models, task, samples, result), (sample, _, worker) =>
        {
            worker.Run(sample);
            done?.Invoke(models.RunsPerSample);
            return worker;
        }, worker => result.Merge(worker.Sums));
        return result;
    }

    private sealed class Worker(AblationModels models, ModelTask task, SampleSet samples, AblationResult result)
    {
        private readonly InferenceSession _wide = models.Wide.CreateSession();
        private readonly InferenceSession _narrow = models.Narrow.CreateSession();
        private readonly InferenceSession?[] _alone = [.. models.NarrowAlone.Select(m => ReferenceEquals(m, models.Wide) ? null : m.CreateSession())];
        private readonly InferenceSession?[] _without = [.. models.WideAlone.Select(m => ReferenceEquals(m, models.Narrow) ? null : m.CreateSession())];
        private readonly LayerOutputs _expected = new(models, task);
        private readonly ErrorSums?[] _only = new ErrorSums?[models.Layers.Count];

        public AblationSums Sums { get; } = new(models);

        public void Run(int sample)
        {
            var wide = Walk(_wide, sample, _expected, _alone, result.NarrowAlone, Sums.Local);
            var comparer = new LayerComparer(_expected, Sums.Accumulated);
            result.Narrow[sample] = Walk(_narrow, sample, comparer, _without, result.WideAlone, null) with { Squares = comparer.ScoreSquares };
            for (var i = 0; i < models.Layers.Count; i++)
            {
                // What adds the same numbers gives the same scores.
                if (models.Layers[i].IsSame)
                    (result.NarrowAlone[i][sample], result.WideAlone[i][sample]) = (wide, result.Narrow[sample]);
            }
        }

        // Runs one version, and at every layer its variant branches off: before the layer both are the same.
        private SampleScore Walk(
            InferenceSession trunk, int sample, ILayerObserver observer, InferenceSession?[] branches, SampleScore[][] scores, ErrorSums[]? sums)
        {
            trunk.ResetState();
            trunk.SetInputs(samples.Sample(sample).Span);
            var pending = new List<int>();
            for (var position = 0; position < trunk.Model.Operators.Length; position++)
            {
                if (_expected.At(position) is >= 0 and var layer && branches[layer] is { } branch)
                {
                    branch.ContinueFrom(trunk);
                    pending.Add(layer);
                }
                trunk.RunRange(position, position + 1, observer);
            }
            foreach (var layer in pending)
                scores[layer][sample] = Branch(branches[layer]!, layer, sums);
            return new(_expected.Predicted(trunk), 0);
        }

        // Only after the trunk has ended is there something to compare with.
        private SampleScore Branch(InferenceSession branch, int layer, ErrorSums[]? sums)
        {
            ErrorSums?[]? only = null;
            if (sums is not null)
                (only = _only)[layer] = sums[layer];
            var comparer = new LayerComparer(_expected, only);
            branch.RunRange(models.Layers[layer].Position, branch.Model.Operators.Length, comparer);
            if (only is not null)
                only[layer] = null;
            return new(_expected.Predicted(branch), comparer.ScoreSquares);
        }
    }
}
