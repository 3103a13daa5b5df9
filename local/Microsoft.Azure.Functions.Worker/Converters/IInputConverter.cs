namespace Microsoft.Azure.Functions.Worker.Converters;

public interface IInputConverter
{
    ValueTask<ConversionResult> ConvertAsync(ConverterContext context);
}

public abstract class ConverterContext
{
    protected ConverterContext()
    {
    }

    public abstract Type TargetType { get; }

    public abstract object? Source { get; }

    public abstract FunctionContext FunctionContext { get; }

    public abstract IReadOnlyDictionary<string, object> Properties { get; }
}

public enum ConversionStatus
{
    Unhandled = 0,
    Succeeded = 1,
    Failed = 2,
}
