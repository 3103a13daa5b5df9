namespace Microsoft.Azure.Functions.Worker;

public abstract class BindingMetadata
{
    protected BindingMetadata()
    {
    }

    public abstract string Name { get; }

    public abstract string Type { get; }

    public abstract BindingDirection Direction { get; }
}

public enum BindingDirection
{
    In = 0,
    Out = 1,
}
