using Microsoft.Data.Sqlite;

namespace HilRig.Harness.Tests.Nightly.History;

/// <summary>A folder for histories, and a look into them past the code under test.</summary>
internal sealed class HistoryBench : IDisposable
{
    private static readonly string[] Tables = ["nights", "jobs", "figures", "identities"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hilrig-history-");

    public string Path => this["history.db"];

    public string this[string name] => System.IO.Path.Combine(_folder.FullName, name);

    public IReadOnlyList<string> Files => [.. _folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public object? Scalar(string sql)
    {
        using var connection = Connect();
        using var command = Command(connection, sql);
        return command.ExecuteScalar();
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    /// <summary>Every row of every table as text, without what packs the records.</summary>
    public IReadOnlyList<string> Contents()
    {
        using var connection = Connect();
        return [.. Tables.SelectMany(table => Rows(connection, table).Select(row => $"{table}: {row}"))];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<string> Rows(SqliteConnection connection, string table)
    {
        using var command = Command(connection, $"SELECT * FROM {table} ORDER BY 1, 2, 3");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetDataTypeName(i) != "BLOB")
                .Select(i => $"{reader.GetName(i)}={reader.GetValue(i)}").Order(StringComparer.Ordinal);
            yield return string.Join(' ', cells);
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=false");
        connection.Open();
        return connection;
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA2100", Justification = "The tests' own statements.")]
    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
