using HilRig.Harness.Nightly.Plan;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly.Execution;

/// <summary>Shows a person how far a night is; called from several threads.</summary>
public interface INightWatcher
{
    /// <summary>A job begins.</summary>
    void Begins(NightlyJob job);

    /// <summary>Samples that a job has done, of all.</summary>
    void Progresses(NightlyJob job, int done, int samples);

    /// <summary>A job is done; its outcome is not yet compared with the baseline.</summary>
    void Ends(NightlyJob job, JobRecord record, JobTimes times);

    /// <summary>Something a reader of the log should know.</summary>
    void Notes(string sentence);
}

/// <summary>Shows nothing.</summary>
public sealed class BlindWatcher : INightWatcher
{
    public void Begins(NightlyJob job)
    {
    }

    public void Progresses(NightlyJob job, int done, int samples)
    {
    }

    public void Ends(NightlyJob job, JobRecord record, JobTimes times)
    {
    }

    public void Notes(string sentence)
    {
    }
}
