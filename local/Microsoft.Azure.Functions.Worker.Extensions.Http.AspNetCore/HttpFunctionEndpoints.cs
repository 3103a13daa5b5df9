using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Support.Local.Http;

/// <summary>
/// The HTTP functions of all apps that share one web server. Apps come and go; the server routes to those that are
/// there.
/// </summary>
internal sealed class HttpFunctionEndpoints : EndpointDataSource, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IReadOnlyList<HttpFunction>> _apps = [];
    private IReadOnlyList<Endpoint> _endpoints = [];
    private CancellationTokenSource _change = new();

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(_change.Token);

    /// <exception cref="InvalidOperationException">Two functions would answer the same requests.</exception>
    public void Add(string app, IReadOnlyList<HttpFunction> functions)
    {
        lock (_gate)
        {
            foreach (HttpFunction function in functions)
            {
                HttpFunction? other = _apps.Values.SelectMany(others => others).Concat(functions).FirstOrDefault(function.Conflicts);
                if (other is not null)
                {
                    throw new InvalidOperationException(
                        $"The functions '{other.Name}' and '{function.Name}' have the same route '{function.Route}' and method.");
                }
            }

            _apps[app] = functions;
        }

        Publish();
    }

    public void Remove(string app)
    {
        lock (_gate)
        {
            _apps.Remove(app);
        }

        Publish();
    }

    public void Dispose() => _change.Dispose();

    private void Publish()
    {
        CancellationTokenSource previous;
        lock (_gate)
        {
            _endpoints = [.. _apps.Values.SelectMany(functions => functions).Select(function => function.ToEndpoint())];
            previous = _change;
            _change = new CancellationTokenSource();
        }

        previous.Cancel();
        previous.Dispose();
    }
}
