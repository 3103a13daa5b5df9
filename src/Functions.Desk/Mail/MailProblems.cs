using System.Text.Json;
using Support.Platform.Http;
using Support.Platform.Quarantine;

namespace Support.Functions.Desk.Mail;

/// <summary>The problems of mail at the desk.</summary>
internal static class MailProblems
{
    /// <summary>There is no such mail in the quarantine.</summary>
    public static Problem NotInQuarantine() => new()
    {
        Type = "/problems/mail-not-found",
        Title = "There is no such mail in the quarantine.",
        Status = 404,
    };

    /// <summary>The mail does not wait any more.</summary>
    public static Problem NotWaiting(QuarantineState state) => new()
    {
        Type = "/problems/mail-not-waiting",
        Title = "The mail does not wait in the quarantine any more.",
        Status = 409,
        Detail = $"It is {JsonNamingPolicy.CamelCase.ConvertName(state.ToString())}.",
    };

    /// <summary>Mails to the address are sent.</summary>
    public static Problem NotSuppressed() => new()
    {
        Type = "/problems/address-not-suppressed",
        Title = "Mails to this address are sent.",
        Status = 404,
    };

    /// <summary>The message has no such content.</summary>
    public static Problem NoSuchContent() => new()
    {
        Type = "/problems/content-not-found",
        Title = "The message has no such content.",
        Status = 404,
    };
}
