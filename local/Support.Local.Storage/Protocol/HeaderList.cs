using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Support.Local.Storage.Protocol;

/// <summary>The headers of a request, by name in any case. There are few of them, so they are looked for one by one.</summary>
internal sealed class HeaderList : IReadOnlyDictionary<string, string>
{
    private readonly List<KeyValuePair<string, string>> _headers = new(12);

    public int Count => _headers.Count;

    public IEnumerable<string> Keys => _headers.Select(header => header.Key);

    public IEnumerable<string> Values => _headers.Select(header => header.Value);

    public string this[string key] => TryGetValue(key, out string? value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        int index = IndexOf(key);
        value = index < 0 ? null : _headers[index].Value;
        return index >= 0;
    }

    public void Set(string name, string value)
    {
        int index = IndexOf(name);
        if (index < 0)
        {
            _headers.Add(new(name, value));
        }
        else
        {
            _headers[index] = new(name, value);
        }
    }

    /// <summary>Values of one name are joined by commas, as a server joins the lines of one.</summary>
    public void Add(string name, string value) => Set(name, TryGetValue(name, out string? former) ? $"{former},{value}" : value);

    public bool Remove(string name)
    {
        int index = IndexOf(name);
        if (index >= 0)
        {
            _headers.RemoveAt(index);
        }

        return index >= 0;
    }

    public IEnumerable<HttpHeader> ToHttpHeaders() => _headers.Select(header => new HttpHeader(header.Key, header.Value));

    public List<KeyValuePair<string, string>>.Enumerator GetEnumerator() => _headers.GetEnumerator();

    IEnumerator<KeyValuePair<string, string>> IEnumerable<KeyValuePair<string, string>>.GetEnumerator() => _headers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _headers.GetEnumerator();

    private int IndexOf(string name)
    {
        for (int index = 0; index < _headers.Count; index++)
        {
            if (string.Equals(_headers[index].Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return -1;
    }
}
