using System.Globalization;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>How a setting is filled in.</summary>
public enum SettingKind
{
    /// <summary>A length of time in calendar days, working days or months.</summary>
    Limit,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>Hundredths of a whole.</summary>
    Percent,

    /// <summary>Square metres.</summary>
    Area,

    /// <summary>A part of a body that must agree, such as 2/3.</summary>
    Fraction,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One of several words.</summary>
    Choice,

    /// <summary>A line of text.</summary>
    Text,

    /// <summary>Several lines.</summary>
    Lines,
}

/// <summary>How sure the standard value of a setting is.</summary>
public enum Certainty
{
    /// <summary>A law or an administrative regulation says so.</summary>
    Law,

    /// <summary>A measure of a ministry says so.</summary>
    Measure,

    /// <summary>It is what is commonly done; the county is to confirm it.</summary>
    Practice,

    /// <summary>No source was found; the authority in charge is to be asked.</summary>
    Open,
}

/// <summary>Settings that belong together.</summary>
public enum SettingGroup
{
    /// <summary>What certificates and notices print.</summary>
    Office,

    /// <summary>How long something is posted.</summary>
    Notice,

    /// <summary>Within what time an office or a board answers.</summary>
    Review,

    /// <summary>What must pass before something may happen, or lapses.</summary>
    Waiting,

    /// <summary>Who decides by how many.</summary>
    Decision,

    /// <summary>What protects people from being pushed.</summary>
    Safeguard,

    /// <summary>Contracted land.</summary>
    Land,

    /// <summary>Homesteads.</summary>
    Homestead,

    /// <summary>Income shares.</summary>
    Share,

    /// <summary>Disputes.</summary>
    Dispute,

    /// <summary>Papers handed in.</summary>
    Papers,
}

/// <summary>
/// One thing that the law leaves to the county, or that may change: what it is called, what it is when nobody has set it, where
/// that comes from, and how far it may be set.
/// </summary>
public abstract class Setting
{
    private protected Setting(
        string key, SettingGroup group, SettingKind kind, string chinese, string english, string? standard, LegalBasis basis, Certainty certainty, bool perCollective)
    {
        (Key, Group, Kind, Chinese, English, Standard, Basis, Certainty, PerCollective) = (key, group, kind, chinese, english, standard, basis, certainty, perCollective);
    }

    /// <summary>Name that stays for ever.</summary>
    public string Key { get; }

    /// <summary>What it belongs to.</summary>
    public SettingGroup Group { get; }

    /// <summary>How it is filled in.</summary>
    public SettingKind Kind { get; }

    /// <summary>What it is, in Chinese.</summary>
    public string Chinese { get; }

    /// <summary>What it is, in English.</summary>
    public string English { get; }

    /// <summary>Its value when nobody has set it; null where only the county can know.</summary>
    public string? Standard { get; }

    /// <summary>Where the standard value comes from.</summary>
    public LegalBasis Basis { get; }

    /// <summary>How sure that is.</summary>
    public Certainty Certainty { get; }

    /// <summary>True when a collective may have a value of its own, such as what its charter says.</summary>
    public bool PerCollective { get; }

    /// <summary>Least value that the law allows; null where it says nothing.</summary>
    public string? Least { get; private protected init; }

    /// <summary>Greatest value that the law allows; null where it says nothing.</summary>
    public string? Most { get; private protected init; }

    /// <summary>The words to choose from; empty unless it is a choice.</summary>
    public IReadOnlyList<string> Choices { get; private protected init; } = [];

    /// <summary>True when the law fixes the value, so that nobody sets it.</summary>
    public bool IsFixed => Least is not null && Least == Most;

    /// <summary>True when a value can be read at all.</summary>
    public abstract bool IsReadable(string value);

    /// <summary>True when a readable value is within what the law allows.</summary>
    public abstract bool IsWithinBounds(string value);

    /// <summary>A setting can be named by its key.</summary>
    public static implicit operator string(Setting setting) => setting.Key;

    /// <inheritdoc/>
    public override string ToString() => Key;
}

/// <summary>Reads a stored value.</summary>
/// <typeparam name="T">What it is read as.</typeparam>
public delegate bool SettingReader<T>(string text, out T value);

/// <summary>A setting whose value is read as <typeparamref name="T"/>.</summary>
/// <typeparam name="T">What decisions work with.</typeparam>
public sealed class Setting<T> : Setting
{
    private readonly SettingReader<T> _read;
    private readonly Func<T, bool> _allowed;

    internal Setting(
        string key, SettingGroup group, SettingKind kind, string chinese, string english, string? standard, LegalBasis basis, Certainty certainty,
        bool perCollective, SettingReader<T> read, Func<T, bool>? allowed = null, string? least = null, string? most = null, IReadOnlyList<string>? choices = null)
        : base(key, group, kind, chinese, english, standard, basis, certainty, perCollective)
    {
        (_read, _allowed) = (read, allowed ?? (static _ => true));
        (Least, Most, Choices) = (least, most, choices ?? []);
    }

    /// <summary>Reads a stored value. Facts stay for ever while catalogues change, so what can no longer be read throws.</summary>
    public T Read(string value) => _read(value, out var read)
        ? read
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The setting {Key} cannot be read from “{value}”."));

    /// <inheritdoc/>
    public override bool IsReadable(string value) => _read(value, out _);

    /// <inheritdoc/>
    public override bool IsWithinBounds(string value) => _allowed(Read(value));
}
