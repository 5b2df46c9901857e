using System.Globalization;

namespace Renode.Bindings.Faults;

/// <summary>Python for hooks that inject faults: one line each, with nothing that can throw, because an exception in a hook can end the process.</summary>
public static class Fault
{
    /// <summary>After a read of a peripheral's register: flips bits of what the program sees.</summary>
    /// <param name="offset">Of the register in the peripheral.</param>
    /// <param name="bits">Those to flip.</param>
    public static string FlipOnRead(long offset, uint bits) =>
        string.Create(CultureInfo.InvariantCulture, $"value = value ^ {bits} if offset == {offset} else value");

    /// <summary>At an address of the program: writes a memory word, such as a weight or a bias.</summary>
    /// <param name="address">Of the word.</param>
    /// <param name="value">What is there from then on.</param>
    public static string WriteWord(ulong address, uint value) =>
        string.Create(CultureInfo.InvariantCulture, $"self.Bus.WriteDoubleWord({address}, {value})");

    /// <summary>At an address of the program: stops the core, as if it hung there.</summary>
    public static string Halt() => "self.IsHalted = True";

    /// <summary>Writes a line into Renode's log, with the core's name before it.</summary>
    /// <param name="text">Letters, digits, blanks, dots and hyphens: it stands in quotes in quotes.</param>
    /// <exception cref="RenodeException">Other characters.</exception>
    public static string Log(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '-')
        ? $"self.InfoLog('{text}')"
        : throw new RenodeException($"'{text}' cannot be a hook's log text: only letters, digits, blanks, dots and hyphens.");
}
