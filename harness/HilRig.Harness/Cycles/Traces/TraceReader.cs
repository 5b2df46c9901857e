using System.Globalization;

namespace HilRig.Harness.Cycles.Traces;

/// <summary>
/// QEMU's log of `-d exec,nochain,in_asm`: every translation with its instructions, then a line each time one runs. What it takes back is taken back here:
/// a translation that was not entered after all, and one that ended at an access to a device in its middle.
/// </summary>
public sealed class TraceReader(TraceMarks marks)
{
    private const string Executed = "Trace ";
    private const string NotEntered = "Stopped execution of TB chain before";
    private const string CutShort = "cpu_io_recompile: rewound execution of TB to ";

    // `f8d2 3d88` against `2001     `.
    private const int WideListing = 9;
    private readonly Dictionary<string, uint> _ends = [];
    private readonly List<OperatorTrace> _operators = [];
    private CodeRange? _running;
    private OperatorTrace? _counted;
    private Phase _phase;
    private uint _translatedEnd;

    private enum Phase
    {
        Outside,
        Before,
        Inside,
        After,
    }

    /// <summary>One for each operator that ran, in order, from all inferences.</summary>
    public IReadOnlyList<OperatorTrace> Operators => _operators;

    /// <summary>Takes the next line.</summary>
    /// <exception cref="FormatException">A line of a known kind does not read as it should.</exception>
    public void Add(string line)
    {
        if (line.StartsWith(Executed, StringComparison.Ordinal))
            Execute(line);
        else if (line.StartsWith("0x", StringComparison.Ordinal))
            _translatedEnd = EndOf(line);
        else if (line.StartsWith(CutShort, StringComparison.Ordinal))
            _running = _running is { } cut ? cut with { End = Hex(line.AsSpan(CutShort.Length)) } : null;
        else if (line.StartsWith(NotEntered, StringComparison.Ordinal))
            _running = null;
    }

    // Trace 0: 0x7f0420000100 [00800408/000042a0/00000110/ff020200] Reset_Handler
    private void Execute(string line)
    {
        var name = line.IndexOf("0x", StringComparison.Ordinal);
        var bracket = line.IndexOf('[', StringComparison.Ordinal);
        var pc = name > 0 && bracket > name ? line.IndexOf('/', bracket) + 1 : 0;
        if (pc == 0 || pc + 8 > line.Length)
            throw new FormatException($"'{line}' is no line of an execution log as QEMU 7.2 writes it");
        Begin(Hex(line.AsSpan(pc, 8)), line[name..bracket]);
    }

    private void Begin(uint pc, string translation)
    {
        Finish(pc);
        Pass(pc);
        if (_translatedEnd != 0)
            _ends[translation] = _translatedEnd;
        _translatedEnd = 0;
        _running = new(pc, _ends.TryGetValue(translation, out var end)
            ? end
            : throw new FormatException($"translation {translation} at 0x{pc:X8} ran before it was listed: the log must begin with QEMU"));
    }

    private void Finish(uint next)
    {
        if (_running is { } done && done.End > done.Start)
            _counted?.Add(done, taken: next != done.End);
    }

    private void Pass(uint pc)
    {
        if (pc == marks.Before)
            _phase = Phase.Before;
        else if (pc == marks.After && _phase == Phase.Inside)
            _phase = Phase.After;
        else if (pc == marks.Counter)
            Count();
    }

    private void Count()
    {
        if (_phase == Phase.Before)
            _operators.Add(_counted = new());
        else if (_phase == Phase.After)
            _counted = null;
        _phase = _phase == Phase.Before ? Phase.Inside : _phase == Phase.After ? Phase.Outside : _phase;
    }

    // 0x000042a6:  f8d2 3d88  ldr.w    r3, [r2, #0xd88]
    private static uint EndOf(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var code = line.AsSpan(colon + 1).TrimStart();
        if (colon < 3 || code.Length < 4)
            throw new FormatException($"'{line}' is no line of a translation as QEMU 7.2 lists it");
        // By what is printed, not by what it means: QEMU's disassembler loses its step in MVE code, but ends where the translation does.
        var isWide = code.Length >= WideListing && code[WideListing - 1] != ' ';
        return checked(Hex(line.AsSpan(2, colon - 2)) + (isWide ? 4u : 2u));
    }

    private static uint Hex(ReadOnlySpan<char> text) => uint.Parse(text.Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
