using System.Globalization;

namespace HilRig.Harness.Transports.Faults;

/// <summary>How bad a link is, reproducibly: the same plan damages the same frames of the same traffic.</summary>
public sealed record FaultPlan
{
    /// <summary>The words of <see cref="Parse"/>, for help and messages.</summary>
    public const string Grammar =
        "rate=1%,seed=7,kinds=drop+flip+double+delay+cut+unplug,unit=frames|bytes,direction=both|to-board|to-host,delay=20ms";

    /// <summary>Share of frames (or bytes) that are damaged, 0 to 1.</summary>
    public double Rate { get; init; } = 0.01;

    public int Seed { get; init; } = 1;

    /// <summary>Each damage is one of these, chosen evenly.</summary>
    public FaultKind Kinds { get; init; } = FaultKind.Drop | FaultKind.Flip | FaultKind.Double;

    /// <summary>True to damage single bytes, as noise does, instead of whole frames.</summary>
    public bool Bytes { get; init; }

    /// <summary>Whether what goes to the board is damaged.</summary>
    public bool ToBoard { get; init; } = true;

    /// <summary>Whether what comes from the board is damaged.</summary>
    public bool ToHost { get; init; } = true;

    /// <summary>How late a delayed frame is.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Reads <see cref="Grammar"/>; what is left out keeps its default.</summary>
    /// <exception cref="UsageException">Names the word, its value and what is legal.</exception>
    public static FaultPlan Parse(string text) => text
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Aggregate(new FaultPlan(), (plan, word) => plan.With(word));

    private FaultPlan With(string word) => word.Split('=', 2) switch
    {
        ["rate", var value] => this with { Rate = ParseRate(value) },
        ["seed", var value] when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        ["kinds", var value] => this with { Kinds = value.Split('+').Select(ParseKind).Aggregate((a, b) => a | b) },
        ["unit", "frames"] => this with { Bytes = false },
        ["unit", "bytes"] => this with { Bytes = true },
        ["direction", "both"] => this with { ToBoard = true, ToHost = true },
        ["direction", "to-board"] => this with { ToBoard = true, ToHost = false },
        ["direction", "to-host"] => this with { ToBoard = false, ToHost = true },
        ["delay", var value] => this with { Delay = TimeSpan.FromMilliseconds(ParseNumber(value, "ms", 0, 60_000)) },
        _ => throw new UsageException($"'{word}' is no fault; legal is {Grammar}"),
    };

    private static double ParseRate(string text) => text.EndsWith('%')
        ? ParseNumber(text, "%", 0, 100) / 100
        : ParseNumber(text, string.Empty, 0, 1);

    private static double ParseNumber(string text, string unit, double low, double high)
    {
        var digits = text.EndsWith(unit, StringComparison.Ordinal) ? text[..^unit.Length] : text;
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"'{text}' is no number of {low}{unit} to {high}{unit}; legal is {Grammar}"));
    }

    private static FaultKind ParseKind(string name) =>
        Enum.GetValues<FaultKind>().FirstOrDefault(kind => kind != FaultKind.None && kind.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)) is var found
        && found != FaultKind.None
            ? found
            : throw new UsageException($"'{name}' is no kind of fault; legal is {Grammar}");
}
