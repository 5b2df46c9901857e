using System.Net.Sockets;
using System.Text;
using Renode.Bindings.Processes;

namespace Renode.Bindings.Monitors;

/// <summary>
/// Renode's monitor over its TCP port: one command at a time, each with its deadline. Renode serves one client, and an error is text, so whatever matters goes
/// through <see cref="SendAsync(string, TimeSpan?, CancellationToken)"/>, which throws on one.
/// </summary>
public sealed class MonitorConnection : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly ReplyParser _parser = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly byte[] _buffer = new byte[16384];
    private readonly TimeSpan _timeout;
    private readonly Func<Task<string>> _lastWords;
    private string? _unfinished;

    private MonitorConnection(TcpClient client, TimeSpan timeout, Func<Task<string>> lastWords) =>
        (_client, _stream, _timeout, _lastWords) = (client, client.GetStream(), timeout, lastWords);

    /// <summary>What Renode said first: its version.</summary>
    public string Greeting { get; private set; } = string.Empty;

    /// <summary>The machine selected, null when none is.</summary>
    public string? Machine { get; private set; }

    /// <summary>Connects to a monitor that listens, and waits for its first prompt.</summary>
    /// <param name="host">Name or address.</param>
    /// <param name="port">1..65535.</param>
    /// <param name="timeout">For connecting, and later for commands that are given none.</param>
    /// <param name="lastWords">Tells why the process ended, when the connection does; null when nobody knows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RenodeStartException">Nothing listens there, or it does not greet as a monitor does.</exception>
    /// <exception cref="RenodeEndedException">It closed the connection instead of greeting.</exception>
    public static async Task<MonitorConnection> ConnectAsync(
        string host, int port, TimeSpan timeout, Func<Task<string>>? lastWords = null, CancellationToken cancellationToken = default)
    {
        var client = new TcpClient { NoDelay = true };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            await client.ConnectAsync(host, port, deadline.Token).ConfigureAwait(false);
            var connection = new MonitorConnection(client, timeout, lastWords ?? (() => Task.FromResult(string.Empty)));
            await connection.GreetAsync(deadline.Token).ConfigureAwait(false);
            return connection;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            client.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new RenodeStartException($"No Renode monitor answers at {host}:{port} within {timeout.TotalSeconds:0.###} s: {error.Message}", error);
        }
    }

    /// <summary>Sends a command and waits for its prompt.</summary>
    /// <param name="command">One line; write values into it with <see cref="MonitorArgument"/>.</param>
    /// <param name="timeout">Null = the session's.</param>
    /// <param name="cancellationToken">Gives up; the monitor cannot be used afterwards.</param>
    /// <returns>The output without echo, colours and prompt.</returns>
    /// <exception cref="MonitorCommandException">Renode answered with an error.</exception>
    /// <exception cref="MonitorTimeoutException">No prompt in time.</exception>
    /// <exception cref="MonitorOutOfStepException">An earlier command was given up.</exception>
    /// <exception cref="RenodeEndedException">The process died.</exception>
    public async Task<string> SendAsync(string command, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var reply = await AskAsync(command, timeout, cancellationToken).ConfigureAwait(false);
        return reply.Error.Length == 0 ? reply.Text : throw new MonitorCommandException(command, reply);
    }

    /// <summary>As <see cref="SendAsync(string, TimeSpan?, CancellationToken)"/>, with the errors in the reply instead of thrown.</summary>
    /// <param name="command">One line.</param>
    /// <param name="timeout">Null = the session's.</param>
    /// <param name="cancellationToken">Gives up; the monitor cannot be used afterwards.</param>
    /// <exception cref="MonitorTimeoutException">No prompt in time.</exception>
    /// <exception cref="MonitorOutOfStepException">An earlier command was given up.</exception>
    /// <exception cref="RenodeEndedException">The process died.</exception>
    public async Task<MonitorReply> AskAsync(string command, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        CheckLine(command);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ExchangeAsync(command, timeout ?? _timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Selects the machine first, when another is selected; nothing gets between the two.</summary>
    internal async Task<string> SendAsync(string machine, string command, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        CheckLine(command);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Machine != machine)
                Check(await ExchangeAsync(Selecting(machine), timeout ?? _timeout, cancellationToken).ConfigureAwait(false), Selecting(machine));
            return Check(await ExchangeAsync(command, timeout ?? _timeout, cancellationToken).ConfigureAwait(false), command);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Closes the connection; Renode runs on.</summary>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Selecting(string machine) => $"mach set {MonitorArgument.Text(machine)}";

    private static string Check(MonitorReply reply, string command) =>
        reply.Error.Length == 0 ? reply.Text : throw new MonitorCommandException(command, reply);

    private static void CheckLine(string command)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        if (command.Any(char.IsControl))
            throw new MonitorArgumentException(command, "a command is one line without control characters");
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        await ReadReplyAsync("the greeting", cancellationToken).ConfigureAwait(false);
        var reply = _parser.Take(null);
        (Greeting, Machine) = (reply.Text, reply.Machine);
    }

    private async Task<MonitorReply> ExchangeAsync(string command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_unfinished is not null)
            throw new MonitorOutOfStepException(_unfinished);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        _unfinished = command;
        try
        {
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\n"), deadline.Token).ConfigureAwait(false);
            await ReadReplyAsync(command, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MonitorTimeoutException(command, timeout, _parser.Soil);
        }
        catch (IOException)
        {
            throw new RenodeEndedException(command, await _lastWords().ConfigureAwait(false));
        }
        var reply = MisfitArguments.Judge(command, _parser.Take(command));
        (_unfinished, Machine) = (null, reply.Machine);
        return reply;
    }

    private async Task ReadReplyAsync(string command, CancellationToken cancellationToken)
    {
        int count;
        do
        {
            count = await _stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
            if (count == 0)
                throw new RenodeEndedException(command, await _lastWords().ConfigureAwait(false));
        }
        while (!_parser.Feed(_buffer.AsSpan(0, count)));
    }
}
