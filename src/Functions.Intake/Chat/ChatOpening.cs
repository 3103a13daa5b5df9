using Support.Domain.Chat;
using Support.Domain.Model;
using Support.Platform.Chat;
using Support.Platform.Http;

namespace Support.Functions.Intake.Chat;

/// <summary>The body of <c>POST /api/chat/sessions</c>: what a visitor says of themselves, all of it free to leave out.</summary>
public static class ChatOpening
{
    private const int NameLengthMax = 200;
    private const int IdLengthMax = 40;
    private const int PageLengthMax = 1000;

    private static readonly BodyField<string?> Name = BodyFields.Text("name", NameLengthMax, "What the visitor is called.");

    private static readonly BodyField<string?> Email = BodyFields.Text(
        "email", MailAddressFormat.LengthMax, "Mail address, to which goes what the visitor does not see in the chat.");

    private static readonly BodyField<string?> Application =
        BodyFields.Text("application", IdLengthMax, "Application id; left out, the model decides.");

    private static readonly BodyField<string?> Page = BodyFields.Text("page", PageLengthMax, "Address of the page that the chat stands on.");

    /// <summary>Every member.</summary>
    public static IReadOnlyList<BodyField> Fields { get; } = [Name, Email, Application, Page];

    /// <summary>Reads the body, and says how a chat gets what the visitor said. Null when there are errors.</summary>
    public static Func<ChatSession, ChatSession>? Read(FieldReader body, SupportModel model)
    {
        string? name = Name.In(body)?.Trim();
        string? email = body.Address(Email.Name, required: false);
        string? application = Application.In(body);
        string? page = Page.In(body);
        body.RejectUnknown();
        if (application is not null && !model.Applications.ContainsKey(application))
        {
            body.Reject(Application.Name, "There is no such application.");
        }

        if (page is not null && !(Uri.TryCreate(page, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"))
        {
            body.Reject(Page.Name, "Expected the address of a page, such as https://shop.example.com/cart.");
        }

        return body.Errors.Count > 0
            ? null
            : session => session with { Name = name is { Length: > 0 } ? name : null, Email = email, Application = application, Page = page };
    }
}

/// <summary>A chat that has begun.</summary>
/// <param name="Session">Its id, for the addresses.</param>
/// <param name="Token">Its token, for the <c>Authorization</c> header: whoever has it is the visitor.</param>
/// <param name="ExpiresAt">Until when the visitor can come back with it.</param>
/// <param name="Organisation">Whose desk it is.</param>
/// <param name="Welcome">Whether somebody is there, and by when a first answer is promised.</param>
public sealed record ChatOpened(string Session, string Token, DateTimeOffset ExpiresAt, string Organisation, ChatWelcome Welcome);
