using HilRig.Kernels.BasicMath;
using HilRig.Kernels.NNSupport;

namespace HilRig.Kernels.Reference;

/// <summary>One element of a quantized product. TensorFlow Lite Micro: reference/integer_ops/mul.h.</summary>
public static class Product
{
    public static int Multiply(KernelContext context, ElementwiseMulParams p, int left, int right)
    {
        var product = context.Wrap32((left + (long)p.Offset1) * (right + (long)p.Offset2));
        return p.Activation.Clamp(context.Wrap32((long)context.Requantize(product, p.OutputScale) + p.OutputOffset));
    }
}
