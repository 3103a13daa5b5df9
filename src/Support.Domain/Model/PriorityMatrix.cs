namespace Support.Domain.Model;

/// <summary>Impact × urgency → priority.</summary>
public sealed record PriorityMatrix
{
    /// <summary><c>Matrix[impact][urgency]</c>; complete: three by three.</summary>
    public required IReadOnlyDictionary<Grade, IReadOnlyDictionary<Grade, Priority>> Matrix { get; init; }

    /// <summary>Impact of a ticket that says none.</summary>
    public required Grade DefaultImpact { get; init; }

    /// <summary>Urgency of a ticket that says none.</summary>
    public required Grade DefaultUrgency { get; init; }

    /// <summary>The priority of that impact and urgency.</summary>
    public Priority Of(Grade impact, Grade urgency) => Matrix[impact][urgency];
}
