namespace Azure.Data.Tables.Protocol;

/// <summary>A storage account's connection string, as far as tables need it.</summary>
internal sealed record TablesConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    private const string DevelopmentAccount = "devstoreaccount1";

    // The emulator's key is published and the same everywhere; it guards nothing.
    private const string DevelopmentKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static TablesConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        Dictionary<string, string> settings = Split(connectionString);
        if (settings.TryGetValue("UseDevelopmentStorage", out string? development) && bool.TryParse(development, out bool use) && use)
        {
            return new(
                new Uri($"http://127.0.0.1:10002/{DevelopmentAccount}"),
                new TableSharedKeyCredential(DevelopmentAccount, DevelopmentKey));
        }

        if (!settings.TryGetValue("AccountName", out string? account) || !settings.TryGetValue("AccountKey", out string? key))
        {
            throw new InvalidOperationException("The connection string needs UseDevelopmentStorage=true, or AccountName and AccountKey.");
        }

        string protocol = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        string suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        string endpoint = settings.GetValueOrDefault("TableEndpoint", $"{protocol}://{account}.table.{suffix}");
        return new(new Uri(endpoint), new TableSharedKeyCredential(account, key));
    }

    private static Dictionary<string, string> Split(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                // The part itself is not named in the message: it may be a key.
                throw new FormatException("Every setting of a connection string must be name=value.");
            }

            settings[part[..equals].TrimEnd()] = part[(equals + 1)..].TrimStart();
        }

        return settings;
    }
}
