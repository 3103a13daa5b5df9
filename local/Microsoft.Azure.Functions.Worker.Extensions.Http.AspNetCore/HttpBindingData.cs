using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Support.Local.Http;

/// <summary>What an HTTP trigger tells besides its request: the query and the route by name, and all of the query and the headers as JSON.</summary>
internal static class HttpBindingData
{
    public static Dictionary<string, object?> Of(HttpContext http)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, var values) in http.Request.Query)
        {
            // A key is nobody's business but the host's.
            if (!name.Equals(FunctionKeys.Parameter, StringComparison.OrdinalIgnoreCase))
            {
                data[name] = values.ToString();
            }
        }

        foreach ((string name, object? value) in http.Request.RouteValues)
        {
            data[name] = value;
        }

        data["Query"] = JsonSerializer.Serialize(http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        data["Headers"] = JsonSerializer.Serialize(http.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        return data;
    }
}
