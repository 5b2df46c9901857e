using NUnit.Framework;

namespace HilRig.TestKit;

/// <summary>Exceptions as values, never null.</summary>
public static class Expect
{
    public static async Task<T> ThrowsAsync<T>(Func<Task> act)
        where T : Exception
    {
        try
        {
            await act();
        }
        catch (T error)
        {
            return error;
        }
        throw new AssertionException($"{typeof(T).Name} was expected, nothing was thrown");
    }

    public static async Task<string> MessageAsync<T>(Func<Task> act)
        where T : Exception => (await ThrowsAsync<T>(act)).Message;

    public static string Message<T>(Action act)
        where T : Exception
    {
        try
        {
            act();
        }
        catch (T error)
        {
            return error.Message;
        }
        throw new AssertionException($"{typeof(T).Name} was expected, nothing was thrown");
    }
}
