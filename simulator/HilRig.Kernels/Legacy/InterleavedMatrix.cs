namespace HilRig.Kernels.Legacy;

/// <summary>How the _opt kernels want their matrix: rows in blocks of four, columns in small groups as the SIMD instructions take them.</summary>
public enum InterleavedLayout
{
    /// <summary>Row after row: the kernels without _opt.</summary>
    Plain,

    /// <summary><c>arm_fully_connected_q7_opt</c>: four columns, halves of words swapped for sign extension.</summary>
    Q7,

    /// <summary><c>arm_fully_connected_q15_opt</c>: two columns, row after row.</summary>
    Q15,

    /// <summary><c>arm_fully_connected_mat_q7_vec_q15_opt</c>: two columns, pairs of rows.</summary>
    MatQ7VecQ15,
}

/// <summary>A matrix laid out for an _opt kernel. Rows beyond the last block of four stay plain.</summary>
public static class InterleavedMatrix
{
    private const int Block = 4;

    /// <summary>The matrix [rows][columns] in another order; what Arm's users did with a script.</summary>
    public static T[] Interleave<T>(InterleavedLayout layout, ReadOnlySpan<T> plain, int rows, int columns)
    {
        var interleaved = new T[rows * columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                interleaved[Index(layout, row, column, rows, columns)] = plain[row * columns + column];
        return interleaved;
    }

    /// <summary>Where element (row, column) lies.</summary>
    public static int Index(InterleavedLayout layout, int row, int column, int rows, int columns)
    {
        if (layout == InterleavedLayout.Plain || row >= rows / Block * Block)
            return row * columns + column;
        var first = row / Block * Block * columns;
        var width = layout == InterleavedLayout.Q7 ? 4 : 2;
        var grouped = columns / width * width;
        // Columns left over: one after another, the block's four rows together.
        return column >= grouped
            ? first + Block * column + row % Block
            : first + column / width * width * Block + InGroup(layout, row % Block, column % width);
    }

    private static int InGroup(InterleavedLayout layout, int row, int column) => layout switch
    {
        // r0c0 r1c0 r0c2 r1c2 | r2c0 r3c0 r2c2 r3c2 | r0c1 r1c1 r0c3 r1c3 | r2c1 r3c1 r2c3 r3c3
        InterleavedLayout.Q7 => column % 2 * 8 + row / 2 * 4 + column / 2 * 2 + row % 2,
        // r0c0 r0c1 | r1c0 r1c1 | r2c0 r2c1 | r3c0 r3c1
        InterleavedLayout.Q15 => row * 2 + column,
        // r0c0 r1c0 r0c1 r1c1 | r2c0 r3c0 r2c1 r3c1
        _ => row / 2 * 4 + column * 2 + row % 2,
    };
}
