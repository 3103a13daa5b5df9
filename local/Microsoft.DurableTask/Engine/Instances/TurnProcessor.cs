namespace Support.Local.Durable;

/// <summary>
/// Decides what a turn changes. Reads and writes nothing: the same instance and mailbox give the same outcome, be the
/// orchestrator still in memory or not.
/// </summary>
internal sealed class TurnProcessor(
    OrchestrationExecutor executor, MessageKeys keys, Action<string, Incoming> post, bool replayEveryTurn)
{
    /// <summary>
    /// An orchestrator that begins anew runs its next generation in the same turn, which saves a commit; but not for ever,
    /// or one that never waits would never be committed.
    /// </summary>
    private const int MaxGenerationsPerTurn = 8;

    public TurnOutcome Process(LiveInstance live, IReadOnlyList<Incoming> mailbox, DateTime now)
    {
        var turn = new Turn(live, keys, now);
        foreach (Incoming incoming in mailbox)
        {
            turn.Take(incoming);
        }

        if (live.Record.IsFinal || !turn.HasNews)
        {
            return turn.WithoutRun();
        }

        if (turn.Termination is { } termination)
        {
            turn.Terminate(termination);
        }
        else if (turn.MetForeignContinuation)
        {
            turn.Fail(StoredFailure.From(new NonDurableAwaitException(live.Record.Name)));
        }
        else if (turn.MustHold)
        {
            turn.Hold();
        }
        else
        {
            Run(turn);
        }

        return turn.Finish();
    }

    /// <summary>The turn of an instance whose proper turn cannot be stored.</summary>
    public TurnOutcome Abandon(LiveInstance live, IReadOnlyList<Incoming> mailbox, DateTime now, Exception cause)
    {
        var turn = new Turn(live, keys, now);
        foreach (Incoming incoming in mailbox)
        {
            turn.Discard(incoming);
        }

        turn.Fail(StoredFailure.From(cause));
        return turn.Finish();
    }

    private void Run(Turn turn)
    {
        OrchestrationSession? session = replayEveryTurn ? null : turn.TakeSession();
        for (int generation = 1; ; generation++, session = null)
        {
            InstanceRecord record = turn.Record;
            ExecutionResult result = executor.Execute(
                record,
                session,
                turn.HistoryAfter(session?.Position ?? 0),
                () => post(record.InstanceId, new Incoming.ForeignContinuation(record.ExecutionId, record.Generation)));
            turn.Add(result);
            if (result.Failure is { } failure)
            {
                turn.Fail(failure);
            }
            else if (result.IsCompleted)
            {
                turn.Complete(result.Output);
            }
            else if (result.NextGeneration is { } next)
            {
                turn.BeginAnew(next, result.UnprocessedEvents);
                if (generation < MaxGenerationsPerTurn)
                {
                    continue;
                }

                turn.RunAgain();
            }
            else
            {
                turn.Wait(result);
            }

            return;
        }
    }
}
