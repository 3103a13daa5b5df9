using Microsoft.DurableTask.Tests.Faults;

namespace Microsoft.DurableTask.Tests;

/// <summary>
/// The loop that a ticket's clock is: ask for the next deadline, sleep until it or until the ticket changes, fire it, begin
/// anew. A change puts the next deadline off by ten minutes; each deadline fires once.
/// </summary>
internal static class TicketClock
{
    public static void Register(DurableTaskRegistry registry, EffectLog effects) => registry
        .AddOrchestratorFunc<State>("TicketClock", RunAsync)
        .AddActivityFunc<State, Deadline?>("NextDeadline", (_, state) =>
            state.Left == 0 ? null : new Deadline(state.Left, TimeSpan.FromMinutes(10)))
        .AddActivityFunc<Fired>("FireDeadline", (_, fired) => effects.Add($"deadline {fired.Number}", fired.Id.ToString()));

    private static async Task RunAsync(TaskOrchestrationContext context, State state)
    {
        Deadline? next = await context.CallActivityAsync<Deadline?>("NextDeadline", state);
        if (next is null)
        {
            await context.WaitForExternalEvent<object>("ticket-changed");
            return;
        }

        try
        {
            await context.WaitForExternalEvent<object>("ticket-changed", next.In);
        }
        catch (TaskCanceledException)
        {
            await context.CallActivityAsync("FireDeadline", new Fired(next.Number, context.NewGuid()));
            state = new State(state.Left - 1);
        }

        context.ContinueAsNew(state);
    }

    internal sealed record State(int Left);

    private sealed record Deadline(int Number, TimeSpan In);

    private sealed record Fired(int Number, Guid Id);
}
