using HilRig.Reporting.Records.Nightly;

namespace HilRig.Harness.Nightly.Journal;

/// <summary>One line of a night's journal: a process took the night up, or a job is done.</summary>
/// <param name="At">When the line was written.</param>
/// <param name="Host">Of a process that took the night up; null for a job.</param>
/// <param name="Job">What was found; null for a process.</param>
/// <param name="Times">Of the job.</param>
public sealed record JournalEntry(DateTimeOffset At, string? Host, int? Pid, JobRecord? Job, JobTimes? Times);
