namespace Microsoft.Azure.Functions.Worker;

#pragma warning disable CA1032 // The constructors are those of the package.
public class FunctionWorkerException : Exception
{
    public FunctionWorkerException(string message)
        : base(message)
    {
    }

    public FunctionWorkerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A parameter of a function could not be made from what triggered it.</summary>
public class FunctionInputConverterException : FunctionWorkerException
{
    public FunctionInputConverterException(string message)
        : base(message)
    {
    }

    public FunctionInputConverterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
#pragma warning restore CA1032
