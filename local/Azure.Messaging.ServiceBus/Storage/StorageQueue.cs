using System.Globalization;
using System.Text;
using System.Xml;
using Azure.Core;
using Azure.Messaging.ServiceBus;

namespace Support.Local.ServiceBus;

/// <summary>A message that lies in a storage queue.</summary>
internal sealed record StoredMessage(string Id, string PopReceipt, int DequeueCount, string Text);

/// <summary>One storage queue, by its REST protocol. It comes into being when something first touches it.</summary>
internal sealed class StorageQueue(StorageClient client, string name, string entityPath)
{
    /// <summary>The most messages that the service hands out at once.</summary>
    public const int MaxMessages = 32;

    /// <summary>The longest that the service hides a message.</summary>
    public static readonly TimeSpan MaxVisibilityTimeout = TimeSpan.FromDays(7);

    private readonly Uri _queue = new(client.Account.Queues, name);
    private readonly string _messages = new Uri(client.Account.Queues, name + "/messages").AbsoluteUri;

    public async Task PutAsync(string text, int visibilitySeconds, CancellationToken cancellationToken)
    {
        // Without messagettl=-1 the storage would forget the message after a week.
        var uri = new Uri(Inv($"{_messages}?visibilitytimeout={visibilitySeconds}&messagettl=-1"));
        StorageReply reply = await SendAsync(RequestMethod.Post, uri, cancellationToken, text);
        ThrowUnlessSuccess(reply);
    }

    public async Task<List<StoredMessage>> GetAsync(int count, int visibilitySeconds, CancellationToken cancellationToken)
    {
        var uri = new Uri(Inv($"{_messages}?numofmessages={Math.Min(count, MaxMessages)}&visibilitytimeout={visibilitySeconds}"));
        StorageReply reply = await SendAsync(RequestMethod.Get, uri, cancellationToken);
        ThrowUnlessSuccess(reply);
        return Read(reply.Content);
    }

    public async Task<List<StoredMessage>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        var uri = new Uri(Inv($"{_messages}?peekonly=true&numofmessages={Math.Min(count, MaxMessages)}"));
        StorageReply reply = await SendAsync(RequestMethod.Get, uri, cancellationToken);
        ThrowUnlessSuccess(reply);
        return Read(reply.Content);
    }

    /// <summary>Hides the message for that long, counted from now, and gives it a new text when there is one.</summary>
    /// <returns>The pop receipt that is valid from now on.</returns>
    public async Task<string> UpdateAsync(
        string id, string popReceipt, int visibilitySeconds, string? text, CancellationToken cancellationToken)
    {
        var uri = new Uri(Inv($"{_messages}/{id}?popreceipt={Uri.EscapeDataString(popReceipt)}&visibilitytimeout={visibilitySeconds}"));
        StorageReply reply = await SendAsync(RequestMethod.Put, uri, cancellationToken, text);
        ThrowIfLockLost(reply);
        return reply.PopReceipt ?? popReceipt;
    }

    public async Task DeleteAsync(string id, string popReceipt, CancellationToken cancellationToken)
    {
        var uri = new Uri(Inv($"{_messages}/{id}?popreceipt={Uri.EscapeDataString(popReceipt)}"));
        ThrowIfLockLost(await SendAsync(RequestMethod.Delete, uri, cancellationToken));
    }

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static List<StoredMessage> Read(BinaryData xml)
    {
        var messages = new List<StoredMessage>();
        using var reader = XmlReader.Create(xml.ToStream(), new XmlReaderSettings { IgnoreWhitespace = true });
        while (reader.ReadToFollowing("QueueMessage"))
        {
            string id = "", popReceipt = "", text = "";
            int dequeueCount = 0;
            reader.ReadStartElement();
            while (reader.IsStartElement())
            {
                string element = reader.Name;
                string value = reader.ReadElementContentAsString();
                switch (element)
                {
                    case "MessageId": id = value; break;
                    case "PopReceipt": popReceipt = value; break;
                    case "MessageText": text = value; break;
                    case "DequeueCount": dequeueCount = int.Parse(value, CultureInfo.InvariantCulture); break;
                }
            }

            messages.Add(new StoredMessage(id, popReceipt, dequeueCount, text));
        }

        return messages;
    }

    private static byte[] Write(string text)
    {
        // JSON has no control characters outside its escapes, so these three are all that XML minds.
        StringBuilder xml = new StringBuilder(text, text.Length + 128)
            .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")
            .Insert(0, "<QueueMessage><MessageText>").Append("</MessageText></QueueMessage>");
        return Encoding.UTF8.GetBytes(xml.ToString());
    }

    private async Task<StorageReply> SendAsync(RequestMethod method, Uri uri, CancellationToken cancellationToken, string? text = null)
    {
        byte[]? body = text is null ? null : Write(text);
        StorageReply reply = await TrySendAsync();
        if (reply is { Status: 404, ErrorCode: "QueueNotFound" })
        {
            StorageReply created = await client.SendAsync(RequestMethod.Put, _queue, entityPath, cancellationToken);
            ThrowUnlessSuccess(created);
            reply = await TrySendAsync();
        }

        return reply;

        Task<StorageReply> TrySendAsync() => body is null
            ? client.SendAsync(method, uri, entityPath, cancellationToken)
            : client.SendAsync(method, uri, entityPath, cancellationToken, RequestContent.Create(body), ("Content-Type", "application/xml"));
    }

    private void ThrowUnlessSuccess(StorageReply reply)
    {
        if (!reply.IsSuccess)
        {
            throw StorageClient.Unexpected(reply, entityPath);
        }
    }

    private void ThrowIfLockLost(StorageReply reply)
    {
        if (reply.ErrorCode is "MessageNotFound" or "PopReceiptMismatch")
        {
            throw new ServiceBusException(
                "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.",
                ServiceBusFailureReason.MessageLockLost,
                entityPath);
        }

        ThrowUnlessSuccess(reply);
    }
}
