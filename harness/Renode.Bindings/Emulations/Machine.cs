using Renode.Bindings.Monitors;
using Renode.Bindings.Uarts;

namespace Renode.Bindings.Emulations;

/// <summary>One machine. Its commands select it first when another is selected.</summary>
public sealed class Machine
{
    private readonly MonitorConnection _monitor;

    internal Machine(string name, MonitorConnection monitor)
    {
        (Name, _monitor) = (name, monitor);
        Bus = new(this);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its memory and peripherals.</summary>
    public SystemBus Bus { get; }

    /// <summary>One of its cores.</summary>
    /// <param name="name">As the platform description names it.</param>
    /// <exception cref="MonitorArgumentException">Not a name.</exception>
    public Cpu Cpu(string name = "cpu") => new(this, MonitorArgument.Name(name));

    /// <summary>Sends a command with this machine selected.</summary>
    /// <param name="command">One line; write values into it with <see cref="MonitorArgument"/>.</param>
    /// <param name="timeout">Null = the session's.</param>
    /// <param name="cancellationToken">Gives up; the monitor cannot be used afterwards.</param>
    /// <exception cref="MonitorCommandException">Renode answered with an error.</exception>
    public Task<string> SendAsync(string command, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _monitor.SendAsync(Name, command, timeout, cancellationToken);

    /// <summary>Adds the peripherals of a platform description.</summary>
    /// <param name="path">A `.repl` file; what it takes in with `using` is looked for beside it and in the installation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MonitorCommandException">No such file, or an error in it with its line.</exception>
    public Task LoadPlatformAsync(string path, CancellationToken cancellationToken = default) =>
        SendAsync($"machine LoadPlatformDescription {MonitorArgument.FilePath(path)}", null, cancellationToken);

    /// <summary>Loads a program into memory, and its symbols; the cores start at its vector table.</summary>
    /// <exception cref="MonitorCommandException">No such file, or no ELF.</exception>
    public Task LoadElfAsync(string path, CancellationToken cancellationToken = default) =>
        SendAsync(LoadElf(path), null, cancellationToken);

    /// <summary>Loads a file's bytes into memory, flash included.</summary>
    /// <exception cref="MonitorCommandException">No such file.</exception>
    public Task LoadBinaryAsync(string path, ulong address, CancellationToken cancellationToken = default) =>
        SendAsync(LoadBinary(path, address), null, cancellationToken);

    /// <summary>
    /// Resets the machine, then runs its reset macro. Memory stays as it is, but where the vector table lies is forgotten: let the macro load the program
    /// again.
    /// </summary>
    public Task ResetAsync(CancellationToken cancellationToken = default) => SendAsync("machine Reset", null, cancellationToken);

    /// <summary>What is done at every reset, also at one the program asks for.</summary>
    /// <param name="commands">Such as <see cref="LoadElf"/> and <see cref="LoadBinary"/> write.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MonitorArgumentException">The commands together cannot be quoted.</exception>
    public Task SetResetMacroAsync(IEnumerable<string> commands, CancellationToken cancellationToken = default) =>
        SendAsync($"macro reset {MonitorArgument.Text(string.Join("; ", commands))}", null, cancellationToken);

    /// <summary>The command that loads a program, for a reset macro.</summary>
    public static string LoadElf(string path) => $"sysbus LoadELF {MonitorArgument.FilePath(path)}";

    /// <summary>The command that loads a file's bytes, for a reset macro.</summary>
    public static string LoadBinary(string path, ulong address) => $"sysbus LoadBinary {MonitorArgument.FilePath(path)} {MonitorArgument.Number(address)}";

    /// <summary>
    /// Connects a UART to a raw TCP socket and opens it. What the UART sent before is queued and comes first. Renode's end listens on every interface.
    /// </summary>
    /// <param name="peripheral">Such as `sysbus.usart2`.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Reads what the UART sends and writes what it receives; dispose it to close the socket.</returns>
    public Task<UartStream> OpenUartSocketAsync(string peripheral, CancellationToken cancellationToken = default) =>
        UartSocket.OpenAsync(this, peripheral, cancellationToken);

    /// <summary>Connects a UART to a pseudo-terminal, raw, for programs that want a serial port. Linux and macOS.</summary>
    /// <param name="peripheral">Such as `sysbus.usart2`.</param>
    /// <param name="linkPath">The link that becomes the port's name; it must not be there yet, and Renode removes it at its end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task CreateUartPtyAsync(string peripheral, string linkPath, CancellationToken cancellationToken = default) =>
        UartPty.CreateAsync(this, peripheral, linkPath, cancellationToken);
}
