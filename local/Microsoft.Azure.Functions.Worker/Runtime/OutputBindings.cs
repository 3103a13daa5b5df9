using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Support.Local.Worker;

/// <summary>Sends functions' answers to where their output attributes say.</summary>
internal sealed class OutputBindings(IEnumerable<IOutputWriter> writers)
{
    private readonly IOutputWriter[] _writers = [.. writers];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<FunctionDescriptor, IReadOnlyList<OutputBinding>> _outputs = new();

    public IEnumerable<string> Mistakes(FunctionDescriptor function) =>
        from output in OutputsOf(function)
        let writer = WriterOf(output.Attribute)
        let mistake = writer is null
            ? $"has an output that nothing here handles: {output.Attribute.GetType().Name}."
            : writer.Mistake(output.Property?.PropertyType ?? function.ResultType)
        where mistake is not null
        select $"Function '{function.Name}' {mistake}";

    /// <param name="function">Whose outputs these are.</param>
    /// <param name="returned">What is returned in the end, for an output of the method.</param>
    /// <param name="answer">What the function itself returned, for outputs in its properties.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    public async Task WriteAsync(FunctionDescriptor function, object? returned, object? answer, CancellationToken cancellationToken)
    {
        foreach (OutputBinding output in OutputsOf(function))
        {
            if ((output.Property is null ? returned : answer) is { } source && output.ValueIn(source) is { } value)
            {
                await WriterOf(output.Attribute)!.WriteAsync(output.Attribute, value, cancellationToken);
            }
        }
    }

    private IReadOnlyList<OutputBinding> OutputsOf(FunctionDescriptor function) => _outputs.GetOrAdd(function, OutputBinding.Of);

    private IOutputWriter? WriterOf(OutputBindingAttribute attribute) => Array.Find(_writers, writer => writer.Handles(attribute));
}
