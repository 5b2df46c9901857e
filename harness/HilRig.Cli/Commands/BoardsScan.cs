using System.CommandLine;
using System.Text.Json;
using HilRig.Cli.Console;
using HilRig.Harness.Boards.Attached;
using HilRig.Harness.Devices;
using HilRig.Harness.Transports.Serial;
using HilRig.Protocol;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Commands;

/// <summary><c>hilrig boards scan</c>: what is plugged in, and the hardware map brought up to date.</summary>
internal static class BoardsScan
{
    private static readonly Option<string?> Map = new("--map") { Description = "Hardware map (Zephyr twister's format) to read and bring up to date." };
    private static readonly Option<bool> Hello = new("--hello") { Description = "Ask each known board who it is; this opens its port, which resets some boards." };
    private static readonly Option<string> Sys = new("--sysfs") { Description = "Another sysfs.", DefaultValueFactory = _ => "/sys", Hidden = true };

    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("scan", "Boards that are plugged in, by USB identity; with --map the map is brought up to date.") { Map, Hello, Sys, json };
        command.SetGuarded(async (p, cancellation) =>
        {
            var rows = await Task.WhenAll(UsbScan.Ports(p.GetValue(Sys)!).Select(port => RowAsync(port, p.GetValue(Hello), cancellation)));
            if (p.GetValue(Map) is { } path)
                Update(path, [.. rows]);
            if (p.GetValue(json))
                System.Console.WriteLine(JsonSerializer.Serialize(rows, JsonWriter.Options));
            else
                Show(rows);
            return ExitCode.Pass;
        });
        return command;
    }

    private static async Task<Row> RowAsync(UsbPort port, bool hello, CancellationToken cancellation)
    {
        var row = new Row(port, port.Identity?.Name ?? string.Empty, port.Identity?.Runner ?? string.Empty, string.Empty, string.Empty);
        if (!hello || port.Identity is null)
            return row;
        try
        {
            await using var device = new DeviceClient(
                await SerialTransport.OpenAsync(new SerialSettings(port.Port), cancellation), new() { ReplyTimeout = TimeSpan.FromSeconds(1) });
            var answer = await device.HelloAsync(cancellation);
            return row with { Board = answer.Board, Says = $"{answer.Mcu}, build {answer.BuildId:x16}" };
        }
        catch (Exception error) when (error is InfrastructureException or ProtocolException or IOException)
        {
            return row with { Says = error.Message };
        }
    }

    private static void Update(string path, IReadOnlyList<Row> rows)
    {
        var map = File.Exists(path) ? HardwareMap.Load(path) : HardwareMap.Empty();
        map.Update([.. rows.Select(row => row.Port)], port => PortNames.Persistent(port.Port));
        foreach (var row in rows.Where(row => row.Board.Length > 0))
            map.NameUnknown(row.Port.Serial, row.Board);
        File.WriteAllText(path, map.Render());
        Terminal.Line($"{path}: {map.Entries.Count(entry => entry.Connected)} of {map.Entries.Count} boards are connected");
    }

    private static void Show(IReadOnlyList<Row> rows) => Terminal.Write("Serial ports of USB devices", new(
        [new("port"), new("USB"), new("serial number"), new("product"), new("known as"), new("runner"), new("board"), new("says")],
        [.. rows.Select(row => (IReadOnlyList<string>)
            [row.Port.Port, $"{row.Port.VendorId:x4}:{row.Port.ProductId:x4}", row.Port.Serial, row.Port.Product, row.KnownAs, row.Runner, row.Board, row.Says])]));

    private sealed record Row(UsbPort Port, string KnownAs, string Runner, string Board, string Says);
}
