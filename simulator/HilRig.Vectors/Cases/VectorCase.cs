using System.Text.Json;

namespace HilRig.Vectors.Cases;

/// <summary>One golden vector (format 1): a call of a CMSIS-NN function and what the real library answered.</summary>
public sealed class VectorCase
{
    private readonly JsonElement _root;

    internal VectorCase(JsonElement root) => _root = root;

    /// <summary>Corpus, function and number, as in <c>dev/arm_convolve_s8/0012</c>.</summary>
    public string Id => Text("id") ?? throw new VectorFormatException("a golden vector has no id");

    /// <summary>The function called.</summary>
    public string Function => Text("op") ?? throw new VectorFormatException($"{Id} has no op");

    /// <summary>rnd, edge, layer, upstream, scalar or error.</summary>
    public string Kind => Text("kind") ?? "";

    /// <summary>True for the q7 and q15 functions that the library no longer has.</summary>
    public bool IsLegacy => Text("lib") == "cmsis-nn-legacy";

    /// <summary>The kernel that a wrapper selects on plain C and DSP; null for kernels.</summary>
    public string? Kernel => Text("kernel");

    /// <summary>What the function returns.</summary>
    public int Status => _root.TryGetProperty("status", out var status) ? status.GetInt32() : 0;

    /// <summary>True where the C performed a signed 32-bit overflow.</summary>
    public bool Wraps => _root.TryGetProperty("wrap", out var wrap) && wrap.GetBoolean();

    /// <summary>True where the library disagrees with the mathematical definition.</summary>
    public bool IsQuirk => _root.TryGetProperty("quirk", out var quirk) && quirk.GetBoolean();

    /// <summary>True where only the default build's answer was recorded: the upstream tests know no single rounding.</summary>
    public bool IsDoubleRoundingOnly => Kind == "upstream";

    /// <summary>The status of a core whose build gives another result (<c>m4</c>, <c>m55</c>); null where it agrees.</summary>
    public int? DivergentStatus(string core) => _root.TryGetProperty("diverges", out var list)
        ? list.EnumerateArray().Where(e => e.GetProperty("core").GetString() == core).Select(e => (int?)e.GetProperty("status").GetInt32()).FirstOrDefault()
        : null;

    /// <summary>True where that core's result depends on memory outside the buffers.</summary>
    public bool IsUndefined(string core) =>
        _root.TryGetProperty("undefined", out var list) && list.EnumerateArray().Any(e => e.GetString() == core);

    public bool Has(string section) => _root.TryGetProperty(section, out _);

    /// <summary>A member of <c>params</c>, <c>quant</c>, <c>dims</c>, <c>in</c> or <c>scratch</c>; null where it is absent.</summary>
    public JsonElement? Find(string section, string name) =>
        _root.TryGetProperty(section, out var members) && members.TryGetProperty(name, out var member) ? member : null;

    /// <summary>An input tensor; null for a NULL pointer.</summary>
    public VectorTensor? Input(string name) => Find("in", name) is { } element ? VectorTensor.Read(element) : null;

    /// <summary>Names and tensors of <c>out</c>, <c>out_sr</c>, <c>out_trunc</c>, <c>out_dsp</c> or <c>out_mve</c>.</summary>
    public IEnumerable<(string Name, VectorTensor Tensor)> Outputs(string section) => _root.TryGetProperty(section, out var members)
        ? members.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Object).Select(m => (m.Name, VectorTensor.Read(m.Value)!))
        : [];

    /// <summary>Names and bytes of the buffer-size functions.</summary>
    public IEnumerable<(string Name, int Bytes)> ScratchSizes => _root.TryGetProperty("scratch", out var members)
        ? members.EnumerateObject().Select(m => (m.Name, m.Value.GetInt32()))
        : [];

    public override string ToString() => Id;

    private string? Text(string name) =>
        _root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
