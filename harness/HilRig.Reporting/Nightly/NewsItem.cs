namespace HilRig.Reporting.Nightly;

/// <summary>One thing that is new in a night. What befell many jobs of a target alike is one item.</summary>
/// <param name="Kind">One of <see cref="NewsKinds"/>.</param>
/// <param name="Subject">Where: a target, a model, a job.</param>
/// <param name="Sentence">What, in words.</param>
/// <param name="Jobs">Ids of the jobs it is about, in the order of the plan; empty for what is no job's.</param>
/// <param name="Details">More on it, a sentence each.</param>
public sealed record NewsItem(string Kind, string Subject, string Sentence, IReadOnlyList<string> Jobs, IReadOnlyList<string> Details)
{
    /// <summary>The one figure that it is about: <c>instructions</c>; empty for none or several.</summary>
    public string Metric { get; init; } = "";
}

/// <summary>What an item of news is about, the weightiest first.</summary>
public static class NewsKinds
{
    /// <summary>Target and simulator differ.</summary>
    public const string Exactness = "exactness";

    public const string Gate = "gate";

    /// <summary>Failed otherwise.</summary>
    public const string Failure = "failure";

    public const string Infrastructure = "infrastructure";

    /// <summary>A job is worse than its baseline.</summary>
    public const string Regression = "regression";

    /// <summary>A figure is worse than in the earlier night.</summary>
    public const string Worse = "worse";

    /// <summary>A figure is neither better nor worse, has come, gone or changed its provenance.</summary>
    public const string Changed = "changed";

    /// <summary>A model, firmware, toolchain or plan is another.</summary>
    public const string Identity = "identity";

    /// <summary>A job is excused or left out that was not.</summary>
    public const string NotRun = "not run";

    public const string NewJobs = "new jobs";

    public const string GoneJobs = "gone jobs";

    /// <summary>A figure is better than in the earlier night.</summary>
    public const string Better = "better";

    /// <summary>A job or gate passes that did not.</summary>
    public const string Mended = "mended";

    public static IReadOnlyList<string> All { get; } =
        [Exactness, Gate, Failure, Infrastructure, Regression, Worse, Changed, Identity, NotRun, GoneJobs, NewJobs, Better, Mended];

    /// <summary>Place in <see cref="All"/>.</summary>
    internal static int Weight(string kind) => All.TakeWhile(k => k != kind).Count();
}
