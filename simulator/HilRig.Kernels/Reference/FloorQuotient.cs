using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Reference;

/// <summary>One element of FLOOR_DIV and FLOOR_MOD. TensorFlow Lite Micro: reference/floor_div.h, floor_mod.h.</summary>
public static class FloorQuotient
{
    /// <exception cref="KernelContractException">The denominator is 0.</exception>
    public static float Divide(float left, float right) => right != 0 ? MathF.Floor(left / right) : throw ByZero("FLOOR_DIV");

    /// <summary>Rounded down; the one quotient that overflows wraps.</summary>
    /// <exception cref="KernelContractException">The denominator is 0.</exception>
    public static int Divide(KernelContext context, int left, int right)
    {
        if (right == 0)
            throw ByZero("FLOOR_DIV");
        var (quotient, remainder) = Math.DivRem((long)left, right);
        return context.Wrap32(remainder != 0 && remainder < 0 != right < 0 ? quotient - 1 : quotient);
    }

    /// <summary>The remainder has the sign of the denominator; a denominator of 0 gives not-a-number.</summary>
    public static float Remainder(float left, float right)
    {
        var remainder = left % right;
        return remainder != 0 && right < 0 != remainder < 0 ? remainder + right : remainder;
    }

    /// <summary>The remainder has the sign of the denominator.</summary>
    /// <exception cref="KernelContractException">The denominator is 0.</exception>
    public static int Remainder(int left, int right)
    {
        if (right == 0)
            throw ByZero("FLOOR_MOD");
        var remainder = (int)((long)left % right);
        return remainder != 0 && right < 0 != remainder < 0 ? remainder + right : remainder;
    }

    private static KernelContractException ByZero(string kernel) => new(kernel, "a denominator is 0; keep the second input away from 0");
}
