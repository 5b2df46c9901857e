using HilRig.Simulator.Models;

namespace HilRig.Simulator.Tests.Models;

/// <summary>Comparisons of what was read, member by member, so that a failure names the member.</summary>
internal static class ModelAssert
{
    public static void SameTensor(TensorInfo actual, TensorInfo expected)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(actual.Name, Is.EqualTo(expected.Name));
            Assert.That(actual.Type, Is.EqualTo(expected.Type), expected.ToString());
            Assert.That(actual.Shape, Is.EqualTo(expected.Shape), expected.ToString());
            Assert.That(actual.IsVariable, Is.EqualTo(expected.IsVariable), expected.ToString());
            Assert.That(actual.Data.ToArray(), Is.EqualTo(expected.Data.ToArray()), expected.ToString());
            SameQuantization(actual.Quantization, expected.Quantization);
        }
    }

    public static void SameQuantization(TensorQuantization? actual, TensorQuantization? expected)
    {
        Assert.That(actual?.Scales, Is.EqualTo(expected?.Scales));
        Assert.That(actual?.ZeroPoints, Is.EqualTo(expected?.ZeroPoints));
        Assert.That(actual?.Axis, Is.EqualTo(expected?.Axis));
    }

    public static void SameOperator(OperatorNode actual, OperatorNode expected)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (actual.Code, actual.Version, actual.CustomCode),
                Is.EqualTo((expected.Code, expected.Version, expected.CustomCode)));
            Assert.That(actual.Inputs, Is.EqualTo(expected.Inputs));
            Assert.That(actual.Outputs, Is.EqualTo(expected.Outputs));
            Assert.That(actual.Options.UnionType, Is.EqualTo(expected.Options.UnionType));
        }
    }
}
