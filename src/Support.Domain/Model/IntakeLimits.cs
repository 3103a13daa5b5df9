namespace Support.Domain.Model;

/// <summary>How much strangers may send.</summary>
public sealed record IntakeLimits
{
    /// <summary>What holds for a model that says nothing.</summary>
    public static IntakeLimits Default { get; } = new();

    /// <summary>How many files, how large, and which not.</summary>
    public AttachmentLimits Attachments { get; init; } = new();

    /// <summary>How often.</summary>
    public IntakeRates Rates { get; init; } = new();
}

/// <summary>Which files are kept.</summary>
public sealed record AttachmentLimits
{
    /// <summary>What may lead a person into running it, by the ends of names. Whoever needs one sends it packed and with a word.</summary>
    public static IReadOnlyList<string> UsuallyBlocked { get; } =
    [
        "ade", "adp", "apk", "appx", "bat", "chm", "cmd", "com", "cpl", "dll", "exe", "hta", "img", "ins", "iso", "isp", "jar", "js", "jse",
        "lnk", "mde", "msc", "msi", "msix", "msp", "mst", "ps1", "psm1", "reg", "scf", "scr", "sct", "sys", "url", "vb", "vbe", "vbs",
        "vhd", "vhdx", "ws", "wsc", "wsf", "wsh", "xll",
    ];

    /// <summary>The largest file, in bytes.</summary>
    public int SizeMax { get; init; } = 10 * 1024 * 1024;

    /// <summary>All files of one message together, in bytes.</summary>
    public int TotalMax { get; init; } = 20 * 1024 * 1024;

    /// <summary>How many files one message brings.</summary>
    public int CountMax { get; init; } = 20;

    /// <summary>Files that are not kept, by the ends of their names: small letters and digits, without the dot.</summary>
    public IReadOnlyList<string> BlockedExtensions { get; init; } = UsuallyBlocked;

    /// <summary>Whether programs are refused by what their bytes say, whatever their names.</summary>
    public bool BlockPrograms { get; init; } = true;
}

/// <summary>How often callers may ask, each counted by each instance of the intake app for itself.</summary>
public sealed record IntakeRates
{
    /// <summary>Everything that comes from one network address, whoever sends it.</summary>
    public Rate Address { get; init; } = new(PerMinute: 600, Burst: 200);

    /// <summary>Writes without a key, by address: what opens a ticket, adds a message.</summary>
    public Rate Anonymous { get; init; } = new(PerMinute: 30, Burst: 20);

    /// <summary>Everything that comes with one key.</summary>
    public Rate Key { get; init; } = new(PerMinute: 1200, Burst: 400);

    /// <summary>Failed attempts to prove who one is, by address.</summary>
    public Rate Failures { get; init; } = new(PerMinute: 6, Burst: 10);
}

/// <summary>A token bucket: it holds so many requests, and gets so many back in a minute.</summary>
/// <param name="PerMinute">Requests a minute in the long run.</param>
/// <param name="Burst">Requests at once after a rest.</param>
public sealed record Rate(int PerMinute, int Burst);
