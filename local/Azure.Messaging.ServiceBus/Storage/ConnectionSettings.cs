namespace Support.Local.ServiceBus;

/// <summary>The settings of a connection string.</summary>
internal sealed class ConnectionSettings
{
    private readonly Dictionary<string, string> _settings = new(StringComparer.OrdinalIgnoreCase);

    public ConnectionSettings(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        foreach (string part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException("A connection string is a list of name=value, parted by semicolons.");
            }

            _settings[part[..equals]] = part[(equals + 1)..];
        }

        if (Find("Endpoint") is not null)
        {
            throw new NotSupportedException(
                "This is the connection string of a Service Bus namespace. The Local flavour has none: it needs that of a " +
                "storage account (Azurite), with the key ServiceBusTopology for the file that names queues and topics.");
        }
    }

    public string? Find(string name) => _settings.GetValueOrDefault(name);

    public string Require(string name) => Find(name) is { Length: > 0 } value
        ? value
        : throw new FormatException($"The connection string has no {name}.");
}
