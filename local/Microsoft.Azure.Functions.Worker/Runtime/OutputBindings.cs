using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Support.Local.Worker;

/// <summary>Sends functions' answers to where their output attributes say.</summary>
internal sealed class OutputBindings(IEnumerable<IOutputWriter> writers)
{
    private readonly IOutputWriter[] _writers = [.. writers];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<FunctionDescriptor, IReadOnlyList<OutputBinding>> _outputs = new();

    public IEnumerable<string> Mistakes(FunctionDescriptor function) =>
        from output in OutputsOf(function)
        where WriterOf(output.Attribute) is null
        select $"Function '{function.Name}' has an output that nothing here handles: {output.Attribute.GetType().Name}.";

    public async Task WriteAsync(FunctionDescriptor function, object answer, CancellationToken cancellationToken)
    {
        foreach (OutputBinding output in OutputsOf(function))
        {
            if (output.ValueIn(answer) is { } value)
            {
                await WriterOf(output.Attribute)!.WriteAsync(output.Attribute, value, cancellationToken);
            }
        }
    }

    private IReadOnlyList<OutputBinding> OutputsOf(FunctionDescriptor function) => _outputs.GetOrAdd(function, OutputBinding.Of);

    private IOutputWriter? WriterOf(OutputBindingAttribute attribute) => Array.Find(_writers, writer => writer.Handles(attribute));
}
