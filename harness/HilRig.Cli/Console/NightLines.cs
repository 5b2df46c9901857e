using System.Globalization;
using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Plan;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Console;

/// <summary>A night as lines of a log.</summary>
/// <param name="all">Jobs of the night.</param>
/// <param name="done">Those that an earlier process has done.</param>
internal sealed class NightLines(int all, int done) : INightWatcher
{
    private int _done = done;

    public void Begins(NightlyJob job)
    {
    }

    public void Progresses(NightlyJob job, int done, int samples)
    {
    }

    public void Ends(NightlyJob job, JobRecord record, JobTimes times)
    {
        var width = all.ToString(CultureInfo.InvariantCulture).Length;
        var number = Interlocked.Increment(ref _done).ToString(CultureInfo.InvariantCulture).PadLeft(width);
        Terminal.Line(string.Create(
            CultureInfo.InvariantCulture, $"[{number}/{all}] {record.Outcome,-14} {job.Id}  {times.Seconds:0.0} s{Count(record)}{Reason(record)}"));
    }

    public void Notes(string sentence) => Terminal.Line($"note: {sentence}");

    /// <summary>The counter's figure of a job, for its line.</summary>
    public static string Count(JobRecord record) =>
        record.Figures.FirstOrDefault(f => f.Name is "instructions" or "cycles") is { } f ? $"  {Format.Number(f.Value)} {f.Unit}" : "";

    private static string Reason(JobRecord record) => record.Reasons.Count > 0 ? $"\n    {string.Join("\n    ", record.Reasons)}" : "";
}
