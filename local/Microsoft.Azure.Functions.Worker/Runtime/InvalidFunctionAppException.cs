namespace Support.Local.Worker;

#pragma warning disable CA1032 // It says nothing without its mistakes.
/// <summary>An app whose functions could not run; names every mistake at once.</summary>
public sealed class InvalidFunctionAppException : Exception
{
    public InvalidFunctionAppException(string app, IReadOnlyList<string> mistakes)
        : base($"The function app '{app}' cannot start: {string.Join(" ", mistakes)}")
    {
        Mistakes = mistakes;
    }

    public IReadOnlyList<string> Mistakes { get; }
}
#pragma warning restore CA1032
