namespace Support.Mail.Authentication;

/// <summary>One result of a method: <c>dkim=pass header.d=example.org</c>.</summary>
/// <param name="Method">The method, in lower case.</param>
/// <param name="Value">The result, in lower case.</param>
internal sealed record MethodResult(string Method, string Value)
{
    /// <summary>What was looked at: <c>header.d</c>, <c>smtp.mailfrom</c>, in lower case.</summary>
    public Dictionary<string, string> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>
/// An Authentication-Results header (RFC 8601, 2.2), read as servers write it: comments anywhere, some without the server's
/// name, some without semicolons.
/// </summary>
/// <param name="Server">Who vouches, in lower case; empty when it does not say.</param>
/// <param name="Results">What it found, in order.</param>
internal sealed record AuthenticationResults(string Server, IReadOnlyList<MethodResult> Results)
{
    private const int ResultsMax = 50;
    private const int CharactersMax = 20_000;

    private static readonly string[] Methods = ["spf", "dkim", "dmarc", "arc", "iprev", "auth", "sender-id", "domainkeys", "dkim-adsp", "compauth", "bimi"];

    public static AuthenticationResults Read(string header)
    {
        string text = WithoutComments(header.Length > CharactersMax ? header[..CharactersMax] : header);
        string server = string.Empty;
        var results = new List<MethodResult>();
        foreach (string word in text.Split([' ', '\t', ';', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                server = results.Count == 0 && server.Length == 0 ? word.ToLowerInvariant() : server;
                continue;
            }

            // A version may follow the method: "dkim/1=pass".
            string name = word[..equals].Split('/')[0].ToLowerInvariant();
            string value = word[(equals + 1)..].Trim('"').ToLowerInvariant();
            if (Methods.Contains(name))
            {
                if (results.Count == ResultsMax)
                {
                    break;
                }

                results.Add(new MethodResult(name, value));
            }
            else if (results.Count > 0)
            {
                results[^1].Properties.TryAdd(name, value);
            }
        }

        return new AuthenticationResults(server, results);
    }

    /// <summary>The result of a method: <c>pass</c> if any of several passed, else the first; null when it was not tried.</summary>
    public static string? Of(IEnumerable<MethodResult> results, string method)
    {
        string[] values = [.. results.Where(result => result.Method == method).Select(result => result.Value)];
        return values.Contains("pass") ? "pass" : values.FirstOrDefault();
    }

    private static string WithoutComments(string header)
    {
        var text = new System.Text.StringBuilder(header.Length);
        int depth = 0;
        for (int i = 0; i < header.Length; i++)
        {
            switch (header[i])
            {
                case '\\' when depth > 0:
                    i++;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when depth > 0:
                    depth--;
                    text.Append(' ');
                    break;
                case var character when depth == 0:
                    text.Append(character);
                    break;
            }
        }

        return text.ToString();
    }
}
