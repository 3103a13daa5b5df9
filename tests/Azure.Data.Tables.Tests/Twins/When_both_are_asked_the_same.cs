using Azure.Core.Pipeline;
using Support.Local.Storage;
using Support.TestKit.Azurite;
using Xunit;

namespace Azure.Data.Tables.Tests.Twins;

/// <summary>The emulator and the account in memory answer the same requests alike: status, codes, headers and content.</summary>
[Collection(nameof(OnAzurite))]
public sealed class When_both_are_asked_the_same(AzuriteFixture azurite)
{
    private readonly HttpPipelineTransport _memory = new MemoryStorage(TimeProvider.System).CreateTransport();
    private readonly string _table = "w" + Guid.NewGuid().ToString("N")[..20];

    [Fact]
    public void They_agree_about_tables() => Agree(RawRequests.Tables);

    [Fact]
    public void They_agree_about_inserts() => Agree(RawRequests.Tables.Take(1).Concat(RawRequests.Inserts));

    [Fact]
    public void They_agree_about_reading() => Agree(RawRequests.Tables.Take(1).Concat(RawRequests.Inserts.Take(4)).Concat(RawRequests.Reads));

    [Fact]
    public void They_agree_about_changes() => Agree(RawRequests.Tables.Take(1).Concat(RawRequests.Inserts.Take(1)).Concat(RawRequests.Changes));

    [Fact]
    public void They_agree_about_transactions() => Agree(RawRequests.Tables.Take(1).Concat(RawRequests.Transactions));

    [Fact]
    public void They_agree_to_refuse_what_the_emulator_has_no_code_for() =>
        Agree(RawRequests.Tables.Take(1).Concat(RawRequests.WithoutCode), answer => answer.Status >= 400 ? answer.WithoutCode() : answer);

    private void Agree(IEnumerable<RawRequest> requests, Func<RawAnswer, RawAnswer>? part = null)
    {
        var differences = new List<string>();
        var statuses = new HashSet<int>();
        foreach (RawRequest request in requests)
        {
            RawAnswer real = request.Send(HttpClientTransport.Shared, azurite.TableEndpoint, _table);
            RawAnswer memory = request.Send(_memory, new Uri($"http://table.memory/{AzuriteFixture.AccountName}"), _table);
            statuses.Add(real.Status);
            if ((part?.Invoke(real) ?? real) != (part?.Invoke(memory) ?? memory))
            {
                differences.Add($"{request.Method} {request.Path} {request.Body?[..Math.Min(request.Body.Length, 300)]}\n  Azurite: {real}\n  memory:  {memory}");
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
        Assert.True(statuses.Count > 1, "All requests had one status: they do not say much.");
    }
}
