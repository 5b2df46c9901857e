using System.Collections.Immutable;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Execution;

/// <summary>
/// A static plan of the arena: largest tensors first, each at the lowest place that is free for its whole life. The same
/// offsets go into the model image, so that the board's arena can be compared with the plan to the byte.
/// </summary>
public sealed class MemoryPlan
{
    /// <summary>Tensors begin at multiples of this many bytes.</summary>
    public const int Alignment = 16;

    /// <summary>A plan beyond this is a damaged model, or one for no microcontroller.</summary>
    public const long LargestArena = 512L << 20;

    private readonly ImmutableDictionary<int, TensorPlace> _places;

    private MemoryPlan(ImmutableDictionary<int, TensorPlace> places)
    {
        _places = places;
        HighWater = places.Values.Select(p => p.Offset + p.Bytes).DefaultIfEmpty(0).Max();
    }

    /// <summary>The highest byte any tensor reaches, plus one.</summary>
    public int HighWater { get; }

    /// <summary>Bytes to reserve: the high water, rounded up to the alignment.</summary>
    public int ArenaBytes => (HighWater + Alignment - 1) / Alignment * Alignment;

    /// <summary>Every planned tensor, by index.</summary>
    public IEnumerable<TensorPlace> Places => _places.Values.OrderBy(p => p.Tensor);

    public TensorPlace this[int tensor] => _places[tensor];

    /// <summary>True for tensors that live in the arena.</summary>
    public bool Contains(int tensor) => _places.ContainsKey(tensor);

    /// <exception cref="UnsupportedModelException">The arena would exceed <see cref="LargestArena"/>.</exception>
    public static MemoryPlan For(ModelGraph graph)
    {
        var lives = TensorLives.Of(graph);
        var placed = new List<TensorPlace>();
        foreach (var life in lives.Blocks.OrderByDescending(b => b.Bytes).ThenBy(b => b.First).ThenBy(b => b.Tensor))
            placed.Add(new(life.Tensor, LowestFreeOffset(placed, life), life.Bytes, life.First, life.Last));
        var byTensor = placed.ToDictionary(p => p.Tensor);
        var places = lives.Owners.Select(o => byTensor[o.Value] with { Tensor = o.Key });
        return new(places.ToImmutableDictionary(p => p.Tensor));
    }

    private static int LowestFreeOffset(List<TensorPlace> placed, TensorLife life)
    {
        var offset = 0L;
        foreach (var other in placed.Where(p => p.FirstOperator <= life.Last && life.First <= p.LastOperator).OrderBy(p => p.Offset))
        {
            if (offset + life.Bytes <= other.Offset)
                break;
            offset = Math.Max(offset, ((long)other.Offset + other.Bytes + Alignment - 1) / Alignment * Alignment);
        }
        if (offset + life.Bytes > LargestArena)
            throw new UnsupportedModelException(
                $"the arena would need {offset + life.Bytes} bytes, at most {LargestArena} are planned; tensor shapes are damaged or far too large");
        return (int)offset;
    }
}
