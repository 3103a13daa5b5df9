using System.Globalization;
using System.Text;
using System.Xml;
using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Queues;

/// <summary>The requests about the messages of a queue.</summary>
internal static class MessageRequests
{
    private const int LongestText = 64 * 1024;
    private const int LongestVisibilityTimeout = 7 * 24 * 60 * 60;
    private const int DefaultVisibilityTimeout = 30;
    private const int DefaultTimeToLive = 7 * 24 * 60 * 60;
    private const int MostMessages = 32;

    private static readonly DateTimeOffset Never = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    public static StorageAnswer Answer(ServiceCall call, Func<MessageQueue> find)
    {
        switch (call.Method)
        {
            case "POST":
                return Put(call, find);
            case "GET" when call.Query("peekonly") == "true":
                return Peek(call, find);
            case "GET":
                return Get(call, find);
            case "DELETE":
                find().Clear();
                return call.Answer(204, "No Content");
            default:
                throw ServiceRefusal.Malformed();
        }
    }

    public static StorageAnswer Answer(ServiceCall call, Func<MessageQueue> find, string id)
    {
        string popReceipt = call.Query("popreceipt") ?? throw ServiceRefusal.Malformed();
        switch (call.Method)
        {
            case "PUT":
                return Update(call, find, id, popReceipt);
            case "DELETE":
                MessageQueue queue = Current(find, call);
                queue.Remove(queue.Held(id, popReceipt));
                return call.Answer(204, "No Content");
            default:
                throw ServiceRefusal.Malformed();
        }
    }

    private static StorageAnswer Put(ServiceCall call, Func<MessageQueue> find)
    {
        string text = ReadText(call.Body) ?? throw ServiceRefusal.InvalidXml();
        ThrowIfTooLong(text);
        int visibilityTimeout = InRange(call, "visibilitytimeout", least: 0, LongestVisibilityTimeout) ?? 0;
        DateTimeOffset expires = Expiry(call, visibilityTimeout);
        QueueMessage message = find().Put(call.Now, call.Now.AddSeconds(visibilityTimeout), expires, text);
        return call.AnswerXml(201, "Created", Write([message], withReceipt: true, withText: false));
    }

    private static DateTimeOffset Expiry(ServiceCall call, int visibilityTimeout)
    {
        int timeToLive = call.IntegerQuery("messagettl") ?? DefaultTimeToLive;
        if (timeToLive == -1)
        {
            return Never;
        }

        if (timeToLive < 1)
        {
            throw ServiceRefusal.InvalidQueryParameter(
                "messagettl", Text(timeToLive), "Value must be greater than or equal to 1, or -1 to indicate an infinite TTL.");
        }

        if (visibilityTimeout >= timeToLive && call.Query("messagettl") is not null)
        {
            throw ServiceRefusal.InvalidQueryParameter(
                "visibilitytimeout", Text(visibilityTimeout), "messagettl must be greater than visibilitytimeout.");
        }

        return Never - call.Now < TimeSpan.FromSeconds(timeToLive) ? Never : call.Now.AddSeconds(timeToLive);
    }

    private static StorageAnswer Get(ServiceCall call, Func<MessageQueue> find)
    {
        int count = Count(call);
        int hidden = InRange(call, "visibilitytimeout", least: 1, LongestVisibilityTimeout) ?? DefaultVisibilityTimeout;
        List<QueueMessage> messages = Current(find, call).Get(count, call.Now, call.Now.AddSeconds(hidden));
        return call.AnswerXml(200, "OK", Write(messages, withReceipt: true, withText: true));
    }

    private static StorageAnswer Peek(ServiceCall call, Func<MessageQueue> find)
    {
        List<QueueMessage> messages = Current(find, call).Peek(Count(call), call.Now);
        return call.AnswerXml(200, "OK", Write(messages, withReceipt: false, withText: true));
    }

    private static StorageAnswer Update(ServiceCall call, Func<MessageQueue> find, string id, string popReceipt)
    {
        if (call.Query("visibilitytimeout") is null)
        {
            throw ServiceRefusal.Malformed();
        }

        string? text = call.Body.IsEmpty ? null : ReadText(call.Body);
        ThrowIfTooLong(text);
        int hidden = InRange(call, "visibilitytimeout", least: 0, LongestVisibilityTimeout) ?? 0;
        MessageQueue queue = Current(find, call);
        QueueMessage message = queue.Held(id, popReceipt);
        message.Text = text ?? message.Text;
        queue.Show(message, call.Now.AddSeconds(hidden));
        return call
            .With("x-ms-popreceipt", message.PopReceipt)
            .With("x-ms-time-next-visible", StorageXml.Time(message.NextVisible))
            .Answer(204, "No Content");
    }

    private static MessageQueue Current(Func<MessageQueue> find, ServiceCall call)
    {
        MessageQueue queue = find();
        queue.RemoveExpired(call.Now);
        return queue;
    }

    private static int Count(ServiceCall call) => call.IntegerQuery("numofmessages") is < 1
        ? throw ServiceRefusal.Malformed()
        : InRange(call, "numofmessages", least: 1, MostMessages) ?? 1;

    private static int? InRange(ServiceCall call, string parameter, int least, int most) =>
        call.IntegerQuery(parameter) is not { } value
            ? null
            : value >= least && value <= most ? value : throw ServiceRefusal.OutOfRange(parameter, Text(value), least, most);

    private static void ThrowIfTooLong(string? text)
    {
        if (text is not null && Encoding.UTF8.GetByteCount(text) > LongestText)
        {
            throw new ServiceRefusal(
                413,
                "RequestBodyTooLarge",
                "The request body is too large and exceeds the maximum permissible limit.",
                ("MaxLimit", Text(LongestText)));
        }
    }

    /// <summary>The text of the message in the body; null when there is a message and no text in it.</summary>
    private static string? ReadText(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var reader = XmlReader.Create(BinaryData.FromBytes(body).ToStream());
            reader.MoveToContent();
            bool isEmpty = reader.IsEmptyElement;
            reader.ReadStartElement();
            while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "MessageText")
                {
                    return reader.ReadElementContentAsString();
                }

                reader.Skip();
            }

            return null;
        }
        catch (XmlException)
        {
            throw ServiceRefusal.Malformed();
        }
    }

    private static byte[] Write(List<QueueMessage> messages, bool withReceipt, bool withText) => StorageXml.Write(writer =>
    {
        writer.WriteStartElement("QueueMessagesList");
        foreach (QueueMessage message in messages)
        {
            writer.WriteStartElement("QueueMessage");
            writer.WriteElementString("MessageId", message.Id.ToString());
            writer.WriteElementString("InsertionTime", StorageXml.Time(message.Inserted));
            writer.WriteElementString("ExpirationTime", StorageXml.Time(message.Expires));
            if (withReceipt)
            {
                writer.WriteElementString("PopReceipt", message.PopReceipt);
                writer.WriteElementString("TimeNextVisible", StorageXml.Time(message.NextVisible));
            }

            if (withText)
            {
                writer.WriteElementString("DequeueCount", Text(message.DequeueCount));
                writer.WriteElementString("MessageText", message.Text);
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
