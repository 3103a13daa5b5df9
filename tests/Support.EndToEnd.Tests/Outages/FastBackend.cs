using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Outages;

/// <summary>A backend on which ten minutes pass in a second, from which the tests take away what it needs.</summary>
public sealed class FastBackend : IAsyncLifetime
{
    private readonly ModelFile _model = ModelFile.WithStillRotas();
    private BackendProcess? _process;

    internal MailSink Mails { get; } = new();

    internal BackendProcess Process => _process ?? throw new InvalidOperationException("It does not run yet.");

    public async Task InitializeAsync() =>
        _process = await BackendProcess.StartAsync(new BackendSettings { Speed = 600, Model = _model.Location, Mails = Mails });

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Mails.Dispose();
        _model.Dispose();
    }
}

/// <summary>The tests that share that backend, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OutageTests : ICollectionFixture<FastBackend>
{
    public const string Name = "Outages";
}
