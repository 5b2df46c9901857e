using System.Collections.Concurrent;
using System.Globalization;
using HilRig.Harness.Nightly.Execution;
using HilRig.Harness.Nightly.Plan;
using HilRig.Reporting.Records.Nightly;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HilRig.Cli.Console;

/// <summary>A night as a live table: how far it is, what runs now, what went wrong last.</summary>
/// <param name="all">Jobs of the night.</param>
/// <param name="before">Those that an earlier process has done.</param>
internal sealed class NightTable(string name, int all, int before) : INightWatcher
{
    private const int TroublesShown = 8;
    private const int BarWidth = 24;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<string, (int Done, int Samples, DateTime Since)> _running = new();
    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private readonly ConcurrentQueue<string> _troubles = new();
    private readonly DateTime _started = DateTime.UtcNow;
    private int _finished;

    public static async Task<Func<int>> ShowAsync(string name, int all, int done, Func<INightWatcher, Task<Func<int>>> work)
    {
        var table = new NightTable(name, all, done);
        return await Terminal.ErrorConsole.Live(table.Draw()).AutoClear(true).StartAsync(async live =>
        {
            var running = work(table);
            while (await Task.WhenAny(running, Task.Delay(Refresh)) != running)
                live.UpdateTarget(table.Draw());
            return await running;
        });
    }

    public void Begins(NightlyJob job) => _running[job.Id] = (0, 0, DateTime.UtcNow);

    public void Progresses(NightlyJob job, int done, int samples)
    {
        if (_running.TryGetValue(job.Id, out var state))
            _running[job.Id] = (done, samples, state.Since);
    }

    public void Ends(NightlyJob job, JobRecord record, JobTimes times)
    {
        _running.TryRemove(job.Id, out _);
        _outcomes.AddOrUpdate(record.Outcome, 1, (_, count) => count + 1);
        Interlocked.Increment(ref _finished);
        if (record.Outcome != Outcomes.Pass)
            Remember($"[{Colour(record.Outcome)}]{record.Outcome}[/] {Markup.Escape(job.Id)}: {Markup.Escape(record.Reasons.Count > 0 ? record.Reasons[0] : "")}");
    }

    public void Notes(string sentence) => Remember($"note: {Markup.Escape(sentence)}");

    private void Remember(string markup)
    {
        _troubles.Enqueue(markup);
        while (_troubles.Count > TroublesShown)
            _troubles.TryDequeue(out _);
    }

    private Rows Draw()
    {
        var counts = string.Join("  ", Outcomes.All.Where(_outcomes.ContainsKey).Select(outcome => $"[{Colour(outcome)}]{_outcomes[outcome]} {outcome}[/]"));
        List<IRenderable> rows = [new Markup($"[bold]{Markup.Escape(name)}[/]  {Bar(before + _finished, all)} {before + _finished} of {all}  {Left()}  {counts}")];
        var running = new Table().Border(TableBorder.Simple).AddColumn("runs now").AddColumn(new TableColumn("samples").RightAligned()).AddColumn(new TableColumn("s").RightAligned());
        foreach (var (id, state) in _running.OrderBy(pair => pair.Value.Since))
            running.AddRow(
                new Text(id), new Text(state.Samples > 0 ? $"{state.Done} of {state.Samples}" : ""),
                new Text((DateTime.UtcNow - state.Since).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)));
        rows.Add(running);
        rows.AddRange(_troubles.Select(line => new Markup(line)));
        return new(rows);
    }

    private string Left()
    {
        var missing = all - before - _finished;
        if (_finished == 0 || missing == 0)
            return "";
        var left = (DateTime.UtcNow - _started) / _finished * missing;
        return $"[dim]about {left.TotalMinutes:0} min left[/]";
    }

    private static string Bar(int done, int all)
    {
        var full = all == 0 ? BarWidth : (int)((long)done * BarWidth / all);
        return $"[green]{new string('━', full)}[/][dim]{new string('━', BarWidth - full)}[/]";
    }

    private static string Colour(string outcome) => outcome switch
    {
        Outcomes.Pass => "green",
        Outcomes.Fail => "red",
        Outcomes.Regression or Outcomes.Infrastructure => "yellow",
        _ => "dim",
    };
}
