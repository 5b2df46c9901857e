namespace HilRig.Simulator.Models;

/// <summary>
/// TFLite's <c>BuiltinOperator</c> codes that HilRig has a name for. Any other code is kept as its number and
/// refused by name or number when a model is prepared.
/// </summary>
public enum BuiltinOperator
{
    Add = 0,
    AveragePool2D = 1,
    Concatenation = 2,
    Conv2D = 3,
    DepthwiseConv2D = 4,
    FullyConnected = 9,
    Reshape = 22,
    Softmax = 25,
    Custom = 32,
}
