using System.Buffers;

namespace Support.Mail.Replies;

/// <summary>The words by which mail programs introduce a quoted mail, language by language.</summary>
internal static class AttributionWords
{
    private static readonly SearchValues<string> Wrote = Words(
    [
        "wrote", "writes", // English
        "schrieb", "schreibt", "geschrieben", // German
        "a écrit", "a ecrit", "écrivait", // French
        "escribió", "escribio", "ha escrito", "escribiste", // Spanish
        "ha scritto", "scrive", "scriveva", // Italian
        "escreveu", // Portuguese
        "schreef", "geschreven", // Dutch
        "napisał", "napisała", "pisze", // Polish
        "написал", "пишет", "писал", // Russian
        "пише", "написав", "написала", "писав", // Ukrainian
        "skrev", "skriver", // Swedish, Norwegian, Danish
        "kirjoitti", "kirjoittaa", // Finnish
        "写道", "寫道", // Chinese
        "書きました", "のメール", "が書いた", // Japanese
        "작성", "썼습니다", // Korean
        "napsal", "napísal", "píše", // Czech, Slovak
        "yazdı", "yazmış", // Turkish
        "a scris", // Romanian
        "írta", // Hungarian
        "έγραψε", // Greek
        "написа", // Bulgarian
        "va escriure", // Catalan
        "menulis", // Indonesian
        "đã viết", // Vietnamese
        "כתב", "כתבה", // Hebrew
        "كتب", // Arabic
        "เขียน", // Thai
    ]);

    private static readonly SearchValues<string> YouWrote = Words(["you wrote", "du geschrieben", "schriebst du", "vous avez écrit", "vous écriviez"]);

    // Nobody's mail program says that of its owner: here somebody tells a story.
    private static readonly SearchValues<string> WroteMyself = Words([" i wrote", "ich schrieb", "schrieb ich", "j'ai écrit", "he escrito", "ho scritto"]);

    private static readonly string[] Openings =
    [
        "on ", "at ", "in ", "am ", "le ", "el ", "il ", "em ", "op ", "den ", "dnia ", "w dniu ", "dne ", "il giorno ", "tarihinde",
        "mån", "tis", "ons", "tors", "fre", "lör", "sön", "ma ", "ti ", "ke ", "to ", "pe ", "la ", "su ", "po ", "út ", "st ", "čt ",
        "pá ", "so ", "ne ", "pon", "wt", "śr", "czw", "pt", "sob", "niedz", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "нд", "понед",
        "втор", "сред", "четв", "пятн", "субб", "воскр", "у ", "в ", "于", "於", "在", "vào ", "pada ", "στις ", "la data de ", "a(z) ",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    ];

    /// <summary>Whether these words say that somebody wrote something.</summary>
    public static bool SaysThatOneWrote(string window) => ContainsAny(window, Wrote) && !ContainsAny(window, WroteMyself);

    /// <summary>Whether they say that the one who is answered wrote it.</summary>
    public static bool SaysThatYouWrote(string window) => ContainsAny(window, YouWrote);

    /// <summary>Whether a line may be the first of a sentence that introduces a quoted mail.</summary>
    public static bool Opens(string line) =>
        char.IsDigit(line.FirstOrDefault())
        || Array.Exists(Openings, opening => line.StartsWith(opening, StringComparison.OrdinalIgnoreCase));

    private static bool ContainsAny(string text, SearchValues<string> words) => text.AsSpan().IndexOfAny(words) >= 0;

    private static SearchValues<string> Words(string[] words) => SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}
