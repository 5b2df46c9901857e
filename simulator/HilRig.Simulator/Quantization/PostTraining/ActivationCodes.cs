using System.Buffers.Binary;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Quantization.PostTraining.Formats;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>Real values as codes: nearest, halves away from zero, saturated.</summary>
internal static class ActivationCodes
{
    /// <summary>Little-endian codes of the format's activation type.</summary>
    public static byte[] Bytes(ReadOnlySpan<float> values, TensorScale scale, NumberFormat format)
    {
        var size = (int)format.Activation.BytesFor(1);
        var bytes = new byte[values.Length * size];
        for (var i = 0; i < values.Length; i++)
        {
            var code = Code(values[i], scale, format);
            if (size == 1)
                bytes[i] = unchecked((byte)(sbyte)code);
            else
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)code);
        }
        return bytes;
    }

    /// <summary>One code.</summary>
    public static int Code(double value, TensorScale scale, NumberFormat format) => (int)Math.Clamp(
        Math.Round(value / scale.Scale, MidpointRounding.AwayFromZero) + scale.ZeroPoint, format.Codes.Min, format.Codes.Max);
}
