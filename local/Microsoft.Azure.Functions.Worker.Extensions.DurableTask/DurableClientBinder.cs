using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Support.Local.Worker;

namespace Support.Local.Durable.Functions;

/// <summary>Gives functions with any trigger the client of the app's task hub.</summary>
internal sealed class DurableClientBinder(AppEngine engine) : IParameterBinderSource
{
    public ParameterBinder? BindParameter(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute))
            ? _ => ValueTask.FromResult<object?>(engine.Client)
            : null;
}
