namespace Microsoft.DurableTask;

internal static class TypedInput
{
    /// <summary>No input is the default of the type asked for, as it is for a call without arguments.</summary>
    public static T From<T>(object? input) => input switch
    {
        null => default!,
        T typed => typed,
        _ => throw new ArgumentException($"The input is a {input.GetType()}, not a {typeof(T)}.", nameof(input)),
    };
}
