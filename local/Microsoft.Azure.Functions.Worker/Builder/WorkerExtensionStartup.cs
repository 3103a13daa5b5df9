namespace Microsoft.Azure.Functions.Worker.Core;

/// <summary>How an extension (timer, Service Bus …) adds itself to an app that uses one of its attributes.</summary>
public abstract class WorkerExtensionStartup
{
    protected WorkerExtensionStartup()
    {
    }

    public abstract void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder);
}

[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public class WorkerExtensionStartupAttribute : Attribute
{
    public WorkerExtensionStartupAttribute(Type startupType)
    {
        StartupType = startupType;
    }

    public Type StartupType { get; }
}
