using System.Globalization;
using System.Text.RegularExpressions;

namespace Renode.Bindings.Processes;

/// <summary>A core that Renode gave up, as its log tells it.</summary>
/// <param name="Cpu">The core's name in the log, with the machine's name before it when there are several: `cpu`, `board/cpu`.</param>
/// <param name="ProgramCounter">Where it was.</param>
/// <param name="Reason">Renode's words.</param>
public sealed partial record CpuAbort(string Cpu, ulong ProgramCounter, string Reason)
{
    /// <summary>The abort a line of the log tells, or null.</summary>
    public static CpuAbort? FromLog(string line)
    {
        var match = AbortLine().Match(line);
        if (!match.Success)
            return null;
        var place = ulong.Parse(match.Groups["pc"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new(match.Groups["cpu"].Value, place, match.Groups["reason"].Value.Trim());
    }

    [GeneratedRegex(@"\[ERROR\] (?<cpu>[^:\[]+): CPU abort \[PC=0x(?<pc>[0-9A-Fa-f]{1,16})\]: (?<reason>.*)$")]
    private static partial Regex AbortLine();
}
