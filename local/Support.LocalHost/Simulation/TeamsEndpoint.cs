using System.Text;
using Support.Local.Storage.Protocol;

namespace Support.Local.Hosting.Simulation;

/// <summary>Takes cards as a Workflows webhook of Teams does.</summary>
internal sealed class TeamsEndpoint(TimeProvider time) : IStorageEndpoint
{
    public const string Host = "teams.memory";

    private readonly List<ReceivedPost> _received = [];

    public IReadOnlyList<ReceivedPost> Received => _received;

    public StorageAnswer Answer(StorageRequest request)
    {
        _received.Add(new ReceivedPost(time.GetUtcNow(), Encoding.UTF8.GetString(request.Body.Span)));
        return new StorageAnswer(202, "Accepted", [], default);
    }
}
