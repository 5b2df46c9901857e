using HilRig.Simulator.Models;

namespace HilRig.Hil.Tests;

/// <summary>The tiny model with names that would end a comment, continue a line or begin a directive.</summary>
internal static class HostileModel
{
    private static readonly string[] Names =
    [
        "*/ int32_t x; /*", "line\nint32_t y;", "slash\\", "trigraph??/", "\"quote\" %s %n", "`; rm -rf` | <b>", "\r#error broken", "ünï*/cöde",
    ];

    public static ModelGraph Graph()
    {
        var graph = ModelReader.Read(TinyModel.Bytes(), "*/\n#error name");
        return graph with { Tensors = [.. graph.Tensors.Select((t, i) => t with { Name = Names[i % Names.Length] })] };
    }
}
