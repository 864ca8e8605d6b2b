using System.Globalization;
using System.Text;

namespace RuralRights.Interchange.Certificates;

/// <summary>What came of printing a certificate (打印): a document, or the reasons why there is none.</summary>
public abstract record Printing
{
    private Printing()
    {
    }

    /// <summary>The document.</summary>
    /// <param name="Pdf">Bytes of the PDF.</param>
    /// <param name="Pages">Number of pages.</param>
    public sealed record Printed(byte[] Pdf, int Pages) : Printing
    {
        /// <summary>Number of pages of each certificate in it.</summary>
        public IReadOnlyList<int> PagesOfEach { get; init; } = [Pages];
    }

    /// <summary>Nothing was printed, because what would have come out would be wrong or would tell too much.</summary>
    /// <param name="Obstacles">Every reason found, never empty.</param>
    public sealed record CannotPrint(IReadOnlyList<PrintObstacle> Obstacles) : Printing;
}

/// <summary>Why a certificate cannot be printed, in words for the clerk who has to mend it.</summary>
public abstract record PrintObstacle
{
    private PrintObstacle()
    {
    }

    /// <summary>The reason in Chinese.</summary>
    public abstract string Chinese { get; }

    /// <summary>The reason in English.</summary>
    public abstract string English { get; }

    /// <summary>Something about one certificate of several.</summary>
    /// <param name="Serial">Serial of the certificate.</param>
    /// <param name="Obstacle">What is in its way.</param>
    public sealed record OfOne(string Serial, PrintObstacle Obstacle) : PrintObstacle
    {
        /// <inheritdoc/>
        public override string Chinese => $"{Serial}：{Obstacle.Chinese}";

        /// <inheritdoc/>
        public override string English => $"{Serial}: {Obstacle.English}";
    }

    /// <summary>No typeface on this machine has the character (缺字). A box in the place of a name is no name.</summary>
    /// <param name="Character">The character.</param>
    public sealed record MissingCharacter(Rune Character) : PrintObstacle
    {
        /// <summary>U+20BB7.</summary>
        public string CodePoint => string.Create(CultureInfo.InvariantCulture, $"U+{Character.Value:X4}");

        /// <inheritdoc/>
        public override string Chinese => $"本机字库没有“{Character}”（{CodePoint}）这个字，不能打印；请安装含有该字的字体后重试。";

        /// <inheritdoc/>
        public override string English => $"No font on this machine has the character “{Character}” ({CodePoint}). Install one that has it and print again.";
    }

    /// <summary>A name or a remark holds a full identity number (身份证号码), which a paper shown to strangers must not.</summary>
    /// <param name="Place">Where it stands, in Chinese.</param>
    /// <param name="PlaceEnglish">Where it stands, in English.</param>
    public sealed record IdentityNumber(string Place, string PlaceEnglish) : PrintObstacle
    {
        /// <inheritdoc/>
        public override string Chinese => $"{Place}里写有完整的身份证号码，不能打印；请先在登记簿中更正。";

        /// <inheritdoc/>
        public override string English => $"The {PlaceEnglish} holds a full identity number and cannot be printed. Correct the register first.";
    }
}
