using HilRig.Harness.Boards;
using HilRig.Harness.Nightly.Plan;

namespace HilRig.Harness.Nightly.Execution;

/// <summary>What jobs would do, without doing it; models and samples are read, so that a file that is no model shows here.</summary>
public sealed class PlannedJobs(NightlyPlan plan, BoardCatalog catalog)
{
    private readonly ModelShelf _shelf = new(plan);

    /// <exception cref="Simulator.Models.ModelException">A model cannot be run.</exception>
    /// <exception cref="UsageException">Samples or labels do not fit.</exception>
    public IEnumerable<PlannedJob> Of(IEnumerable<NightlyJob> jobs) => jobs.Select(job =>
    {
        var subject = _shelf.Of(job);
        var samples = subject.Samples.Count;
        var board = JobRequests.BoardOf(job, plan.Config, catalog);
        var limit = JobTimeout.Of(job, subject.Prepared, samples + plan.Config.FloatSamples, board, plan.Config.Timeouts, plan.Config.Wire);
        return new PlannedJob(job.Id, samples, subject.Prepared.Macs, limit.Limit.TotalSeconds, limit.Basis, job.Gates);
    });
}

/// <param name="Macs">Multiply-accumulates of one sample.</param>
public sealed record PlannedJob(string Id, int Samples, long Macs, double DeadlineSeconds, string DeadlineBasis, IReadOnlyList<string> Gates);
