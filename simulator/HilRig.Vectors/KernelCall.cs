using System.Runtime.InteropServices;
using System.Text.Json;
using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Tensors;
using HilRig.Kernels.Vectorized;
using HilRig.Vectors.Cases;

namespace HilRig.Vectors;

/// <summary>
/// One call of a kernel as a golden vector describes it: arguments by the names of Arm's headers, and a place for what the
/// kernel gave back. Error vectors give only what differs from a plain call; <see cref="BaseCalls"/> has the rest.
/// </summary>
public sealed class KernelCall
{
    private readonly Dictionary<string, VectorTensor> _outputs = [];
    private readonly Dictionary<string, int> _scratch = [];
    private readonly VectorCase? _base;

    public KernelCall(VectorCase vector, VectorSettings settings)
    {
        (Case, Settings) = (vector, settings);
        _base = vector.Kind == "error" ? BaseCalls.For(vector) : null;
        Context = new(settings.Rounding, settings.Path)
        {
            Truncates = settings.Truncates,
            HasBuffer = vector.Find("params", "ctx_buf_null")?.GetInt32() is null or 0,
        };
    }

    public VectorCase Case { get; }

    public VectorSettings Settings { get; }

    public KernelContext Context { get; }

    /// <summary>True when packed kernels are asked for.</summary>
    public bool WantsVector => Settings.Width != VectorWidth.Scalar;

    /// <summary>Set by a binding that ran a packed kernel.</summary>
    public bool RanVector { get; set; }

    internal IReadOnlyDictionary<string, VectorTensor> Produced => _outputs;

    internal IReadOnlyDictionary<string, int> Sizes => _scratch;

    /// <summary>A scalar of <c>params</c>; 0 where an error vector leaves it open.</summary>
    public int Int(string name) => Number(Required("params", name));

    /// <summary>A scalar of <c>params</c> that may be absent.</summary>
    public int Int(string name, int otherwise) => Find("params", name) is { } value ? Number(value) : otherwise;

    /// <summary>A text of <c>params</c>, such as <c>ARM_TANH</c>.</summary>
    public string Text(string name) =>
        Required("params", name).GetString() ?? throw new VectorFormatException($"{Case}: params {name} is no text");

    public Tile Tile(string name) => Required("params", name) is var tile
        ? new(tile.GetProperty("w").GetInt32(), tile.GetProperty("h").GetInt32())
        : default;

    public ActivationRange Activation(string name = "activation") => Required("params", name) is var range
        ? new(range.GetProperty("min").GetInt32(), range.GetProperty("max").GetInt32())
        : default;

    /// <summary>[n, h, w, c] as passed.</summary>
    public Dims Dims(string name) => Integers(Required("dims", name)) is [var n, var h, var w, var c]
        ? new(n, h, w, c)
        : throw new VectorFormatException($"{Case}: dims {name} are not four numbers");

    /// <summary>Per-channel or single multipliers and shifts.</summary>
    public OutputQuantization Quantization() => new(Integers(Required("quant", "multiplier")), Integers(Required("quant", "shift")));

    /// <summary>One multiplier and shift: <c>prefix_mult</c> or <c>prefix_multiplier</c>, and <c>prefix_shift</c>.</summary>
    public QuantizedMultiplier Scale(string prefix) => new(
        Number(Find("quant", prefix + "mult") ?? Required("quant", prefix + "multiplier")), Number(Required("quant", prefix + "shift")));

    /// <summary>A list of <c>params</c>.</summary>
    public int[] List(string name) => Integers(Required("params", name));

    /// <summary>An input tensor that must be there; error vectors give zeros of <paramref name="count"/> elements.</summary>
    public T[] Input<T>(string name, int count)
        where T : unmanaged => Optional<T>(name, count) ?? throw new VectorFormatException($"{Case}: input {name} is NULL, the kernel needs it");

    /// <summary>An input tensor, or null for a NULL pointer.</summary>
    /// <exception cref="VectorFormatException">It has not <paramref name="count"/> elements.</exception>
    public T[]? Optional<T>(string name, int count)
        where T : unmanaged
    {
        if (Find("in", name) is not { } element)
            return _base is not null ? new T[count] : null;
        var values = VectorTensor.Read(element)?.As<T>();
        return values is null || values.Length == count
            ? values
            : throw new VectorFormatException($"{Case}: input {name} has {values.Length} elements, its dims give {count}");
    }

    /// <summary>An input tensor of whatever length, which must be there.</summary>
    public T[] Input<T>(string name)
        where T : unmanaged => Find("in", name) is { } element && VectorTensor.Read(element) is { } tensor
        ? tensor.As<T>()
        : _base is not null ? [] : throw new VectorFormatException($"{Case}: input {name} is NULL, the kernel needs it");

    /// <summary>Packed int4 weights of <paramref name="count"/> elements: low nibble first, rows not aligned.</summary>
    public byte[] Nibbles(string name, int count) => Input<byte>(name, (count + 1) / 2);

    /// <summary>True where the vector has an input of that name and it is not NULL.</summary>
    public bool HasInput(string name) => Find("in", name) is { ValueKind: not JsonValueKind.Null };

    /// <summary>Why an error vector must fail.</summary>
    public string Reason => Find("params", "reason")?.GetString() ?? "";

    /// <summary>Hands back a tensor after the call.</summary>
    public void Output<T>(string name, T[] values)
        where T : unmanaged => _outputs[name] = new(TypeName<T>(), [values.Length], MemoryMarshal.AsBytes<T>(values).ToArray());

    /// <summary>Hands back what a buffer-size function gives, by the vector's name for it (plain, dsp, mve, reverse…).</summary>
    public void Scratch(string name, int bytes) => _scratch[name] = bytes;

    /// <summary>Hands back the sizes of all three paths.</summary>
    public void Scratch(Func<KernelPath, int> bytes)
    {
        Scratch("plain", bytes(KernelPath.C));
        Scratch("dsp", bytes(KernelPath.Dsp));
        Scratch("mve", bytes(KernelPath.Mve));
    }

    private static string TypeName<T>() => default(T) switch
    {
        sbyte => "i8",
        byte => "u8",
        short => "i16",
        int => "i32",
        long => "i64",
        _ => throw new NotSupportedException($"{typeof(T)} is no tensor type of a golden vector"),
    };

    private static int Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.Array => value[0].GetInt32(),
        _ => value.GetInt32(),
    };

    private static int[] Integers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(e => e.GetInt32())] : [value.GetInt32()];

    private JsonElement? Find(string section, string name) => Case.Find(section, name) ?? _base?.Find(section, name);

    private JsonElement Required(string section, string name) =>
        Find(section, name) ?? throw new VectorFormatException($"{Case}: {section} has no {name}");
}
