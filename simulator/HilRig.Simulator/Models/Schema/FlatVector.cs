using System.Collections.Immutable;

namespace HilRig.Simulator.Models.Schema;

/// <summary>A vector of a <see cref="FlatFile"/> whose whole extent has been checked. The default value is an empty vector.</summary>
internal readonly struct FlatVector
{
    private readonly FlatFile _file;
    private readonly int _elementBytes;

    private FlatVector(FlatFile file, int start, int count, int elementBytes) =>
        (_file, Start, Count, _elementBytes) = (file, start, count, elementBytes);

    /// <summary>Position of element 0 in the file.</summary>
    public int Start { get; }

    public int Count { get; }

    /// <summary>The elements as they stand in the file, not copied.</summary>
    public ReadOnlyMemory<byte> Bytes => Count == 0 ? default : _file.Bytes.Slice(Start, Count * _elementBytes);

    /// <exception cref="MalformedModelException">The vector does not lie in the file.</exception>
    public static FlatVector At(FlatFile file, long target, int elementBytes, string what, string part)
    {
        int position = file.Require(target, 4, what, part);
        uint count = file.UInt32(position);
        file.Require(position + 4L, (long)count * elementBytes, what, part);
        return new FlatVector(file, position + 4, (int)count, elementBytes);
    }

    /// <summary>Position of an element in the file.</summary>
    public int PositionOf(int index) => Start + (index * _elementBytes);

    /// <summary>The table that element <paramref name="index"/> points to.</summary>
    public FlatTable Table(int index, string what) => FlatTable.At(_file, _file.Target(PositionOf(index)), what);

    public ImmutableArray<byte> UInt8s() => Each(static (file, at) => file.UInt8(at));

    public ImmutableArray<int> Int32s() => Each(static (file, at) => file.Int32(at));

    public ImmutableArray<long> Int64s() => Each(static (file, at) => file.Int64(at));

    public ImmutableArray<float> Singles() => Each(static (file, at) => file.Single(at));

    private ImmutableArray<T> Each<T>(Func<FlatFile, int, T> read)
    {
        var elements = ImmutableArray.CreateBuilder<T>(Count);
        for (int i = 0; i < Count; i++)
            elements.Add(read(_file, PositionOf(i)));
        return elements.MoveToImmutable();
    }
}
