using HilRig.Harness.Export.C.Text;

namespace HilRig.Harness.Export.C;

/// <summary>What a constant array is for.</summary>
internal enum CPurpose
{
    Weights,
    Biases,
    Quantization,
}

/// <summary>A constant array.</summary>
/// <param name="Type">Of its elements: <c>int8_t</c>.</param>
/// <param name="Note">A comment behind its declaration.</param>
internal sealed record CArray(string Name, string Type, long[] Values, CPurpose Purpose, string Note)
{
    private const int Columns = 120;

    public int Bytes => Values.Length * ElementBytes(Type);

    public string Declaration => $"{Name}[{Values.Length}]";

    /// <summary>Initializers, as many in a line as it holds.</summary>
    public IEnumerable<string> Lines()
    {
        var line = "   ";
        foreach (var value in Values)
        {
            var text = $" {CExpression.Of(value)},";
            if (line.Length + text.Length > Columns)
            {
                yield return line;
                line = "   ";
            }
            line += text;
        }
        yield return line;
    }

    private static int ElementBytes(string type) => type switch
    {
        "int8_t" or "uint8_t" => 1,
        "int16_t" => 2,
        "int32_t" => 4,
        _ => 8,
    };
}

/// <summary>The constant arrays of an export, in the order of the layers.</summary>
internal sealed class CData(string prefix)
{
    private readonly List<CArray> _arrays = [];

    public IReadOnlyList<CArray> Arrays => _arrays;

    /// <summary>Adds an array, or finds the one of that name, and gives its identifier.</summary>
    public string Add<T>(string name, T[] values, CPurpose purpose, string note)
        where T : struct
    {
        var identifier = $"{prefix}_{name}";
        if (_arrays.TrueForAll(a => a.Name != identifier))
            _arrays.Add(new(identifier, TypeOf<T>(), [.. values.Select(v => Convert.ToInt64(v, null))], purpose, note));
        return identifier;
    }

    public int BytesOf(CPurpose purpose) => _arrays.Where(a => a.Purpose == purpose).Sum(a => a.Bytes);

    private static string TypeOf<T>() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.SByte => "int8_t",
        TypeCode.Byte => "uint8_t",
        TypeCode.Int16 => "int16_t",
        TypeCode.Int32 => "int32_t",
        TypeCode.Int64 => "int64_t",
        var other => throw new ArgumentOutOfRangeException(nameof(T), other, "an integer type is needed"),
    };
}
