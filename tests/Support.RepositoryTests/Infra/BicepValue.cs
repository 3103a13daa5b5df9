namespace Support.RepositoryTests.Infra;

/// <summary>A value: an object, an array, or the text of anything else.</summary>
internal abstract record BicepValue
{
    public static BicepValue Parse(string text) => new Reader(text).ReadValue();

    private sealed class Reader(string text)
    {
        private int _position;

        private char Current => _position < text.Length ? text[_position] : '\0';

        public BicepValue ReadValue()
        {
            SkipSpace();
            return Current switch
            {
                '{' => ReadObject(),
                '[' when !text.AsSpan(_position).StartsWith("[for ") => ReadArray(),
                _ => ReadScalar(),
            };
        }

        private BicepObject ReadObject()
        {
            Dictionary<string, BicepValue> properties = new(StringComparer.Ordinal);
            _position++;
            for (SkipSeparators(); Current != '}'; SkipSeparators())
            {
                string key = ReadKey();
                properties.Add(key, ReadValue());
            }

            _position++;
            return new BicepObject(properties);
        }

        private BicepArray ReadArray()
        {
            List<BicepValue> items = [];
            _position++;
            for (SkipSeparators(); Current != ']'; SkipSeparators())
            {
                items.Add(ReadValue());
            }

            _position++;
            return new BicepArray(items);
        }

        private string ReadKey()
        {
            int start = _position;
            _position = Current == '\'' ? BicepText.EndOfString(text, _position) : text.IndexOf(':', _position);
            string key = text[start.._position].Trim('\'');
            SkipSpace();
            if (Current != ':')
            {
                throw new InvalidDataException($"A property without a value: {key}");
            }

            _position++;
            return key;
        }

        // An expression ends with its line, or before what closes or parts the values around it.
        private BicepScalar ReadScalar()
        {
            int start = _position, depth = 0;
            while (Current != '\0' && !(depth == 0 && Current is '\n' or ',' or '}' or ']'))
            {
                depth += Current is '(' or '{' or '[' ? 1 : Current is ')' or '}' or ']' ? -1 : 0;
                _position = Current == '\'' ? BicepText.EndOfString(text, _position) : _position + 1;
            }

            string raw = text[start.._position].Trim();
            bool isLiteral = raw.StartsWith('\'') && BicepText.EndOfString(raw, 0) == raw.Length;
            return new BicepScalar(isLiteral ? raw[1..^1] : raw);
        }

        private void SkipSpace()
        {
            while (char.IsWhiteSpace(Current))
            {
                _position++;
            }
        }

        private void SkipSeparators()
        {
            while (char.IsWhiteSpace(Current) || Current == ',')
            {
                _position++;
            }

            if (Current == '\0')
            {
                throw new InvalidDataException("A value that does not end.");
            }
        }
    }
}

internal sealed record BicepObject(IReadOnlyDictionary<string, BicepValue> Properties) : BicepValue
{
    public BicepValue this[string name] => Properties.TryGetValue(name, out BicepValue? value)
        ? value
        : throw new KeyNotFoundException($"No property '{name}' among {string.Join(", ", Properties.Keys)}.");

    public BicepObject Object(string name) => (BicepObject)this[name];

    public string Text(string name) => ((BicepScalar)this[name]).Text;

    public string? TextOrNull(string name) => Properties.TryGetValue(name, out BicepValue? value) ? ((BicepScalar)value).Text : null;

    /// <summary>The texts of an array; nothing where the array is computed.</summary>
    public IReadOnlyList<string> Texts(string name) => this[name] is BicepArray array ? array.Texts : [];
}

internal sealed record BicepArray(IReadOnlyList<BicepValue> Items) : BicepValue
{
    public IReadOnlyList<string> Texts => [.. Items.Cast<BicepScalar>().Select(item => item.Text)];
}

/// <summary>A string without its quotes, or the text of a number, a truth value or an expression.</summary>
internal sealed record BicepScalar(string Text) : BicepValue;
