using System.Diagnostics;

namespace Renode.Bindings.Processes;

/// <summary>
/// Makes a child that dies with us, even when we are killed: a shell holds the read end of a pipe from us, and its end, however it comes, kills the program
/// with all that it started. (Linux's parent-death signal is no use: it fires when the starting thread ends, and pool threads do.)
/// </summary>
internal static class ProcessGuard
{
    // The program gets a process group of its own where `setsid` is there, so that what a start script runs dies too. Background jobs of a shell get
    // /dev/null as stdin, hence descriptor 3; the program itself must not hold it.
    private const string Script = """
        exec 3<&0
        if command -v setsid >/dev/null 2>&1; then
            setsid "$@" 3<&- 2>&1 & program=$!; victim=-$program
        else
            "$@" 3<&- 2>&1 & program=$!; victim=$program
        fi
        { read -r _ <&3; kill -9 "$victim"; } 2>/dev/null >/dev/null & guard=$!
        exec 3<&- >/dev/null
        wait "$program"; code=$?
        kill "$guard" 2>/dev/null
        exit "$code"
        """;

    /// <summary>Start information that runs the program under the guard; on Windows, which has no shell for it, bare.</summary>
    public static ProcessStartInfo Guarded(string program, IReadOnlyList<string> arguments) => new(
        OperatingSystem.IsWindows() ? program : "/bin/sh",
        OperatingSystem.IsWindows() ? arguments : ["-c", Script, "renode", program, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
