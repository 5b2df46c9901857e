using System.Text;
using System.Text.Json.Nodes;
using HilRig.Vectors.Cases;

namespace HilRig.Vectors.Tests;

/// <summary>A small golden vector whose answer a reader can check in the head, and ways to spoil it.</summary>
internal static class VectorLines
{
    /// <summary>Two pixels of one channel, the larger of each pair: max_pool over 1x2 windows with stride 2.</summary>
    public static JsonObject MaxPool() => JsonNode.Parse(
        """
        { "id": "made/arm_max_pool_s8/0", "op": "arm_max_pool_s8", "kind": "rnd", "status": 0, "wrap": false,
          "params": { "stride": { "w": 2, "h": 1 }, "padding": { "w": 0, "h": 0 }, "activation": { "min": -128, "max": 127 } },
          "dims": { "input": [1,1,4,1], "filter": [1,1,2,1], "output": [1,1,2,1] },
          "in": { "input": { "t": "i8", "s": [1,1,4,1], "d": "AQIDBA==" } },
          "out": { "output": { "t": "i8", "s": [1,1,2,1], "d": "AgQ=" } } }
        """)!.AsObject();

    /// <summary>A requantization by 1/2 of -3: two roundings and one round it apart.</summary>
    public static JsonObject Multiply(string output, string? single = null)
    {
        var vector = JsonNode.Parse(
            """
            { "id": "made/arm_elementwise_mul_s8/0", "op": "arm_elementwise_mul_s8", "kind": "rnd", "status": 0, "wrap": false,
              "params": { "input_1_offset": 0, "input_2_offset": 0, "out_offset": 0, "activation": { "min": -128, "max": 127 }, "block_size": 1 },
              "quant": { "out_mult": 1073741824, "out_shift": -1 },
              "in": { "input_1": { "t": "i8", "s": [1], "d": "/g==" }, "input_2": { "t": "i8", "s": [1], "d": "AQ==" } } }
            """)!.AsObject();
        vector["out"] = Tensor(output);
        if (single is not null)
            vector["out_sr"] = Tensor(single);
        return vector;
    }

    public static VectorCase Case(this JsonObject vector)
    {
        var path = Path.Combine(Path.GetTempPath(), $"hilrig-{Guid.NewGuid():N}.jsonl");
        try
        {
            File.WriteAllText(path, vector.ToJsonString(), Encoding.UTF8);
            return VectorFile.Read(path).Single();
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static JsonObject Tensor(string data) => new() { ["output"] = new JsonObject { ["t"] = "i8", ["s"] = new JsonArray(1), ["d"] = data } };
}
