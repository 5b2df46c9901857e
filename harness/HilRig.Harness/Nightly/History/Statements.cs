using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace HilRig.Harness.Nightly.History;

/// <summary>One statement of SQL with numbered parameters: <c>$1</c> is the first value.</summary>
[SuppressMessage("Security", "CA2100", Justification = "Every statement is a constant of this folder; what users give comes as a parameter.")]
internal static class Statements
{
    public static object? Scalar(this SqliteConnection connection, string sql, params object?[] values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteScalar();
    }

    public static void Execute(this SqliteConnection connection, string sql, params object?[] values)
    {
        using var command = connection.Command(sql, values);
        command.ExecuteNonQuery();
    }

    /// <summary>Every row, read before anything else is done.</summary>
    public static List<T> Query<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> row, params object?[] values)
    {
        using var command = connection.Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Other values for a command that is executed often.</summary>
    public static void Set(this SqliteCommand command, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = Value(values[i]);
    }

    public static SqliteCommand Command(this SqliteConnection connection, string sql, params object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new SqliteParameter($"${i + 1}", Value(values[i])));
        return command;
    }

    public static string? Text(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    // SQLite has no value that is not a number.
    private static object Value(object? value) => value is null or double.NaN ? DBNull.Value : value;
}
