using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace HilRig.Harness.Boards.Attached;

/// <summary>One board of a hardware map, as Zephyr's twister writes it. What is not understood here stays in the file as it is.</summary>
public sealed class MapEntry
{
    internal MapEntry(YamlMappingNode node) => Node = node;

    /// <summary>A board that was not in the map.</summary>
    public MapEntry(string id, string platform, string product, string runner)
        : this([])
    {
        (Connected, Id, Product, Runner) = (true, id, product, runner);
        Set("platform", platform);
    }

    /// <summary>Takes part; a rescan clears it when the board is gone.</summary>
    public bool Connected
    {
        get => Text("connected") is "true" or "True" or "yes";
        set => Set("connected", value ? "true" : "false");
    }

    /// <summary>Serial number of the board or its probe.</summary>
    public string Id
    {
        get => Text("id") ?? string.Empty;
        private set => Set("id", value, quoted: true);
    }

    /// <summary>Names it goes by: a list, or one text split at spaces. `unknown` after a scan.</summary>
    public IReadOnlyList<string> Platforms => Find("platform") switch
    {
        YamlSequenceNode list => [.. list.OfType<YamlScalarNode>().Select(name => name.Value ?? string.Empty)],
        YamlScalarNode { Value: { } names } => names.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        _ => [],
    };

    /// <summary>USB product text.</summary>
    public string Product
    {
        get => Text("product") ?? string.Empty;
        private set => Set("product", value);
    }

    /// <summary>What flashes it: `openocd`, `jlink`, `pyocd`, …</summary>
    public string Runner
    {
        get => Text("runner") ?? string.Empty;
        private set => Set("runner", value);
    }

    /// <summary>Its port; null when it is not plugged in or reached otherwise.</summary>
    public string? Serial
    {
        get => Text("serial");
        set => Set("serial", value);
    }

    /// <summary>A script that gives a pseudo terminal instead of a port.</summary>
    public string? SerialPty => Text("serial_pty");

    /// <summary>Bits per second; null for the usual ones.</summary>
    public int? Baud => Number("baud") ?? Number("serial_baud");

    /// <summary>Serial number of its debug probe where that is not <see cref="Id"/>.</summary>
    public string? ProbeId => Text("probe_id");

    /// <summary>Further arguments of the runner.</summary>
    public IReadOnlyList<string> RunnerParams =>
        Find("runner_params") is YamlSequenceNode list ? [.. list.OfType<YamlScalarNode>().Select(word => word.Value ?? string.Empty)] : [];

    /// <summary>Time for flashing; twister's default is 60 s.</summary>
    public TimeSpan FlashTimeout => TimeSpan.FromSeconds(Number("flash_timeout") ?? Number("flash-timeout") ?? 60);

    internal YamlMappingNode Node { get; }

    /// <summary>Names the board by the first of its platforms that says something.</summary>
    internal void SetPlatform(string platform) => Set("platform", platform);

    private YamlNode? Find(string key) => Node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private string? Text(string key) => Find(key) is YamlScalarNode { Value: { Length: > 0 } text } && text is not ("null" or "~") ? text : null;

    private int? Number(string key) =>
        int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    // Serial numbers of digits alone must stay texts.
    private void Set(string key, string? value, bool quoted = false)
    {
        if (value is null)
            Node.Children.Remove(new YamlScalarNode(key));
        else
            Node.Children[new YamlScalarNode(key)] = new YamlScalarNode(value)
            {
                Style = quoted ? YamlDotNet.Core.ScalarStyle.DoubleQuoted : YamlDotNet.Core.ScalarStyle.Any,
            };
    }
}
