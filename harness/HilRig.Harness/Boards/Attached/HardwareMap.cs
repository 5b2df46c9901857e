using System.Globalization;
using HilRig.Harness.Devices;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HilRig.Harness.Boards.Attached;

/// <summary>A hardware map: the boards of a desk or a lab, in the file format of Zephyr's twister (`--hardware-map`).</summary>
public sealed class HardwareMap
{
    /// <summary>Environment variable with the map to use where none is named.</summary>
    public const string Variable = "HILRIG_MAP";

    private static readonly string[] Required = ["connected", "id", "platform", "product", "runner"];

    private const string UsualName = "map.yml";
    private readonly List<MapEntry> _entries;

    private HardwareMap(IEnumerable<MapEntry> entries) => _entries = [.. entries];

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<MapEntry> Entries => _entries;

    /// <summary>A map without boards.</summary>
    public static HardwareMap Empty() => new([]);

    /// <summary>Reads a file; without a path the one that <see cref="Variable"/> names, or `map.yml` here.</summary>
    /// <exception cref="HardwareMapException">Not there, or no hardware map.</exception>
    public static HardwareMap Load(string? path = null)
    {
        var file = path ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : UsualName);
        return File.Exists(file)
            ? Parse(File.ReadAllText(file), file)
            : throw new HardwareMapException($"There is no hardware map {file}: make one with `hilrig boards scan --map {file}`.");
    }

    /// <param name="text">YAML: a list of boards.</param>
    /// <param name="path">Named in errors.</param>
    /// <exception cref="HardwareMapException">No YAML, no list, or an entry without what every entry has.</exception>
    public static HardwareMap Parse(string text, string path)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            throw new HardwareMapException($"{path} is no YAML: {error.Message} (line {error.Start.Line}).", error);
        }
        return yaml.Documents.Count == 0 ? Empty() : yaml.Documents[0].RootNode is YamlSequenceNode list
            ? new HardwareMap(list.Select((node, index) => Entry(node, index, path)))
            : throw new HardwareMapException($"{path} is no hardware map: it must be a list of boards, each with connected, id, platform, product and runner.");
    }

    /// <summary>The map as YAML.</summary>
    public string Render()
    {
        var list = new YamlSequenceNode(_entries.Select(entry => entry.Node));
        var text = new StringWriter(CultureInfo.InvariantCulture);
        new YamlStream(new YamlDocument(list)).Save(text, assignAnchors: false);
        // The writer ends a document with dots, which twister's own files do not have.
        const string End = "\n...\n";
        var yaml = text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
        return yaml.EndsWith(End, StringComparison.Ordinal) ? yaml[..^(End.Length - 1)] : yaml;
    }

    /// <summary>
    /// Brings the map up to date with what is plugged in, as twister's rescan does: known entries get their port back, those that are gone lose it,
    /// new ones are added. Whatever else stands in an entry stays.
    /// </summary>
    /// <param name="ports">All that are plugged in; those without a serial number cannot be told again and are left out.</param>
    /// <param name="portName">The name to write for a port, as a link that survives a restart.</param>
    public void Update(IReadOnlyList<UsbPort> ports, Func<UsbPort, string> portName)
    {
        foreach (var entry in _entries.Where(entry => entry.SerialPty is null))
        {
            var here = PortOf(entry, ports, portName);
            entry.Connected = here is not null;
            entry.Serial = here is null ? null : portName(here);
        }
        foreach (var board in ports.Where(port => port.Identity is not null && port.Serial.Length > 0).GroupBy(port => port.Serial))
            if (_entries.TrueForAll(entry => entry.Id != board.Key))
                _entries.Add(New(board.MinBy(port => port.Interface)!, portName));
    }

    /// <summary>Names a board that said who it is and has no name in the map yet.</summary>
    public void NameUnknown(string id, string platform) =>
        _entries.Find(entry => entry.Id == id && entry.Platforms is ["unknown"])?.SetPlatform(platform);

    /// <summary>A board by a platform's name or its id.</summary>
    /// <exception cref="NoSuchDeviceException">None that is connected, or more than one.</exception>
    public MapEntry Find(string name)
    {
        var found = _entries.Where(entry => entry.Connected && (entry.Id == name || entry.Platforms.Contains(name))).ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new NoSuchDeviceException($"No connected board '{name}' in the map; there are: {Named(_entries.Where(entry => entry.Connected))}."),
            _ => throw new NoSuchDeviceException($"'{name}' may be any of these: {Named(found)}. Name one by its id: board:{found[0].Id}."),
        };
    }

    /// <summary>Where a board of the map is plugged in now; null when it is not.</summary>
    internal static UsbPort? PortOf(MapEntry entry, IReadOnlyList<UsbPort> ports, Func<UsbPort, string> portName)
    {
        var own = ports.Where(port => port.Serial.Length > 0 && port.Serial == entry.Id).ToList();
        return own.Find(port => portName(port) == entry.Serial || port.Port == entry.Serial) ?? own.MinBy(port => port.Interface);
    }

    private static MapEntry New(UsbPort port, Func<UsbPort, string> portName) =>
        new(port.Serial, "unknown", port.Product, port.Identity!.Runner) { Serial = portName(port) };

    private static string Named(IEnumerable<MapEntry> entries) =>
        string.Join(", ", entries.Select(entry => $"{string.Join('/', entry.Platforms)} (id {entry.Id})").DefaultIfEmpty("none"));

    private static MapEntry Entry(YamlNode node, int index, string path)
    {
        if (node is not YamlMappingNode mapping)
            throw new HardwareMapException($"{path}: entry {index} is no board but '{node}'.");
        var missing = Required.Where(key => !mapping.Children.ContainsKey(new YamlScalarNode(key))).ToList();
        return missing.Count == 0
            ? new MapEntry(mapping)
            : throw new HardwareMapException($"{path}: entry {index} lacks {string.Join(", ", missing)}; every board has connected, id, platform, product and runner.");
    }
}
