namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What a trigger can do beside triggering; the one capability there is, is retrying a failed function.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BindingCapabilitiesAttribute : Attribute
{
    public BindingCapabilitiesAttribute(params string[] capabilities)
    {
        Capabilities = capabilities;
    }

    public string[] Capabilities { get; }
}

public static class KnownBindingCapabilities
{
    public const string FunctionLevelRetry = "FunctionLevelRetry";
}
