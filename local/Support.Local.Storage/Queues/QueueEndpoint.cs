using System.Globalization;
using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Queues;

/// <summary>The Queue service of an account: queues themselves; their messages are <see cref="MessageRequests"/>.</summary>
internal sealed class QueueEndpoint(TimeProvider time) : IStorageEndpoint
{
    private readonly SortedDictionary<string, MessageQueue> _queues = new(StringComparer.Ordinal);

    public StorageAnswer Answer(StorageRequest request)
    {
        var call = new ServiceCall(request, time.GetUtcNow());
        try
        {
            return Answer(call);
        }
        catch (ServiceRefusal refusal)
        {
            return call.Refuse(refusal);
        }
    }

    private StorageAnswer Answer(ServiceCall call)
    {
        string[] path = call.Path.Split('/');
        if (path[0].Length == 0)
        {
            return call is { Method: "GET", Comp: "list" } ? List(call) : throw ServiceRefusal.Malformed();
        }

        ServiceRefusal.ThrowIfNotAName(path[0]);
        return path switch
        {
            [string name] => AnswerQueue(call, name),
            [string name, "messages"] => MessageRequests.Answer(call, () => Find(name)),
            [string name, "messages", string id] => MessageRequests.Answer(call, () => Find(name), id),
            _ => throw ServiceRefusal.Malformed(),
        };
    }

    private StorageAnswer AnswerQueue(ServiceCall call, string name)
    {
        switch (call.Method, call.Comp)
        {
            case ("PUT", null):
                return Create(call, name);
            case ("PUT", "metadata"):
                Find(name).Metadata = call.Metadata();
                return call.Answer(204, "No Content");
            case ("GET" or "HEAD", "metadata"):
                MessageQueue queue = Find(name);
                queue.RemoveExpired(call.Now);
                return call
                    .WithMetadata(queue.Metadata)
                    .With("x-ms-approximate-messages-count", queue.Count.ToString(CultureInfo.InvariantCulture))
                    .Answer(200, "OK");
            case ("DELETE", null):
                _queues.Remove(Find(name).Name);
                return call.Answer(204, "No Content");
            default:
                throw ServiceRefusal.Malformed();
        }
    }

    private StorageAnswer Create(ServiceCall call, string name)
    {
        List<KeyValuePair<string, string>> metadata = call.Metadata();
        if (_queues.TryGetValue(name, out MessageQueue? present))
        {
            // To ask again for what is there is no mistake; to ask for something else is.
            return IsSame(present.Metadata, metadata)
                ? call.Answer(204, "No Content")
                : throw new ServiceRefusal(409, "QueueAlreadyExists", "The specified queue already exists.");
        }

        _queues.Add(name, new MessageQueue(name) { Metadata = metadata });
        return call.Answer(201, "Created");
    }

    private static bool IsSame(List<KeyValuePair<string, string>> present, List<KeyValuePair<string, string>> wanted) =>
        present.Count == wanted.Count
        && wanted.All(pair => present.Any(other =>
            string.Equals(other.Key, pair.Key, StringComparison.OrdinalIgnoreCase) && other.Value == pair.Value));

    private StorageAnswer List(ServiceCall call) => call.AnswerPage(
        "Queues",
        _queues.Values,
        static queue => queue.Name,
        (writer, queue) =>
        {
            writer.WriteStartElement("Queue");
            writer.WriteElementString("Name", queue.Name);
            if (call.Includes("metadata"))
            {
                StorageXml.WriteMetadata(writer, queue.Metadata);
            }

            writer.WriteEndElement();
        });

    private MessageQueue Find(string name) => _queues.TryGetValue(name, out MessageQueue? queue)
        ? queue
        : throw new ServiceRefusal(404, "QueueNotFound", "The specified queue does not exist.");
}
