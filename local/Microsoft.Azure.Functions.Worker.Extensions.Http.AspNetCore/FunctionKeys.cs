using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Support.Local.Http;

/// <summary>
/// The keys that open functions. Azure keeps them in its own store; here they are settings:
/// <c>FunctionKeys:Functions:{function}:{name}</c> opens one function, <c>FunctionKeys:Host:{name}</c> every function of
/// the level Function, <c>FunctionKeys:Master</c> all. Without a setting nobody has a key.
/// </summary>
internal sealed class FunctionKeys
{
    private const string Header = "x-functions-key";
    internal const string Parameter = "code";

    private readonly IConfigurationSection _keys;

    public FunctionKeys(IConfiguration configuration)
    {
        _keys = configuration.GetSection("FunctionKeys");
    }

    public bool Admit(HttpRequest request, string function, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous)
        {
            return true;
        }

        string? given = request.Headers.TryGetValue(Header, out var header) ? header.ToString() : request.Query[Parameter].ToString();
        return !string.IsNullOrEmpty(given) && Accepted(function, level).Any(key => IsEqual(key, given));
    }

    private IEnumerable<string?> Accepted(string function, AuthorizationLevel level) =>
        level == AuthorizationLevel.Function
            ? _keys.GetSection("Functions").GetSection(function).GetChildren()
                .Concat(_keys.GetSection("Host").GetChildren())
                .Append(_keys.GetSection("Master"))
                .Select(key => key.Value)
            : [_keys["Master"]];

    private static bool IsEqual(string? key, string given) =>
        !string.IsNullOrEmpty(key) && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(given));
}
