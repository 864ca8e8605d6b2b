using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>What keeps a document from being kept, or from being named. Each says what the person can do instead.</summary>
public static class DocumentRules
{
    /// <summary>A file without content proves nothing.</summary>
    public static readonly Rule DocumentIsEmpty = new(
        "document-is-empty",
        "这份材料是空的，里面什么都没有。",
        "This document is empty.",
        LegalBasis.ArchivesLaw(37),
        "请重新拍照或扫描，看一眼能打开，再交。",
        "Take the photograph or scan again, see that it opens, and hand it in again.");

    /// <summary>What is too large cannot be kept for ever by a county.</summary>
    public static readonly Rule DocumentIsTooLarge = new(
        "document-is-too-large",
        "这份材料太大，超过本县规定的大小。",
        "This document is larger than the county accepts.",
        LegalBasis.Bookkeeping,
        "照片请把手机相机调成普通清晰度再拍，或在能运行脚本的浏览器里选它，页面会自动缩小；扫描件请用 200 至 300 dpi，或分几份交。表上填好的其他内容都还在。",
        "Take the photograph at ordinary quality, or choose it in a browser that runs scripts, which shrinks it; scan at 200 to 300 dots to the inch, or hand it in in parts. Everything else you typed is still there.");

    /// <summary>Formats that not every reader can show are of no use in an archive.</summary>
    public static readonly Rule DocumentFormatIsNotAccepted = new(
        "document-format-is-not-accepted",
        "这份材料不是照片（JPEG、PNG），也不是 PDF。",
        "This document is neither a photograph (JPEG, PNG) nor a PDF.",
        LegalBasis.ArchivesLaw(37),
        "请交照片或 PDF。苹果手机的 HEIC 照片：在“设置—相机—格式”里选“兼容性最佳”再拍；Word、Excel 文件：另存为 PDF。改文件名没有用，系统看的是内容。",
        "Hand in a photograph or a PDF. For HEIC photographs choose “Most Compatible” under Settings, Camera, Formats; save Word and Excel files as PDF. Renaming does not help: the content is what counts.");

    /// <summary>A county may ask for scans only, or for photographs only.</summary>
    public static readonly Rule DocumentKindIsNotTaken = new(
        "document-kind-is-not-taken",
        "本县现在不收这一种材料。",
        "The county takes no documents of this kind today.",
        LegalBasis.ArchivesLaw(37),
        "材料框下面写着收照片还是收 PDF，请按写的交；做不到的，请到登记窗口交纸质件。",
        "The form says whether photographs or PDF files are taken. If you can make neither, bring the paper to the counter.");

    /// <summary>What is two things at once is a trap for whoever opens it.</summary>
    public static readonly Rule DocumentHidesSomethingElse = new(
        "document-hides-something-else",
        "这份材料里还藏着别的文件或程序，不能收。",
        "Something else lies in this document, a file or a program, so it cannot be taken.",
        LegalBasis.ArchivesLaw(37),
        "请把纸质原件重新拍照或扫描后再交；文件是别人给的，请不要打开它。",
        "Photograph or scan the paper again and hand that in. If somebody sent you the file, do not open it.");

    /// <summary>What cannot be shown today cannot be shown in thirty years.</summary>
    public static readonly Rule DocumentIsDamaged = new(
        "document-is-damaged",
        "这份材料打不开，可能没有传完或已经损坏。",
        "This document cannot be opened; it is cut off or damaged.",
        LegalBasis.ArchivesLaw(37),
        "请在自己的设备上打开看看；打不开就重新拍照、扫描或导出，再交一次。",
        "Open it on your own device; if it does not open, photograph, scan or export it again.");

    /// <summary>A small file that unfolds to billions of points stops the register for everybody.</summary>
    public static readonly Rule DocumentUnfoldsTooFar = new(
        "document-unfolds-too-far",
        "这份材料展开后过大，超过任何照片或扫描件的正常大小。",
        "This document unfolds to more than any photograph or scan has.",
        LegalBasis.Bookkeeping,
        "请用普通清晰度重新拍照，或用 200 至 300 dpi 扫描。",
        "Photograph at ordinary quality, or scan at 200 to 300 dots to the inch.");

    /// <summary>Passwords are lost; archives are for ever.</summary>
    public static readonly Rule DocumentIsLocked = new(
        "document-is-locked",
        "这份 PDF 加了密码或打开限制，不能归档。",
        "This PDF is locked by a password or by restrictions, so it cannot be archived.",
        LegalBasis.ArchivesLaw(37),
        "请取消密码和限制后再导出一份，或打印出来重新扫描。",
        "Export it without password and restrictions, or print and scan it.");

    /// <summary>A paper does nothing; what does something is a program.</summary>
    public static readonly Rule DocumentCarriesPrograms = new(
        "document-carries-programs",
        "这份 PDF 带有脚本、附件或会自动执行的命令，不能收。",
        "This PDF carries scripts, files or commands of its own, so it cannot be taken.",
        LegalBasis.ArchivesLaw(37),
        "请用“打印—另存为 PDF”重新生成一份，或把纸质件扫描后再交。",
        "Print it to a new PDF, or scan the paper, and hand that in.");

    /// <summary>A document nobody can leaf through is to be divided.</summary>
    public static readonly Rule DocumentHasTooManyPages = new(
        "document-has-too-many-pages",
        "这份材料页数太多，或一页也没有。",
        "This document has too many pages, or none.",
        LegalBasis.Bookkeeping,
        "请分成几份，按内容各自交。",
        "Divide it by content and hand the parts in one by one.");

    /// <summary>Pages of one document are pictures; a PDF is a document of its own.</summary>
    public static readonly Rule DocumentPagesAreMixed = new(
        "document-pages-are-mixed",
        "一份多页材料里，每一页都要是照片；PDF 要单独交。",
        "In a document of several pages each page is a photograph; a PDF is handed in alone.",
        LegalBasis.Bookkeeping,
        "请只选照片，或者只选一个 PDF。",
        "Choose photographs only, or one PDF only.");

    /// <summary>A hash is no key: who names a document has handed it in or may see it.</summary>
    public static readonly Rule DocumentWasNotHandedIn = new(
        "document-was-not-handed-in",
        "没有收到这份材料，或者它不是您交来的。",
        "This document was not received, or it was not you who handed it in.",
        LegalBasis.PersonalInformationLaw(6),
        "请先把材料交上来，再提交这一步。",
        "Hand the document in first, then send this step.");

    /// <summary>One paper stands in a case once.</summary>
    public static readonly Rule DocumentFiledTwice = new(
        "document-filed-twice",
        "这份材料已经在案件里了。",
        "This paper is in the case already.",
        LegalBasis.Bookkeeping,
        "不用再交，在案件的材料里能看到。交错了的，先撤下，再交对的。",
        "Nothing more is needed; it is among the papers of the case. If it is the wrong one, take it out and hand in the right one.");

    /// <summary>A folder is of a household that stands in the register.</summary>
    public static readonly Rule FolderIsUnknown = new(
        "folder-is-unknown",
        "登记簿里没有这一户，材料没有地方归。",
        "The register knows no such household, so there is no folder to file this in.",
        LegalBasis.Bookkeeping,
        "请核对承包方代码。",
        "Check the contractor code.");

    /// <summary>One paper lies in a folder once.</summary>
    public static readonly Rule DocumentIsFiledAlready = new(
        "document-is-filed-already",
        "这份材料已经在这一户的档案里了。",
        "This document already lies in the folder of this household.",
        LegalBasis.Bookkeeping,
        "不用再交。要补充说明，请交另外的材料。",
        "Nothing more is needed. To add something, hand in another document.");
}
