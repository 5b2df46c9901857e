using System.Globalization;
using HilRig.Harness.Boards;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Transports.Rfc2217;
using HilRig.Harness.Transports.Serial;
using HilRig.Simulator.Execution;

namespace HilRig.Harness.Nightly.Plan;

/// <summary>How long a job may take: its multiply-accumulates by the clock, its bytes by the baud rate, start-up, and room for both to be wrong.</summary>
/// <param name="Limit">What ends it.</param>
/// <param name="Basis">In words.</param>
public sealed record JobTimeout(TimeSpan Limit, string Basis)
{
    // The slowest core there is here, an M0 with plain C, takes 20 cycles for a multiply-accumulate (README), and that is taken twice.
    private const double CyclesPerMac = 40;
    private const double EmulatedMacsPerSecond = 5e6;
    private const double SimulatedMacsPerSecond = 50e6;
    private const int UsualBaud = 115_200;
    private const double UsualHz = 16e6;
    // Repeats on a bad link.
    private const double TransferFactor = 3;

    /// <param name="samples">Inferences, those of the float model on the board included.</param>
    /// <param name="board">The board behind the target; null where it is not known before it says hello.</param>
    public static JobTimeout Of(NightlyJob job, PreparedModel model, int samples, BoardDescription? board, TimeoutConfig limits, bool wire)
    {
        var macs = (double)samples * model.Macs;
        var kind = job.Target.Split(':', '@')[0];
        var (work, basis) = kind switch
        {
            "sim" => (macs / SimulatedMacsPerSecond, Text($"{macs:G3} MACs simulated")),
            "qemu" or "renode" or "host" => (macs / EmulatedMacsPerSecond, Text($"{macs:G3} MACs emulated")),
            _ => (macs * CyclesPerMac / (board?.ClockHz ?? UsualHz), Text($"{macs:G3} MACs at {(board?.ClockHz ?? UsualHz) / 1e6:0.###} MHz")),
        };
        if (kind != "sim" && (wire || kind is not ("qemu" or "host")))
        {
            var (bytes, baud) = ((double)samples * (model.InputBytes + model.OutputBytes) + model.Graph.FileBytes.Length, Baud(job.Target, board));
            work += TransferFactor * 10 * bytes / baud;
            basis += Text($", {bytes:N0} bytes at {baud} baud");
        }
        var seconds = Math.Clamp(limits.Factor * work + limits.Least, limits.Least, limits.Most);
        return new(TimeSpan.FromSeconds(Math.Ceiling(seconds)), basis);
    }

    /// <summary>For tables: <c>62 s</c>.</summary>
    public override string ToString() => Text($"{Limit.TotalSeconds:N0} s");

    private static int Baud(string target, BoardDescription? board) => target.Split(':', 2) switch
    {
        ["serial", var port] => SerialSettings.Parse(port).Baud,
        ["rfc2217", var server] => Rfc2217Settings.Parse(server).Line.Baud,
        _ => board?.Link.Baud ?? UsualBaud,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
