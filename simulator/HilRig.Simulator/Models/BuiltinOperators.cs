namespace HilRig.Simulator.Models;

/// <summary>Names of built-in operators as TFLite's schema spells them.</summary>
public static class BuiltinOperators
{
    /// <summary><c>CONV_2D</c> for <see cref="BuiltinOperator.Conv2D"/>; <c>BUILTIN_123</c> for a code without a name here.</summary>
    public static string NameOf(BuiltinOperator code) => code switch
    {
        BuiltinOperator.Add => "ADD",
        BuiltinOperator.AveragePool2D => "AVERAGE_POOL_2D",
        BuiltinOperator.Conv2D => "CONV_2D",
        BuiltinOperator.DepthwiseConv2D => "DEPTHWISE_CONV_2D",
        BuiltinOperator.FullyConnected => "FULLY_CONNECTED",
        BuiltinOperator.Reshape => "RESHAPE",
        BuiltinOperator.Softmax => "SOFTMAX",
        _ => $"BUILTIN_{(int)code}",
    };
}
