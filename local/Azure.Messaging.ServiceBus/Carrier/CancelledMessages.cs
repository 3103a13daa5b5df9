using System.Globalization;

namespace Support.Local.ServiceBus;

/// <summary>
/// The scheduled messages that were called back. A storage message cannot be found by its number, so a note is left
/// for whoever takes it out when it is due.
/// </summary>
internal sealed class CancelledMessages(StorageClient client, string queueName, string entityPath)
{
    private readonly StorageTable _table = new(client, "sbcancelled", entityPath);

    public Task AddAsync(long sequenceNumber, CancellationToken cancellationToken) =>
        _table.TryInsertAsync(new TableRow(queueName, Key(sequenceNumber), "cancelled"), cancellationToken);

    public async Task<bool> ContainsAsync(long sequenceNumber, CancellationToken cancellationToken) =>
        await _table.FindAsync(queueName, Key(sequenceNumber), cancellationToken) is not null;

    public Task RemoveAsync(long sequenceNumber, CancellationToken cancellationToken) =>
        _table.DeleteRowAsync(queueName, Key(sequenceNumber), cancellationToken);

    private static string Key(long sequenceNumber) => sequenceNumber.ToString(CultureInfo.InvariantCulture);
}
