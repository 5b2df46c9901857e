using System.Collections.Frozen;
using HilRig.Vectors;

namespace HilRig.Harness.Vectors;

/// <summary>How the calls of golden vectors become images: every CMSIS-NN function that the firmware's kernels stand for.</summary>
internal static class BoardBindings
{
    public static FrozenDictionary<string, Func<KernelCall, BoardCall>> All { get; } =
        new[] { WeightedCalls.All, PlainCalls.All, RecurrentCalls.All }.SelectMany(family => family).ToFrozenDictionary(b => b.Function, b => b.Make);
}
