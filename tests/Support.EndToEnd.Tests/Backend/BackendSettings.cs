namespace Support.EndToEnd.Tests.Backend;

/// <summary>How a backend is started.</summary>
internal sealed record BackendSettings
{
    /// <summary>Business seconds a real second.</summary>
    public int Speed { get; init; } = 1;

    /// <summary>The support model; null for the default one.</summary>
    public string? Model { get; init; }

    /// <summary>A mail server of the test's own instead of the mail catcher; null for the mail catcher.</summary>
    public MailSink? Mails { get; init; }
}
