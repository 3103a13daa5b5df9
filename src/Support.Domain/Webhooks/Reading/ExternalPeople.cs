using Support.Domain.Model;

namespace Support.Domain.Webhooks.Reading;

/// <summary>Makes people of what other systems tell of theirs.</summary>
internal static class ExternalPeople
{
    private const int NameLengthMax = 200;
    private const int LocalPartLengthMax = 64;

    /// <summary>
    /// A person. Who is known by no mail address gets one below <c>.invalid</c> (RFC 2606), which can never exist and which
    /// no mail is sent to.
    /// </summary>
    /// <param name="email">Mail address; null or none at all where the system does not tell it.</param>
    /// <param name="name">What people call them; null for unknown.</param>
    /// <param name="login">By what the system knows them; null for unknown.</param>
    /// <param name="source">The system.</param>
    public static ExternalPerson Of(string? email, string? name, string? login, string source)
    {
        string shown = PayloadText.Line(name, NameLengthMax) ?? PayloadText.Line(login, NameLengthMax) ?? $"somebody at {source}";
        string? address = email?.Trim();
        return address is not null && MailAddressFormat.IsValid(address)
            ? new ExternalPerson(address, shown)
            : new ExternalPerson($"{Local(login ?? name)}@{source}.invalid", shown);
    }

    // Letters that an address may hold without quotes; people without any are one person.
    private static string Local(string? login)
    {
        string local = new([.. (login ?? "").ToLowerInvariant().Select(static letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').Take(LocalPartLengthMax)]);
        return local.Trim('-') is { Length: > 0 } some ? some : "somebody";
    }
}
