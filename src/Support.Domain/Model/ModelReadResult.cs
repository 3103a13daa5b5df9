namespace Support.Domain.Model;

/// <summary>What reading a model file came to: a model, or the mistakes that forbid one.</summary>
public sealed record ModelReadResult
{
    /// <summary>The model; null when the file has a mistake.</summary>
    public SupportModel? Model { get; init; }

    /// <summary>Every mistake of the file; empty when there is a model.</summary>
    public required IReadOnlyList<ModelMistake> Mistakes { get; init; }
}
