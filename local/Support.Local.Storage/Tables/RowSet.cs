namespace Support.Local.Storage.Tables;

/// <summary>
/// Rows in the order of their keys. They lie in blocks of bounded size, so that a row is found by two binary searches and
/// put in or taken out by moving a block's worth of references, however many rows there are.
/// </summary>
internal sealed class RowSet
{
    private const int BlockSize = 256;

    private readonly List<Block> _blocks = [];

    public int Count { get; private set; }

    public TableRow? Find(string partitionKey, string rowKey)
    {
        if (_blocks.Count == 0)
        {
            return null;
        }

        Block block = _blocks[BlockOf(partitionKey, rowKey)];
        int index = block.Search(partitionKey, rowKey);
        return index < 0 ? null : block.Rows[index];
    }

    /// <summary>Puts a row in, in place of the one of its keys if there is one.</summary>
    public void Put(TableRow row)
    {
        if (_blocks.Count == 0)
        {
            _blocks.Add(new Block());
        }

        int number = BlockOf(row.PartitionKey, row.RowKey);
        Block block = _blocks[number];
        int index = block.Search(row.PartitionKey, row.RowKey);
        if (index >= 0)
        {
            block.Rows[index] = row;
            return;
        }

        Count++;
        index = ~index;
        if (block.Count == BlockSize)
        {
            // Rows are mostly added at the end of all: leaving the full block whole keeps blocks full then.
            int kept = number == _blocks.Count - 1 && index == BlockSize ? BlockSize : BlockSize / 2;
            Block next = block.Split(kept);
            _blocks.Insert(number + 1, next);
            (block, index) = index > kept || kept == BlockSize ? (next, index - kept) : (block, index);
        }

        block.Insert(index, row);
    }

    public bool Remove(string partitionKey, string rowKey)
    {
        if (_blocks.Count == 0)
        {
            return false;
        }

        int number = BlockOf(partitionKey, rowKey);
        Block block = _blocks[number];
        int index = block.Search(partitionKey, rowKey);
        if (index < 0)
        {
            return false;
        }

        Count--;
        block.RemoveAt(index);
        if (block.Count == 0)
        {
            _blocks.RemoveAt(number);
        }
        else if (number + 1 < _blocks.Count && block.Count + _blocks[number + 1].Count <= BlockSize / 2)
        {
            block.Append(_blocks[number + 1]);
            _blocks.RemoveAt(number + 1);
        }

        return true;
    }

    /// <summary>The rows from those keys on, in order. The set must not change while they are read.</summary>
    public IEnumerable<TableRow> From(string partitionKey, string rowKey)
    {
        if (_blocks.Count == 0)
        {
            yield break;
        }

        int number = BlockOf(partitionKey, rowKey);
        int index = _blocks[number].Search(partitionKey, rowKey);
        index = index < 0 ? ~index : index;
        for (; number < _blocks.Count; number++, index = 0)
        {
            Block block = _blocks[number];
            for (; index < block.Count; index++)
            {
                yield return block.Rows[index];
            }
        }
    }

    /// <summary>The last block that begins at or before the keys; the first, if none does.</summary>
    private int BlockOf(string partitionKey, string rowKey)
    {
        (int low, int high) = (1, _blocks.Count);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_blocks[middle].Rows[0].CompareTo(partitionKey, rowKey) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private sealed class Block
    {
        public TableRow[] Rows { get; } = new TableRow[BlockSize];

        public int Count { get; private set; }

        /// <returns>The place of the row, or the complement of where it would be.</returns>
        public int Search(string partitionKey, string rowKey)
        {
            (int low, int high) = (0, Count - 1);
            while (low <= high)
            {
                int middle = (low + high) >>> 1;
                int order = Rows[middle].CompareTo(partitionKey, rowKey);
                if (order == 0)
                {
                    return middle;
                }

                (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
            }

            return ~low;
        }

        public void Insert(int index, TableRow row)
        {
            Array.Copy(Rows, index, Rows, index + 1, Count - index);
            Rows[index] = row;
            Count++;
        }

        public void RemoveAt(int index)
        {
            Count--;
            Array.Copy(Rows, index + 1, Rows, index, Count - index);
            Rows[Count] = null!;
        }

        /// <summary>Moves the rows past the first few to another block.</summary>
        public Block Split(int kept)
        {
            var next = new Block { Count = Count - kept };
            Array.Copy(Rows, kept, next.Rows, 0, next.Count);
            Array.Clear(Rows, kept, next.Count);
            Count = kept;
            return next;
        }

        public void Append(Block next)
        {
            Array.Copy(next.Rows, 0, Rows, Count, next.Count);
            Count += next.Count;
        }
    }
}
