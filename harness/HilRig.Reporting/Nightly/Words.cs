using System.Globalization;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Reporting.Nightly;

/// <summary>Figures and counts of a night in words, the same under every culture.</summary>
internal static class Words
{
    /// <summary>The name of what can be counted, with its number: <c>1 job</c>, <c>40 jobs</c>.</summary>
    public static string Count(int count, string one, string many) => $"{Format.Number(count)} {(count == 1 ? one : many)}";

    public static string Jobs(int count) => Count(count, "job", "jobs");

    /// <summary>A hash as people read it, or a commit, which has a <c>+</c> behind it where files have changed; other texts stay.</summary>
    public static string Short(string text)
    {
        var hash = text.TrimEnd('+');
        return hash.Length >= 32 && hash.All(char.IsAsciiHexDigit) ? hash[..10] + text[hash.Length..] : text;
    }

    /// <summary>A value with as many decimals as it has, at most four, one of a large one: <c>1,194,509 instructions</c>.</summary>
    public static string Value(double value, string unit) => $"{Plain(value)}{(unit.Length == 0 ? "" : " ")}{unit}";

    /// <summary>Small figures keep four significant digits.</summary>
    public static string Plain(double value) => Math.Abs(value) is > 0 and < 0.01
        ? value.ToString("G4", CultureInfo.InvariantCulture)
        : (Math.Round(value, Math.Abs(value) < 10_000 ? 4 : 1) + 0.0).ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>Whether a figure is a share already, whose differences are points.</summary>
    public static bool IsShare(string unit) => unit is "%" or "pp";

    /// <summary>A change: <c>+3.0 %</c>; of a share <c>−77.1 pp</c>; where there is nothing to divide by, the difference itself.</summary>
    public static string Change(double before, double after, string unit) =>
        IsShare(unit) ? $"{Signed(after - before)} pp"
        : before == 0 ? Signed(after - before)
        : Percent(100 * (after - before) / Math.Abs(before));

    /// <summary>With its sign, as <see cref="Plain"/>.</summary>
    public static string Signed(double difference) => $"{(difference < 0 ? "−" : "+")}{Plain(Math.Abs(difference))}";

    /// <summary>The signed percentage: <c>+3.0 %</c>; small ones keep a significant digit: <c>−0.004 %</c>.</summary>
    public static string Percent(double percent)
    {
        var size = Math.Abs(percent);
        var digits = size is > 0 and < 0.095 ? Math.Min(9, (int)Math.Ceiling(-Math.Log10(size))) : 1;
        return $"{(percent < 0 ? "−" : "+")}{size.ToString($"N{digits}", CultureInfo.InvariantCulture)} %";
    }

    /// <summary><c>digits</c>, or <c>digits@holdout</c> where a model has several sets of samples.</summary>
    public static string ModelOf(JobRecord job) => job.Data.Length == 0 ? job.Model : $"{job.Model}@{job.Data}";

    /// <summary>A time as people say it: <c>3 h 05 min</c>, <c>12 min 32 s</c>, <c>4.1 s</c>.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        >= 3600 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0} h {Math.Floor(seconds % 3600 / 60):00} min"),
        >= 60 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min {Math.Floor(seconds % 60):00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
    };

    /// <summary>The outcome as people say it.</summary>
    public static string Outcome(string outcome) => outcome switch
    {
        Outcomes.Pass => "passed",
        Outcomes.Fail => "failed",
        Outcomes.NotRun => "not run",
        _ => outcome,
    };

    /// <summary>No longer than so many letters; what was cut is said by an ellipsis.</summary>
    /// <param name="letters">At least 2.</param>
    public static string Cut(string text, int letters)
    {
        if (text.Length <= letters)
            return text;
        var kept = char.IsHighSurrogate(text[letters - 2]) ? letters - 2 : letters - 1;
        return $"{text[..kept]}…";
    }
}
