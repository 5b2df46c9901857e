using System.Runtime.InteropServices;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Reshape;
using HilRig.Simulator.Operators.Shapes;
using HilRig.Simulator.Operators.Split;
using HilRig.Simulator.Operators.StridedSlice;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>What a converter leaves of a dynamic shape is gone when the model is prepared.</summary>
public sealed class ConstantFoldingTests
{
    /// <summary>Keras' Flatten: SHAPE, the batch out of it by STRIDED_SLICE, PACK with -1, RESHAPE.</summary>
    [Test]
    public void A_chain_from_shape_to_reshape_leaves_the_reshape()
    {
        var model = PreparedModel.Prepare(ModelReader.Read(ModelWriter.Write(Flatten()), "flatten"));
        Assert.That(model.Operators.Select(o => o.Node.Name), Is.EqualTo(["RESHAPE"]));
        sbyte[] pixels = [1, 2, 3, 4, 5, 6, 7, 8];
        var bytes = MemoryMarshal.AsBytes(pixels.AsSpan()).ToArray();
        Assert.That(BatchRunner.Run(model, bytes, 1), Is.EqualTo(bytes));
    }

    private static ModelSpec Flatten() => new()
    {
        Description = "flatten",
        Tensors =
        [
            Tensor("image", ElementType.Int8, [2, 2, 2, 1]), Tensor("shape", ElementType.Int32, [4]),
            Tensor("begin", ElementType.Int32, [1], 0), Tensor("end", ElementType.Int32, [1], 1), Tensor("stride", ElementType.Int32, [1], 1),
            Tensor("batch", ElementType.Int32, []), Tensor("rest", ElementType.Int32, [], -1), Tensor("packed", ElementType.Int32, [2]),
            Tensor("flat", ElementType.Int8, [2, 4]),
        ],
        Operators =
        [
            Node(BuiltinOperator.Shape, new ShapeOptions(ElementType.Int32), 1, 0),
            Node(BuiltinOperator.StridedSlice, new StridedSliceOptions(0, 0, 0, 0, 1, false), 5, 1, 2, 3, 4),
            Node(BuiltinOperator.Pack, new PackOptions(PackOptions.Pack, 2, 0), 7, 5, 6),
            Node(BuiltinOperator.Reshape, new ReshapeOptions([]), 8, 0, 7),
        ],
        Inputs = [0],
        Outputs = [8],
    };

    private static TensorSpec Tensor(string name, ElementType type, int[] shape, params int[] values) =>
        new() { Name = name, Type = type, Shape = [.. shape], Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray() };

    private static OperatorSpec Node(BuiltinOperator code, OperatorOptions options, int output, params int[] inputs) =>
        new() { Code = code, Inputs = [.. inputs], Outputs = [output], Options = options };
}
