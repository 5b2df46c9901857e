using System.Globalization;
using System.Text;
using System.Text.Json;
using HilRig.Harness.Devices;
using HilRig.Protocol;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Harness.Nightly.Journal;

/// <summary>
/// What a night has done so far, one line a job: <c>CRC-32 of the rest, a space, JSON</c>. A line is written in one piece and forced to the disk before the
/// job counts as done. A line that a kill or a power cut tore fails its CRC and is left out, so that its job is done again.
/// </summary>
public sealed class NightJournal : IDisposable
{
    private const int CrcDigits = 8;
    private static readonly JsonSerializerOptions Options = new(JsonWriter.Options) { WriteIndented = false };
    private readonly FileStream _file;
    private readonly Lock _lock = new();

    private NightJournal(FileStream file) => _file = file;

    /// <summary>Opens a journal for more; what was torn at its end is cut off.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public static NightJournal Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
            var whole = EndOfLastWholeLine(file);
            file.SetLength(whole);
            file.Position = whole;
            return new(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"the journal {path} cannot be opened: {error.Message}", error);
        }
    }

    /// <summary>Every intact line; a job that stands there twice counts once, as it was first.</summary>
    public static IReadOnlyList<JournalEntry> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        var (entries, done) = (new List<JournalEntry>(), new HashSet<string>());
        foreach (var line in File.ReadLines(path, Encoding.UTF8))
        {
            if (Parse(line) is { } entry && (entry.Job is null || done.Add(entry.Job.Id)))
                entries.Add(entry);
        }
        return entries;
    }

    /// <summary>A process takes the night up.</summary>
    public void Begin() => Append(new(DateTimeOffset.Now, Environment.MachineName, Environment.ProcessId, null, null));

    /// <summary>A job is done, and will never be done again.</summary>
    public void Done(JobRecord job, JobTimes times) => Append(new(DateTimeOffset.Now, null, null, job, times));

    /// <summary>A line of another journal, as it is.</summary>
    public void Copy(JournalEntry entry) => Append(entry);

    public void Dispose() => _file.Dispose();

    private void Append(JournalEntry entry)
    {
        var json = JsonSerializer.Serialize(entry, Options);
        var line = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Crc32.Compute(Encoding.UTF8.GetBytes(json)):x8} {json}\n"));
        lock (_lock)
        {
            var start = _file.Position;
            try
            {
                _file.Write(line);
                _file.Flush(flushToDisk: true);
            }
            catch (IOException error)
            {
                Withdraw(start);
                throw new JournalException($"the journal {_file.Name} cannot be written: {error.Message} What is done so far is kept; make room and resume the night.", error);
            }
        }
    }

    // Half a line on a full disk: taking it back needs no room.
    private void Withdraw(long start)
    {
        try
        {
            _file.SetLength(start);
            _file.Position = start;
        }
        catch (IOException)
        {
            // Its CRC fails, so that a reader leaves it out.
        }
    }

    private static JournalEntry? Parse(string line)
    {
        if (line.Length <= CrcDigits || line[CrcDigits] != ' '
            || !uint.TryParse(line.AsSpan(0, CrcDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var crc))
            return null;
        var json = line[(CrcDigits + 1)..];
        return Crc32.Compute(Encoding.UTF8.GetBytes(json)) == crc ? JsonSerializer.Deserialize<JournalEntry>(json, Options) : null;
    }

    private static long EndOfLastWholeLine(FileStream file)
    {
        var block = new byte[4096];
        for (var end = file.Length; end > 0; end -= Math.Min(end, block.Length))
        {
            var count = (int)Math.Min(end, block.Length);
            file.Position = end - count;
            file.ReadExactly(block, 0, count);
            if (block.AsSpan(0, count).LastIndexOf((byte)'\n') is >= 0 and var at)
                return end - count + at + 1;
        }
        return 0;
    }
}

/// <summary>A journal cannot be opened or written.</summary>
public sealed class JournalException(string message, Exception inner) : InfrastructureException(message, inner);
