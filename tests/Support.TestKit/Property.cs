using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit.Sdk;

namespace Support.TestKit;

/// <summary>
/// Tries a law on drawn cases. The seed is fixed, so a failure comes again at the next run, unless the environment says
/// otherwise: <c>SUPPORT_PROPERTY_CASES</c> is how many cases each law is tried on, <c>SUPPORT_PROPERTY_SEED</c> is the
/// seed, one number, or the two or three of them that a failure names.
/// </summary>
public static class Property
{
    public const string CasesVariable = "SUPPORT_PROPERTY_CASES";
    public const string SeedVariable = "SUPPORT_PROPERTY_SEED";

    private const string UsualSeed = "20260105";

    /// <summary>Tries a law.</summary>
    /// <param name="cases">What it is tried on.</param>
    /// <param name="holds">Throws when the law does not hold for a case.</param>
    /// <param name="count">On how many, unless the environment says how many.</param>
    /// <param name="simpler">Simpler cases than one, so that a failure is shown by the simplest found.</param>
    public static void Holds<T>(Gen<T> cases, Action<T> holds, int count = 1000, Func<T, IEnumerable<T>>? simpler = null)
    {
        string seed = Of(SeedVariable) ?? UsualSeed;
        if (Of(CasesVariable) is { } text)
        {
            count = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        Config config = Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithReplay(FSharpOption<Replay>.Some(Replayed(seed)));
        try
        {
            Check.One(config, Prop.ForAll(Arb.From(cases, simpler ?? (static _ => [])), holds));
        }
        catch (Exception failure)
        {
            // The runner's own words name the case, where it went wrong, and the seed that draws the case at once.
            throw new XunitException($"Tried on {count} cases from {SeedVariable}={seed}. {failure.Message}");
        }
    }

    /// <inheritdoc cref="Holds{T}(Gen{T}, Action{T}, int, Func{T, IEnumerable{T}}?)" />
    public static void Holds<T1, T2>(Gen<(T1, T2)> cases, Action<T1, T2> holds, int count = 1000) =>
        Holds(cases, drawn => holds(drawn.Item1, drawn.Item2), count);

    private static Replay Replayed(string seed)
    {
        string[] parts = seed.Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
        ulong first = ulong.Parse(parts[0], CultureInfo.InvariantCulture);
        Rnd random = parts.Length > 1 ? new Rnd(first, ulong.Parse(parts[1], CultureInfo.InvariantCulture)) : new Rnd(first);
        return new Replay(
            random,
            parts.Length > 2 ? FSharpOption<int>.Some(int.Parse(parts[2], CultureInfo.InvariantCulture)) : FSharpOption<int>.None);
    }

    private static string? Of(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? text : null;
}
