using System.Numerics;

namespace HilRig.Simulator.Operators.Comparison;

/// <summary>A relation of two elements of any type.</summary>
internal interface IRelation
{
    static abstract bool Holds<T>(T left, T right)
        where T : IComparisonOperators<T, T, bool>;
}

internal readonly struct Equal : IRelation
{
    public static bool Holds<T>(T left, T right)
        where T : IComparisonOperators<T, T, bool> => left == right;
}

internal readonly struct NotEqual : IRelation
{
    public static bool Holds<T>(T left, T right)
        where T : IComparisonOperators<T, T, bool> => left != right;
}

internal readonly struct Greater : IRelation
{
    public static bool Holds<T>(T left, T right)
        where T : IComparisonOperators<T, T, bool> => left > right;
}

internal readonly struct GreaterEqual : IRelation
{
    public static bool Holds<T>(T left, T right)
        where T : IComparisonOperators<T, T, bool> => left >= right;
}

internal readonly struct Less : IRelation
{
    public static bool Holds<T>(T left, T right)
        where T : IComparisonOperators<T, T, bool> => left < right;
}

internal readonly struct LessEqual : IRelation
{
    public static bool Holds<T>(T left, T right)
        where T : IComparisonOperators<T, T, bool> => left <= right;
}
