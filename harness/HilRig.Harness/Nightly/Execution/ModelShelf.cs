using System.Collections.Concurrent;
using HilRig.Harness.Data;
using HilRig.Harness.Nightly.Plan;
using HilRig.Harness.Runs;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Harness.Nightly.Execution;

/// <summary>Models and samples of a night, each read once; and what targets are compared with, computed once for all targets of a model and scheme.</summary>
internal sealed class ModelShelf(NightlyPlan plan)
{
    private readonly ConcurrentDictionary<string, Lazy<Subject>> _subjects = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Baseline>>> _baselines = new();
    private readonly ConcurrentDictionary<string, int> _left = new(plan.Jobs.CountBy(job => job.Comparison));

    /// <summary>A model with one set of samples.</summary>
    public Subject Of(NightlyJob job) => _subjects.GetOrAdd(job.Subject, _ => new(() => Read(job))).Value;

    /// <summary>The simulator's and the float reference's outputs.</summary>
    public Task<Baseline> BaselineOf(NightlyJob job, ValidationRequest request, CancellationToken cancellation) => _baselines.GetOrAdd(
        job.Comparison, _ => new(() => new BaselineBuilder(request, new SilentProgress()).BuildAsync(cancellation))).Value;

    /// <summary>A job is done: what no other needs is let go.</summary>
    public void Release(NightlyJob job)
    {
        if (_left.AddOrUpdate(job.Comparison, 0, (_, left) => left - 1) <= 0)
            _baselines.TryRemove(job.Comparison, out _);
    }

    private static Subject Read(NightlyJob job)
    {
        var graph = ModelReader.ReadFile(job.Model.Path);
        var rounding = JobRequests.RoundingOf(job);
        var prepared = PreparedModel.Prepare(graph, rounding);
        var all = SampleSet.Read(job.Data.Inputs, prepared);
        var samples = all.Take(job.Data.Samples ?? all.Count);
        var labels = job.Data.Labels is { } file ? Labels.Read(file, all.Count)[..samples.Count] : null;
        return new(
            graph, prepared, rounding, samples, labels, job.Model.Float is { } real ? ModelReader.ReadFile(real) : null,
            samples.Sha256());
    }
}

/// <summary>A model with one set of samples, read.</summary>
internal sealed record Subject(
    ModelGraph Graph, PreparedModel Prepared, Rounding Rounding, SampleSet Samples, int[]? Labels, ModelGraph? Float, string SamplesSha256);
