using HilRig.Harness.Transports.ChildProcesses;

namespace HilRig.Harness.Emulators.Qemu;

/// <summary>
/// Runs a program so that it dies with us even when we are killed. A shell holds the pipe from us: its end, however it comes, kills the program.
/// (Linux's parent-death signal is no use: it fires when the starting thread ends, and pool threads do.)
/// </summary>
internal static class ParentGuard
{
    // Background jobs of a shell get /dev/null as stdin, so the pipe is kept as descriptor 3; the program itself must not hold it.
    // Its stdout joins stderr, which is read: an unread pipe would stop it once full.
    private const string Script = """
        exec 3<&0
        "$@" 3<&- >&2 & program=$!
        { read -r _ <&3; kill -9 "$program"; } 2>/dev/null >/dev/null & guard=$!
        exec 3<&- >/dev/null
        wait "$program"; code=$?
        kill "$guard" 2>/dev/null
        exit "$code"
        """;

    /// <exception cref="Transports.TransportOpenException">There is no shell.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments) =>
        ChildProcess.Start("/bin/sh", ["-c", Script, Path.GetFileName(program), program, .. arguments], Path.GetFileName(program));
}
