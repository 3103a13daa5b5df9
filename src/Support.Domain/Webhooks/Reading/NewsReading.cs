using Support.Domain.Model;
using Support.Domain.Webhooks.Mapping;

namespace Support.Domain.Webhooks.Reading;

/// <summary>What is wrong with a payload.</summary>
/// <param name="Pointer">Where, as a JSON pointer.</param>
/// <param name="Message">What was expected.</param>
public sealed record PayloadMistake(string Pointer, string Message);

/// <summary>What came of reading a payload: news, nothing of interest, or mistakes.</summary>
public sealed record NewsReading
{
    private NewsReading()
    {
    }

    /// <summary>The news; null when there is none.</summary>
    public ExternalNews? News { get; private init; }

    /// <summary>Why the payload is no news, for a person to read; null when it is, or cannot be read.</summary>
    public string? Ignored { get; private init; }

    /// <summary>What is wrong with it; empty when nothing is.</summary>
    public IReadOnlyList<PayloadMistake> Mistakes { get; private init; } = [];

    /// <summary>Each field and where its value comes from; empty for sources that this system knows by itself.</summary>
    public IReadOnlyList<MappedField> Fields { get; init; } = [];

    /// <summary>News.</summary>
    public static NewsReading Of(ExternalNews news) => new() { News = news };

    /// <summary>Nothing of interest.</summary>
    public static NewsReading Nothing(string why) => new() { Ignored = why };

    /// <summary>Something that cannot be read.</summary>
    public static NewsReading Wrong(params IReadOnlyList<PayloadMistake> mistakes) => new() { Mistakes = mistakes };
}

/// <summary>What a reader has to know beside the payload.</summary>
/// <param name="Source">The source.</param>
/// <param name="Event">What the sender's header says that happened; null where it says nothing.</param>
/// <param name="DeliveryId">What identifies the delivery; the record too, where the payload names none.</param>
/// <param name="Rules">What the model says of the source.</param>
/// <param name="Model">The support model in force.</param>
public sealed record NewsQuestion(string Source, string? Event, string DeliveryId, WebhookIntake Rules, SupportModel Model);
