using Microsoft.Azure.Functions.Worker.Converters;
using Support.Local.Http;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Takes a parameter from the body of the request, by its JSON.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Parameter,
    AllowMultiple = true)]
public class FromBodyAttribute : InputConverterAttribute
{
    public FromBodyAttribute()
        : base(typeof(BodyConverter))
    {
    }
}
