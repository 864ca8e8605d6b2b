namespace RuralRights.Interchange.Inspection;

/// <summary>Numbers codes 0, 1, 2 ... in the order in which they first come, so that what is known of each can lie in plain columns.</summary>
/// <remarks>Sixteen to 24 bytes per code. Adding is for one thread; looking up is for any number once nothing is added any more.</remarks>
internal sealed class CodeIndex
{
    private ulong[] _codes;
    private int[] _slots;

    /// <summary>An index with room for so many codes; it grows when there are more.</summary>
    public CodeIndex(long expected = 16)
    {
        var room = (int)Math.Clamp(expected, 16, Array.MaxLength / 8);
        _codes = new ulong[room];
        _slots = new int[SlotsFor(room)];
    }

    public int Count { get; private set; }

    public ulong this[int at] => _codes[at];

    /// <summary>The number of a code, new or known.</summary>
    public int Add(ulong code, out bool isNew)
    {
        var slot = Find(code);
        isNew = _slots[slot] == 0;
        if (!isNew) return _slots[slot] - 1;

        if (Count == _codes.Length)
        {
            Grow();
            slot = Find(code);
        }

        _codes[Count++] = code;
        _slots[slot] = Count;
        return Count - 1;
    }

    /// <summary>The number of a code, or -1.</summary>
    public int IndexOf(ulong code) => _slots[Find(code)] - 1;

    private int Find(ulong code)
    {
        var mask = _slots.Length - 1;
        var slot = (int)(Fingerprint.Mix(code) & (ulong)mask);
        while (_slots[slot] != 0 && _codes[_slots[slot] - 1] != code) slot = (slot + 1) & mask;
        return slot;
    }

    /// <summary>A power of two, so that at least a quarter stays empty.</summary>
    private static int SlotsFor(int codes) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)codes + (uint)codes / 3 + 1);

    private void Grow()
    {
        Array.Resize(ref _codes, _codes.Length * 2);
        _slots = new int[SlotsFor(_codes.Length)];
        for (var at = 0; at < Count; at++) _slots[Find(_codes[at])] = at + 1;
    }
}
