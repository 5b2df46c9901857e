using HilRig.Harness.Boards;
using HilRig.Harness.Devices;
using HilRig.Harness.Emulators;
using HilRig.Harness.Emulators.Host;
using HilRig.Harness.Emulators.Qemu;

namespace HilRig.Harness.Targets;

/// <summary>Targets by name: <c>sim</c>, <c>float</c>, <c>host</c>, <c>qemu:MACHINE</c>. A new kind is one line here.</summary>
public static class TargetFactory
{
    /// <summary>The names that can be given, for help and messages.</summary>
    public const string Names = "sim, float, host, qemu:<board>";

    /// <summary>Opens a target; boards are started and greeted.</summary>
    /// <exception cref="UsageException">Unknown name or board.</exception>
    /// <exception cref="InfrastructureException">The board cannot be started or does not answer.</exception>
    public static async Task<ITarget> OpenAsync(string name, TargetSettings settings, CancellationToken cancellation)
    {
        var parts = name.Split(':', 2);
        return parts switch
        {
            ["sim"] or ["float"] => new SimTarget(name),
            ["host"] => await OpenAsync(name, StartHost(), settings, cancellation),
            ["qemu", var board] => await OpenAsync(name, await StartQemuAsync(board, cancellation), settings, cancellation),
            _ => throw new UsageException($"target '{name}' is unknown; legal are {Names}"),
        };
    }

    /// <summary>Greets a running board; a board that does not answer is switched off again.</summary>
    public static async Task<ITarget> OpenAsync(
        string name, IRunningBoard board, TargetSettings settings, CancellationToken cancellation)
    {
        var client = new DeviceClient(settings.Wire?.Record(board.Transport) ?? board.Transport, settings.Log, board.Ending);
        try
        {
            var device = await Device.OpenAsync(client, settings.HelloDeadline, cancellation);
            return new DeviceTarget(name, board, client, device, useWindow: !settings.WireOnly);
        }
        catch
        {
            await client.DisposeAsync();
            await board.DisposeAsync();
            throw;
        }
    }

    private static IRunningBoard StartHost()
    {
        var firmware = FirmwareFolder.Find();
        var board = firmware.Board("host");
        return HostBoard.Start(board, firmware.Binary(board));
    }

    private static async Task<IRunningBoard> StartQemuAsync(string id, CancellationToken cancellation)
    {
        var firmware = FirmwareFolder.Find();
        var board = firmware.Board(id);
        return await QemuBoard.StartAsync(board, firmware.Binary(board), cancellation);
    }
}
