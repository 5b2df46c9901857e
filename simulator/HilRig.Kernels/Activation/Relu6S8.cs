namespace HilRig.Kernels.Activation;

/// <summary><c>arm_relu6_s8</c>: clamps the raw code to [0, 6], in place. It knows nothing of scale and zero point.</summary>
public static class Relu6S8
{
    public static void Run(Span<sbyte> data)
    {
        for (var i = 0; i < data.Length; i++)
            data[i] = Math.Clamp(data[i], (sbyte)0, (sbyte)6);
    }
}
