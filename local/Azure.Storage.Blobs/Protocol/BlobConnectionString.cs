namespace Azure.Storage.Blobs.Protocol;

/// <summary>Where the Blob service of an account is, and the account's key.</summary>
internal sealed record BlobConnectionString(Uri Endpoint, string AccountName, byte[] Key)
{
    private const string DevelopmentName = "devstoreaccount1";

    // Published with the emulator, the same on every machine, and of no use anywhere else.
    private const string DevelopmentKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static BlobConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException("A connection string is a list of name=value, parted by semicolons.");
            }

            settings[part[..equals]] = part[(equals + 1)..];
        }

        if (string.Equals(settings.GetValueOrDefault("UseDevelopmentStorage"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return new(new Uri($"http://127.0.0.1:10000/{DevelopmentName}"), DevelopmentName, Convert.FromBase64String(DevelopmentKey));
        }

        string name = Require("AccountName");
        string endpoint = settings.GetValueOrDefault("BlobEndpoint")
            ?? $"{settings.GetValueOrDefault("DefaultEndpointsProtocol") ?? "https"}://{name}.blob.{settings.GetValueOrDefault("EndpointSuffix") ?? "core.windows.net"}";
        return new(new Uri(endpoint), name, Convert.FromBase64String(Require("AccountKey")));

        string Require(string setting) => settings.GetValueOrDefault(setting) is { Length: > 0 } value
            ? value
            : throw new FormatException($"The connection string has no {setting}.");
    }
}
