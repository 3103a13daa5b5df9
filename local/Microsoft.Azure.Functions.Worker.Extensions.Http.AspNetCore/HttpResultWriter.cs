using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Support.Local.Worker;

namespace Support.Local.Http;

/// <summary>The HTTP part of an answer is not sent anywhere: it is executed on the request when the function is done.</summary>
internal sealed class HttpResultWriter : IOutputWriter
{
    public bool Handles(OutputBindingAttribute attribute) => attribute is HttpResultAttribute;

    public Task WriteAsync(OutputBindingAttribute attribute, object value, CancellationToken cancellationToken) => Task.CompletedTask;
}
