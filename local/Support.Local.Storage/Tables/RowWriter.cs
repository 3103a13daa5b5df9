namespace Support.Local.Storage.Tables;

/// <summary>How much an answer says of its values' types and places.</summary>
internal enum Metadata
{
    Minimal,
    None,
    Full,
}

/// <summary>Writes rows as they are given out.</summary>
/// <param name="json">Where to.</param>
/// <param name="metadata">How much to say beside the values.</param>
/// <param name="select">The names of the properties to give out, as they are escaped; null for all.</param>
internal readonly struct RowWriter(JsonBuffer json, Metadata metadata, byte[][]? select)
{
    /// <param name="row">The row.</param>
    /// <param name="table">Its table's name.</param>
    /// <param name="account">The account's address.</param>
    /// <param name="isWhole">Whether the row is all of the answer, and the answer's metadata therefore the row's.</param>
    public void Write(TableRow row, string table, string account, bool isWhole)
    {
        json.Append('{');
        int start = json.Length;
        if (metadata != Metadata.None)
        {
            WriteMetadata(row, table, account, isWhole);
        }

        WriteSystem(row, start);
        if (select is null && metadata != Metadata.None)
        {
            WriteAll(row, start);
        }
        else
        {
            WriteSelected(row, start);
        }

        json.Append('}');
    }

    private void WriteMetadata(TableRow row, string table, string account, bool isWhole)
    {
        if (isWhole)
        {
            json.Append("\"odata.metadata\":"u8);
            json.AppendQuoted($"{account}/$metadata#{table}/@Element");
            json.Append(',');
        }

        json.Append("\"odata.etag\":"u8);
        json.AppendQuoted(row.ETag);
        if (metadata == Metadata.Full)
        {
            string place = $"{table}(PartitionKey='{Uri.EscapeDataString(row.PartitionKey)}',RowKey='{Uri.EscapeDataString(row.RowKey)}')";
            json.Append(",\"odata.type\":"u8);
            json.AppendQuoted($"{account[(account.LastIndexOf('/') + 1)..]}.{table}");
            json.Append(",\"odata.id\":"u8);
            json.AppendQuoted($"{account}/{place}");
            json.Append(",\"odata.editLink\":"u8);
            json.AppendQuoted(place);
        }
    }

    private void WriteSystem(TableRow row, int start)
    {
        if (IsSelected("PartitionKey"u8))
        {
            Next(start);
            json.Append("\"PartitionKey\":"u8);
            json.AppendQuoted(row.PartitionKey);
        }

        if (IsSelected("RowKey"u8))
        {
            Next(start);
            json.Append("\"RowKey\":"u8);
            json.AppendQuoted(row.RowKey);
        }

        if (IsSelected("Timestamp"u8))
        {
            Next(start);
            json.Append(metadata == Metadata.Full ? "\"Timestamp@odata.type\":\"Edm.DateTime\",\"Timestamp\":"u8 : "\"Timestamp\":"u8);
            json.AppendTime(row.Ticks);
        }
    }

    private void WriteAll(TableRow row, int start)
    {
        if (row.Properties.Length > 2)
        {
            Next(start);
            json.Append(row.Properties.AsSpan(1, row.Properties.Length - 2));
        }
    }

    private void WriteSelected(TableRow row, int start)
    {
        var properties = new StoredProperties(row.Properties);
        while (properties.MoveNext())
        {
            if (IsSelected(properties.Name))
            {
                Next(start);
                json.Append(metadata == Metadata.None ? properties.Plain : properties.Whole);
            }
        }
    }

    private void Next(int start)
    {
        if (json.Length > start)
        {
            json.Append(',');
        }
    }

    private bool IsSelected(ReadOnlySpan<byte> name)
    {
        if (select is null)
        {
            return true;
        }

        foreach (byte[] selected in select)
        {
            if (name.SequenceEqual(selected))
            {
                return true;
            }
        }

        return false;
    }
}
