using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Support.Mail.Mime;

/// <summary>A line that parts a multipart.</summary>
/// <param name="Line">Where it starts.</param>
/// <param name="Next">Where the next line starts.</param>
/// <param name="Depth">Whose it is, the outermost multipart being 0; -1 for the end of the mail, which ends all.</param>
/// <param name="Closes">Whether no part follows.</param>
internal readonly record struct Boundary(int Line, int Next, int Depth, bool Closes);

/// <summary>
/// Finds the lines that part the multiparts which are open at a place (RFC 2046, 5.1.1). All of them are looked for at once, so
/// that a multipart that is not closed ends where the one around it goes on, and no byte is looked at for each of them.
/// </summary>
internal sealed class Boundaries(ReadOnlyMemory<byte> data, MailLines lines)
{
    private readonly List<OpenBoundary> _open = [];

    // By how many of the open ones each byte is the first: most lines are told by it.
    private readonly int[] _starts = new int[256];

    public int Depth => _open.Count;

    /// <summary>The end of the mail, which ends all.</summary>
    public Boundary End => new(data.Length, data.Length, -1, true);

    public void Open(byte[] boundary)
    {
        _open.Add(new OpenBoundary(boundary));
        _starts[boundary[0]]++;
    }

    public void Close()
    {
        _starts[_open[^1].Bytes[0]]--;
        _open.RemoveAt(_open.Count - 1);
    }

    /// <summary>Whether such a line starts at a place.</summary>
    public bool IsAt(int place) => Match(data.Span, place) is not null;

    /// <summary>The next such line at or behind a place at which a line starts, or the end of the mail.</summary>
    public Boundary Next(int from)
    {
        ReadOnlySpan<byte> bytes = data.Span;
        int at = from;
        while (_open.Count > 0 && at < bytes.Length)
        {
            int found = bytes[at..].IndexOf("--"u8);
            if (found < 0)
            {
                break;
            }

            at += found;
            if ((at == from || lines.StartsAt(at)) && Match(bytes, at) is { } boundary)
            {
                return boundary;
            }

            int dashes = bytes[at..].IndexOfAnyExcept((byte)'-');
            at = dashes < 0 ? bytes.Length : at + dashes;
        }

        return End;
    }

    private Boundary? Match(ReadOnlySpan<byte> bytes, int place)
    {
        ReadOnlySpan<byte> rest = bytes[place..];
        if (rest is not [(byte)'-', (byte)'-', var start, ..] || _starts[start] == 0)
        {
            return null;
        }

        rest = rest[2..];
        ulong first = OpenBoundary.FirstOf(rest);
        ReadOnlySpan<OpenBoundary> open = CollectionsMarshal.AsSpan(_open);
        for (int depth = open.Length - 1; depth >= 0; depth--)
        {
            if (!open[depth].MayStart(first) || !rest.StartsWith(open[depth].Bytes))
            {
                continue;
            }

            (int end, int next) = lines.At(place);
            int behind = place + 2 + open[depth].Bytes.Length;
            ReadOnlySpan<byte> after = bytes[behind..Math.Max(end, behind)];
            bool closes = after.StartsWith("--"u8);
            // A longer line is another boundary, or a text.
            if ((closes ? after[2..] : after).Trim(" \t"u8).IsEmpty)
            {
                return new Boundary(place, next, depth, closes);
            }
        }

        return null;
    }

    // A mail of lines that start as thirty boundaries do is told from them by their first bytes at once.
    private readonly struct OpenBoundary
    {
        private readonly ulong _mask;
        private readonly ulong _first;

        public OpenBoundary(byte[] bytes)
        {
            Bytes = bytes;
            _mask = bytes.Length >= sizeof(ulong) ? ulong.MaxValue : (1UL << (8 * bytes.Length)) - 1;
            _first = FirstOf(bytes);
        }

        public byte[] Bytes { get; }

        public static ulong FirstOf(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length >= sizeof(ulong))
            {
                return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            }

            Span<byte> padded = stackalloc byte[sizeof(ulong)];
            padded.Clear();
            bytes.CopyTo(padded);
            return BinaryPrimitives.ReadUInt64LittleEndian(padded);
        }

        public bool MayStart(ulong first) => ((first ^ _first) & _mask) == 0;
    }
}
