using Support.Domain.Tickets;

namespace Support.Domain.Model.Reading;

/// <summary>Reads which tickets a policy is for.</summary>
internal static class TicketFilterReader
{
    public static TicketFilter Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.TicketFilter);
        var filter = new TicketFilter
        {
            Applications = members["applications"]?.NotEmpty().Set(static item => item.Reference(Named.Application)),
            Kinds = members["kinds"]?.NotEmpty().Set(static item => item.Word<TicketKind>()),
            Priorities = members["priorities"]?.NotEmpty().Set(static item => item.Word<Priority>()),
            Channels = members["channels"]?.NotEmpty().Set(static item => item.Word<IntakeChannel>()),
            Organisations = members["organisations"]?.NotEmpty().Set(static item => item.Reference(Named.Organisation)),
            Contracts = members["contracts"]?.NotEmpty().Set(static item => item.Reference(Named.Contract)),
        };
        if (filter == new TicketFilter() && !node.Reading.IsBroken(node.Pointer))
        {
            node.Mistake("Expected at least one condition; leave 'when' out for a policy of all tickets.");
        }

        return filter;
    }
}
