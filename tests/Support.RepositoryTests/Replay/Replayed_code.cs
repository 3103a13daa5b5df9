using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Replay;

/// <summary>Files <c>*.orchestrator.cs</c>: an orchestrator runs from the top at every turn, and must see what it saw before.</summary>
public sealed class Replayed_code
{
    private static IEnumerable<CSharpFile> Source => CSharpFile.Under("src");

    [Fact]
    public void Lies_in_files_of_its_own()
    {
        Assert.Contains(Source, file => file.IsReplayed);
        Rule.Holds(
            "What has or takes an orchestration's context is replayed; its file is named *.orchestrator.cs, where the rules of replay hold:",
            from file in Source
            where !file.IsReplayed
            from name in file.Nodes<IdentifierNameSyntax>()
            where name.Identifier.ValueText is "OrchestrationTrigger" or "OrchestrationTriggerAttribute" or "TaskOrchestrationContext"
            select file.Place(name));
    }

    [Fact]
    public void Sees_its_history_alone() => Rule.Holds(
        "Replayed code has no clock, identifiers, settings, threads or I/O of its own:",
        Source.Where(file => file.IsReplayed).SelectMany(ReplayedCode.Offences));

    [Fact]
    public void Can_cancel_every_timer() => Rule.Holds(
        "A durable timer that lost its race must be cancelled, or the orchestration does not end before it: pass a CancellationToken:",
        from file in Source
        from call in file.Calls("CreateTimer")
        where call.ArgumentList.Arguments is not { Count: 4 } && !IsCancellable(call)
        select file.Place(call));

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = System.DateTimeOffset.Now;")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("var dice = new Random();")]
    [InlineData("var dice = Random.Shared.Next();")]
    [InlineData("var name = System.Environment.MachineName;")]
    [InlineData("await Task.Delay(5);")]
    [InlineData("await System.Threading.Tasks.Task.Run(Work);")]
    [InlineData("Thread.Sleep(5);")]
    [InlineData("var watch = Stopwatch.StartNew();")]
    [InlineData("var now = TimeProvider.System.GetUtcNow();")]
    [InlineData("await context.CallActivityAsync(name).ConfigureAwait(false);")]
    [InlineData("IConfiguration configuration = null!;")]
    [InlineData("using HttpClient client = new();")]
    [InlineData("ILogger logger = factory.CreateLogger(name);")]
    [InlineData("ILogger<int> logger = null!;")]
    public void Is_refused_when_it_looks_elsewhere(string statement) =>
        Assert.NotEmpty(ReplayedCode.Offences(CSharpFile.Parse("Sample.orchestrator.cs", statement)));

    [Theory]
    [InlineData("using static System.Guid;")]
    [InlineData("using Clock = System.DateTime;")]
    public void Is_refused_when_it_hides_a_name(string directive) =>
        Assert.NotEmpty(ReplayedCode.Offences(CSharpFile.Parse("Sample.orchestrator.cs", directive)));

    [Theory]
    [InlineData("DateTime now = context.CurrentUtcDateTime;")]
    [InlineData("Guid id = context.NewGuid();")]
    [InlineData("ILogger logger = context.CreateReplaySafeLogger(nameof(Sample));")]
    [InlineData("await Task.WhenAny(timer, change);")]
    [InlineData("Task timer = context.CreateTimer(due, loser.Token);")]
    public void Is_accepted_when_its_history_answers(string statement) =>
        Assert.Empty(ReplayedCode.Offences(CSharpFile.Parse("Sample.orchestrator.cs", statement)));

    [Theory]
    [InlineData("context.CreateTimer(due, loser.Token);", true)]
    [InlineData("context.CreateTimer(due);", false)]
    [InlineData("context.CreateTimer(due, default);", false)]
    [InlineData("context.CreateTimer(due, CancellationToken.None);", false)]
    public void Is_asked_for_a_token_that_can_cancel(string statement, bool isCancellable) =>
        Assert.Equal(isCancellable, IsCancellable(CSharpFile.Parse("Sample.cs", statement).Calls("CreateTimer").Single()));

    private static bool IsCancellable(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is [_, { Expression: var token }]
        && !token.IsKind(SyntaxKind.DefaultLiteralExpression)
        && !token.IsKind(SyntaxKind.DefaultExpression)
        && CSharpFile.NameOf(token) != nameof(CancellationToken.None);
}
