namespace Support.Local.Cli;

/// <summary>What scripts read from the command line's end.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>What was asked for failed; the reason is on the standard error.</summary>
    public const int Failure = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;
}
