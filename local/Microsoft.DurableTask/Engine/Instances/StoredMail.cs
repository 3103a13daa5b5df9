namespace Support.Local.Durable;

/// <summary>Brings an instance's mail in memory in line with its messages in the store.</summary>
internal sealed class StoredMail(StorageRetry storage)
{
    /// <summary>Replaces each doubtful message by the message, or takes it out.</summary>
    public async Task ResolveDoubtsAsync(string instanceId, List<Incoming> mail, CancellationToken abort)
    {
        string[] keys = [.. mail.OfType<Incoming.Doubtful>().Select(doubtful => doubtful.Content.Key)];
        if (keys.Length == 0)
        {
            return;
        }

        IReadOnlySet<string> present = await FindAsync(instanceId, keys, abort);
        mail.RemoveAll(incoming => incoming is Incoming.Doubtful doubtful && !present.Contains(doubtful.Content.Key));
        for (int i = 0; i < mail.Count; i++)
        {
            if (mail[i] is Incoming.Doubtful doubtful)
            {
                mail[i] = new Incoming.Message(doubtful.Content);
            }
        }
    }

    /// <summary>A message that is no longer in the store was taken in by whoever changed the instance.</summary>
    public async Task<List<Incoming>> WithoutGoneAsync(string instanceId, List<Incoming> mail, CancellationToken abort)
    {
        IReadOnlySet<string> present = await FindAsync(instanceId, Keys(mail), abort);
        return
        [
            .. mail.Where(incoming => incoming is not Incoming.Message message || present.Contains(message.Content.Key)),

            // Even without mail there may be something left to deliver.
            new Incoming.Wake(),
        ];
    }

    /// <summary>What is sent to an instance that does not exist is thrown away.</summary>
    public async Task DropAsync(string instanceId, List<Incoming> mail, CancellationToken abort)
    {
        string[] keys = Keys(mail);
        if (keys.Length > 0)
        {
            await storage.RunAsync((store, token) => store.DeleteMessagesAsync(instanceId, keys, token), abort);
        }
    }

    private static string[] Keys(List<Incoming> mail) => [.. mail.OfType<Incoming.Message>().Select(message => message.Content.Key)];

    private Task<IReadOnlySet<string>> FindAsync(string instanceId, string[] keys, CancellationToken abort) =>
        storage.RunAsync((store, token) => store.FindMessagesAsync(instanceId, keys, token), abort);
}
