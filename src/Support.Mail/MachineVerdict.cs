namespace Support.Mail;

/// <summary>What sort of machine wrote a mail.</summary>
public enum MachineKind
{
    /// <summary>None: a person wrote it.</summary>
    None,

    /// <summary>Somebody is away.</summary>
    OutOfOffice,

    /// <summary>An automatic answer to a mail.</summary>
    AutoReply,

    /// <summary>A report that a mail was not delivered, or not yet.</summary>
    Bounce,

    /// <summary>A mailing list or a newsletter.</summary>
    List,

    /// <summary>Another automatic mail: a monitor, a printer, a shop.</summary>
    Generated,

    /// <summary>Our own mail that comes back.</summary>
    Own,
}

/// <summary>Whether a machine wrote a mail.</summary>
/// <param name="Kind">What sort of machine.</param>
/// <param name="Reason">How that shows, for a person to read: <c>Auto-Submitted: auto-replied (RFC 3834)</c>; null for a person.</param>
public sealed record MachineVerdict(MachineKind Kind, string? Reason)
{
    /// <summary>A person wrote it.</summary>
    public static MachineVerdict Person { get; } = new(MachineKind.None, null);

    /// <summary>Whether a machine wrote it, so that nothing is answered.</summary>
    public bool IsAutomatic => Kind != MachineKind.None;
}
