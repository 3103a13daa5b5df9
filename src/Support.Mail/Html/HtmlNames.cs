using System.Collections.Frozen;

namespace Support.Mail.Html;

/// <summary>Which elements and attributes are kept, and how elements nest.</summary>
internal static class HtmlNames
{
    /// <summary>The elements that are kept. None of them runs, fetches or changes how what follows is parsed.</summary>
    public static FrozenSet<string> Elements { get; } = Set(
        "a abbr b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins"
        + " kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr");

    /// <summary>Elements that have no content.</summary>
    public static FrozenSet<string> Void { get; } = Set("br col hr img wbr");

    /// <summary>Elements that go with all they hold.</summary>
    public static FrozenSet<string> DroppedWhole { get; } = Set("svg math template select datalist map applet audio video canvas");

    /// <summary>Elements whose content is no markup, and goes with them.</summary>
    public static FrozenSet<string> RawAndDropped { get; } = Set("script style title iframe noembed noframes");

    /// <summary>Elements whose content is no markup, and is text to read.</summary>
    public static FrozenSet<string> RawAndText { get; } = Set("textarea xmp plaintext listing");

    /// <summary>Elements that stand alone on their lines; what is not kept of them becomes a <c>div</c>.</summary>
    public static FrozenSet<string> Blocks { get; } = Set(
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
        + " header hgroup hr legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul");

    /// <summary>The attributes that are read at all; the writer decides which are written.</summary>
    public static FrozenSet<string> Attributes { get; } = Set(
        "align alt bgcolor border cellpadding cellspacing cite class color colspan data-remote-src dir face height hidden href id lang name"
        + " rowspan size src start style title type valign value width");

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
