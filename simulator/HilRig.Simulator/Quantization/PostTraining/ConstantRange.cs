using System.Runtime.InteropServices;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>The range of a constant that is no weight: what is added, multiplied or joined.</summary>
internal static class ConstantRange
{
    /// <exception cref="ModelException">A value is NaN or infinite.</exception>
    public static RealRange Of(TensorInfo constant)
    {
        try
        {
            return RealRange.Of(MemoryMarshal.Cast<byte, float>(constant.Data.Span)) ?? default;
        }
        catch (ArgumentException notFinite)
        {
            throw new MalformedModelException($"{constant}: {notFinite.Message}", notFinite);
        }
    }
}
