namespace HilRig.Protocol.Tests;

/// <summary>`fixtures/protocol/frames.txt`: rows of `name hex_of_frame_without_crc hex_of_wire_bytes`, shared with the C tests.</summary>
internal static class FrameFixture
{
    public static string FilePath { get; } = Path.Combine(Root(), "fixtures", "protocol", "frames.txt");

    public static IReadOnlyList<(string Name, byte[] Plain, byte[] Wire)> Rows() =>
        [.. File.ReadLines(FilePath).Where(line => line.Length > 0 && line[0] != '#').Select(Row)];

    public static string Render() => string.Join('\n', [
        "# Every frame of firmware/PROTOCOL.md, wire version 1, with known values. Read by the C# and by the C tests.",
        "# name  frame without CRC  bytes on the wire: COBS of frame and CRC, with both 0x00 delimiters",
        "# Made by `HILRIG_WRITE_FIXTURES=1 dotnet test tests/HilRig.Protocol.Tests`; values in FrameSamples.cs.",
        .. FrameSamples.All.Select(sample =>
            $"{sample.Name} {Convert.ToHexStringLower(sample.Frame.ToBytes())} {Convert.ToHexStringLower(FrameEncoder.Encode(sample.Frame))}"),
        string.Empty]);

    private static (string Name, byte[] Plain, byte[] Wire) Row(string line)
    {
        var cells = line.Split(' ');
        return (cells[0], Convert.FromHexString(cells[1]), Convert.FromHexString(cells[2]));
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "HilRig.sln")))
                return folder.FullName;
        throw new InvalidOperationException("HilRig.sln is in no folder above the tests: run them inside the source tree");
    }
}
