namespace Support.Local.Hosting;

/// <summary>What <c>support run</c> can be told.</summary>
public sealed record LocalHostOptions
{
    public const int DefaultPort = 7071;
    public const int DefaultStoragePort = 10000;
    public const int DefaultMailPort = 1080;
    public const int DefaultSmtpPort = 1025;
    public const int DefaultInboundPort = 2525;
    public const string DefaultDataDirectory = ".support";

    /// <summary>The function apps that are run: the names of their assemblies.</summary>
    public IReadOnlyList<string> Apps { get; init; } =
        ["Functions.Intake", "Functions.Desk", "Functions.Orchestration", "Functions.Notifications"];

    /// <summary>The port of the API and of the host's own pages.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The folder that holds all state; below the current folder when relative.</summary>
    public string DataDirectory { get; init; } = DefaultDataDirectory;

    /// <summary>Business seconds a real second.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The first of Azurite's three ports: blobs, then queues, then tables.</summary>
    public int StoragePort { get; init; } = DefaultStoragePort;

    /// <summary>The port of the page that shows the mails.</summary>
    public int MailPort { get; init; } = DefaultMailPort;

    /// <summary>The port that mails are delivered to.</summary>
    public int SmtpPort { get; init; } = DefaultSmtpPort;

    /// <summary>The port at which mails come in (SMTP).</summary>
    public int InboundPort { get; init; } = DefaultInboundPort;

    /// <summary>The support model to run; the default model when there is none.</summary>
    public string? ModelPath { get; init; }

    /// <summary>Leaves the mail catcher alone and the apps without a mail server.</summary>
    public bool NoMail { get; init; }
}
