using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Sizes;

/// <summary>Who knows a type's name knows its file.</summary>
public sealed class File_names
{
    // Files that hold a family of small types, read together, under the family's name.
    private static readonly Dictionary<string, string> Families = new()
    {
        ["local/Azure.Messaging.ServiceBus/ServiceBusEnums.cs"] = "Three enums of the package.",
        ["local/Microsoft.Azure.Functions.Worker.Extensions.DurableTask/DurableAttributes.cs"] = "The package's three binding attributes.",
        ["local/Microsoft.Azure.Functions.Worker/Abstractions/BindingAttributes.cs"] = "The empty roots of all binding attributes.",
        ["local/Microsoft.Azure.Functions.Worker/Abstractions/RetryAttributes.cs"] = "One attribute for each way of trying again, and their root.",
        ["local/Microsoft.Azure.Functions.Worker/Context/InvocationParts.cs"] = "The three small parts of a FunctionContext.",
        ["src/Support.Domain/Model/Enums.cs"] = "The words of the support model, one enum each.",
        ["src/Support.Domain/Model/People.cs"] = "Who the support model knows of.",
        ["src/Support.Domain/Tickets/ClockEvents.cs"] = "What a clock writes into a ticket's history.",
    };

    [Fact]
    public void Are_those_of_the_type_that_others_look_for() => Rule.Holds(
        "A file under src/ and local/ is named for its public type (for one of them, where small ones share it; without one, for one of its types):",
        from file in CSharpFile.Under("src", "local")
        where !Families.ContainsKey(file.Path)
        let names = TypesToLookFor(file)
        where names.Length > 0 && !names.Contains(file.Stem)
        select $"{file.Path} declares {string.Join(", ", names)}");

    [Fact]
    public void With_a_second_part_are_of_partial_types() => Rule.Holds(
        "X.Y.cs holds a part of the partial type X (or replayed code: X.orchestrator.cs):",
        from file in CSharpFile.Under("src", "local")
        where Path.GetFileName(file.Path).Count(letter => letter == '.') > 1 && !file.IsReplayed
        where !file.Types.Any(type => type.Identifier.ValueText == file.Stem && type.Modifiers.Any(SyntaxKind.PartialKeyword))
        select file.Path);

    [Fact]
    public void Are_excused_only_where_there_is_a_file() =>
        Assert.All(Families.Keys, path => Assert.Contains(path, Repository.Files));

    private static string[] TypesToLookFor(CSharpFile file)
    {
        MemberDeclarationSyntax[] types = [.. file.Nodes<MemberDeclarationSyntax>().Where(member =>
            member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && member.Parent is not TypeDeclarationSyntax)];
        MemberDeclarationSyntax[] visible = [.. types.Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))];
        return [.. (visible.Length > 0 ? visible : types).Select(NameOf)];
    }

    private static string NameOf(MemberDeclarationSyntax type) =>
        type is BaseTypeDeclarationSyntax declared ? declared.Identifier.ValueText : ((DelegateDeclarationSyntax)type).Identifier.ValueText;
}
