namespace Support.Local.Hosting;

#pragma warning disable CA1032 // Its message is for the person at the command line; there is always one.
/// <summary>The host cannot start or go on, for a reason that the person who started it can do something about.</summary>
public sealed class LocalHostException : Exception
{
    public LocalHostException(string message)
        : base(message)
    {
    }

    public LocalHostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
#pragma warning restore CA1032
