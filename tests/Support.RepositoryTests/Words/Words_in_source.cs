using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Words;

/// <summary>What is written is finished, and what waits can be hurried and stopped.</summary>
public sealed partial class Words_in_source
{
    private static readonly string[] Clocks = ["DateTime", "DateTimeOffset"];

    [Fact]
    public void Promise_nothing_for_later() => Rule.Holds(
        "Notes for later belong into an issue:",
        Repository.Lines(Repository.FilesUnder("src").Concat(Repository.FilesUnder("local")))
            .Where(line => NoteForLater().IsMatch(line.Line)).Select(line => $"{line.Place} {line.Line.Trim()}"));

    [Fact]
    public void Leave_nothing_unimplemented() => Rule.Holds(
        "What is not there yet is not there at all:",
        from file in CSharpFile.Under("src", "local")
        from name in file.Nodes<IdentifierNameSyntax>()
        where name.Identifier.ValueText == nameof(NotImplementedException)
        select file.Place(name));

    [Fact]
    public void Skip_no_test() => Rule.Holds(
        "A test runs, or it is not there:",
        from file in CSharpFile.Under("src", "local", "tests")
        from attribute in file.Nodes<AttributeSyntax>()
        where attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.ValueText == "Skip") == true
        select file.Place(attribute));

    [Fact]
    public void Block_no_thread_to_wait() => Rule.Holds(
        "Nothing sleeps on a thread:",
        from file in CSharpFile.Under("src", "local", "tests")
        from call in file.Calls("Sleep")
        where CSharpFile.NameOf(((call.Expression as MemberAccessExpressionSyntax)?.Expression)!) == "Thread"
        select file.Place(call));

    [Fact]
    public void Wait_by_the_clock_that_they_are_given() => Rule.Holds(
        "Task.Delay takes the TimeProvider: by a name that says so, or as the second of three arguments:",
        from file in CSharpFile.Under("src", "local")
        from call in DelaysOf(file)
        where !TakesAClock(call)
        select file.Place(call));

    [Theory]
    [InlineData("Task.Delay(delay, _time, cancellationToken)", true)]
    [InlineData("Task.Delay(delay, options.TimeProvider)", true)]
    [InlineData("Task.Delay(delay, cancellationToken)", false)]
    [InlineData("System.Threading.Tasks.Task.Delay(50)", false)]
    public void Are_asked_for_a_clock_wherever_they_wait(string call, bool takesAClock) =>
        Assert.Equal(takesAClock, TakesAClock(DelaysOf(CSharpFile.Parse("Sample.cs", call + ";")).Single()));

    [Fact]
    public void Of_tests_do_not_wait_for_time_to_pass() => Rule.Holds(
        "A test waits for what it is about, not for a while:",
        from file in CSharpFile.Under("tests")
        from call in DelaysOf(file)
        where !WaitsInASimulation(call)
        select file.Place(call));

    [Fact]
    public void Read_the_clock_that_they_are_given() => Rule.Holds(
        "Time comes through TimeProvider:",
        from file in CSharpFile.Under("src", "local")
        from access in file.Nodes<MemberAccessExpressionSyntax>()
        where access.Name.Identifier.ValueText is "Now" or "UtcNow" or "Today" && Clocks.Contains(CSharpFile.NameOf(access.Expression))
        select file.Place(access));

    private static IEnumerable<InvocationExpressionSyntax> DelaysOf(CSharpFile file) =>
        file.Calls("Delay").Where(call => call.Expression is MemberAccessExpressionSyntax access && CSharpFile.NameOf(access.Expression) == "Task");

    // A simulation's clock jumps over what nobody has to wait for; a clock that is handed in is one that the test drives.
    private static bool WaitsInASimulation(InvocationExpressionSyntax delay) =>
        delay.ArgumentList.Arguments is [_, { Expression: var clock }, ..] && SimulatedClock().IsMatch(clock.ToString());

    private static bool TakesAClock(InvocationExpressionSyntax delay) =>
        delay.ArgumentList.Arguments is [_, _, _]
        || (delay.ArgumentList.Arguments is [_, { Expression: var clock }] && ClockName().IsMatch(CSharpFile.NameOf(clock) ?? ""));

    [GeneratedRegex("(?:clock|time|timeProvider)$", RegexOptions.IgnoreCase)]
    private static partial Regex ClockName();

    [GeneratedRegex(@"^_?time$|[sS]imulation(?:\.Current!)?\.Time$")]
    private static partial Regex SimulatedClock();

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex NoteForLater();
}
