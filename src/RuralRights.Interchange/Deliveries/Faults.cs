namespace RuralRights.Interchange.Deliveries;

/// <summary>Every problem that reading a delivery can meet, in the words the clerk sees.</summary>
internal static class Faults
{
    private const string ExportAgain = "请用原软件重新导出该文件后再交。";
    private const string ExportAgainEnglish = "Export the file again from the program that made it.";

    public static DeliveryProblem TableHeaderUnreadable(string file, string store, string defect) => Error(
        "dbf-unreadable", file, store,
        $"属性表文件头无法读取（{defect}），该图层未读入。",
        $"The header of the attribute table cannot be read ({defect}); the layer was not read.");

    public static DeliveryProblem RowsCutOff(string file, string store, long declared, long there) => Error(
        "rows-cut-off", file, store,
        $"属性表声明 {declared} 行，文件中只有 {there} 行，文件可能被截断。",
        $"The attribute table declares {declared} rows but holds {there}; the file seems to be cut off.");

    public static DeliveryProblem RowsBeyondCount(string file, string store, long declared, long extra) => Error(
        "rows-beyond-count", file, store,
        $"属性表声明 {declared} 行，其后还有 {extra} 字节未计入的数据，这部分未读入。",
        $"The attribute table declares {declared} rows and {extra} more bytes follow that it does not count; they were not read.");

    public static DeliveryProblem RowsMisaligned(string file, string store, long row) => Error(
        "rows-misaligned", file, store,
        $"从第 {row} 行起行首标志不正确，字段宽度声明与数据不符。",
        $"From row {row} on the row flags are wrong: the declared field widths do not fit the data.",
        row);

    public static DeliveryProblem RowsMarkedDeleted(string file, string store, long count, long first) => Warning(
        "rows-marked-deleted", file, store,
        $"有 {count} 行带删除标志（第一处为第 {first} 行），未读入。",
        $"{count} rows carry the deletion mark (the first is row {first}) and were not read.",
        "请彻底清除（Pack）已删除的行，或恢复误删的行后再交。",
        "Pack the table, or restore the rows if they were marked by mistake.",
        first);

    public static DeliveryProblem OtherEncoding(string file, string store, string declared, string found) => Warning(
        "encoding-contradicted", file, store,
        $"文件声明编码为 {declared}，内容实为 {found}，已按内容读取。",
        $"The file declares {declared} but its texts are {found}; they were read as what they are.",
        "请更正 .cpg 文件或语言标志。",
        "Correct the .cpg file or the language driver byte.");

    public static DeliveryProblem UnknownEncoding(string file, string store, string declared, string found) => Warning(
        "encoding-unknown", file, store,
        $"不认识 .cpg 声明的编码“{declared}”，按内容判断为 {found}。",
        $"The .cpg names an encoding that is not known here, “{declared}”; the texts were taken for {found}.",
        "请将 .cpg 改为 GBK、GB18030 或 UTF-8。",
        "Name GBK, GB18030 or UTF-8 in the .cpg.");

    public static DeliveryProblem ShapeHeaderUnreadable(string file, string store) => Error(
        "shp-unreadable", file, store,
        "图形文件头无法读取，或图形类型不受支持，该文件的图形未读入。",
        "The header of the shapes cannot be read, or their type is not supported; the shapes of this file were not read.");

    public static DeliveryProblem ShapesCutOff(string file, string store, long declared, long there) => Error(
        "shapes-cut-off", file, store,
        $"图形文件声明长 {declared} 字节，实际 {there} 字节，文件可能被截断。",
        $"The shapes declare {declared} bytes but the file has {there}; it seems to be cut off.");

    public static DeliveryProblem ShapesOutsideFile(string file, string store, long row) => Error(
        "shapes-outside-file", file, store,
        $"索引文件（.shx）自第 {row} 行起有记录指向图形文件之外，这些行没有图形。",
        $"From row {row} on the index (.shx) points outside the shapes; those rows have no shape.",
        row);

    public static DeliveryProblem ShapeIndexMissing(string file, string store) => Warning(
        "shx-missing", file, store,
        "缺少索引文件（.shx）或其无法读取，已按图形文件重建索引读取。",
        "The index (.shx) is missing or cannot be read; the shapes were read one after another instead.",
        ExportAgain,
        ExportAgainEnglish);

    public static DeliveryProblem ShapesMissing(string file, string store) => Error(
        "shp-missing", file, store,
        "有属性表而缺少同名的图形文件（.shp），该文件各行没有图形。",
        "There is an attribute table but no .shp of the same name; its rows have no shapes.");

    public static DeliveryProblem RowsMissing(string file, string store) => Error(
        "dbf-missing", file, store,
        "有图形文件而缺少同名的属性表（.dbf），该文件未读入。",
        "There are shapes but no .dbf of the same name; the file was not read.");

    public static DeliveryProblem CountsDisagree(string file, string store, long rows, long shapes) => Error(
        "dbf-shp-disagree", file, store,
        $"属性表有 {rows} 行，图形有 {shapes} 个，两者不能一一对应。",
        $"The attribute table has {rows} rows but there are {shapes} shapes; they cannot be matched one to one.");

    public static DeliveryProblem SheetFieldsDiffer(string file, string store, string first) => Error(
        "sheet-fields-differ", file, store,
        $"分幅文件的字段与 {first} 不同。",
        $"The fields of this file of the layer differ from those of {first}.");

    public static DeliveryProblem SheetKindDiffers(string file, string store, string first) => Error(
        "sheet-kind-differs", file, store,
        $"分幅文件的图形类型与 {first} 不同。",
        $"The shape type of this file of the layer differs from that of {first}.");

    public static DeliveryProblem SheetProjectionDiffers(string file, string store, string first) => Error(
        "sheet-projection-differs", file, store,
        $"分幅文件的坐标系（.prj）与 {first} 不同。",
        $"The coordinate system (.prj) of this file of the layer differs from that of {first}.");

    public static DeliveryProblem SeveralCounties(string file, string expected) => Error(
        "file-of-another-county", file, null,
        $"文件名中的县代码不是 {expected}，该文件未读入。",
        $"The county code in the file name is not {expected}; the file was not read.");

    public static DeliveryProblem LinkIgnored(string file) => Warning(
        "link-ignored", file, null,
        "文件夹中的链接未跟随，其内容未读入。",
        "A link in the folder was not followed; what it points to was not read.",
        "请将文件本身放入汇交成果。",
        "Put the file itself into the delivery.");

    public static DeliveryProblem AccessMissing(string file, string reason) => Error(
        "access-reader-missing", file, null,
        $"无法启动 Access 数据库读取程序（{reason}），权属数据表未读入。",
        $"The reader of Access databases could not be started ({reason}); the tables were not read.",
        null,
        "请安装 Node.js 18 或更高版本（Debian：apt install nodejs）后重新导入。",
        "Install Node.js 18 or newer (Debian: apt install nodejs) and import again.");

    public static DeliveryProblem NotAccess(string file, string detail) => Error(
        "mdb-unreadable", file, null,
        $"该文件不是可读取的 Access 数据库（{detail}），权属数据表未读入。",
        $"The file is no Access database that can be read ({detail}); its tables were not read.",
        null,
        "请确认文件完整，用 Access 打开并“压缩和修复数据库”后再交。",
        "Check that the file is complete; open it in Access, compact and repair it, and hand it in again.");

    public static DeliveryProblem AccessProtected(string file) => Error(
        "mdb-password", file, null,
        "Access 数据库设有密码，未读入。",
        "The Access database is protected by a password and was not read.",
        null,
        "请在 Access 中取消数据库密码后再交。",
        "Remove the database password in Access and hand it in again.");

    public static DeliveryProblem AccessStopped(string file, string chinese, string english) => Error(
        "mdb-reader-stopped", file, null,
        $"读取 Access 数据库{chinese}，读取程序已停止；未读完的表不予采用。",
        $"Reading the Access database {english}, and the reader was stopped; tables it had not finished are not used.",
        null,
        "请用 Access 压缩和修复数据库，或改交 CSV 表格。",
        "Compact and repair the database in Access, or hand the tables in as CSV.");

    public static DeliveryProblem AccessTableUnreadable(string file, string store, string detail) => Error(
        "mdb-table-unreadable", file, store,
        $"数据表 {store} 已损坏（{detail}），未读入。",
        $"The table {store} is damaged ({detail}) and was not read.",
        null,
        "请在 Access 中压缩和修复数据库后再交。",
        "Compact and repair the database in Access and hand it in again.");

    public static DeliveryProblem AccessRowsMissing(string file, string store, long declared, long there) => Error(
        "mdb-rows-missing", file, store,
        $"数据表 {store} 声明 {declared} 行，读到 {there} 行。",
        $"The table {store} declares {declared} rows, but {there} were found.",
        null,
        "请在 Access 中压缩和修复数据库后再交。",
        "Compact and repair the database in Access and hand it in again.");

    public static DeliveryProblem TableGivenTwice(string file, string store, string used) => Error(
        "table-given-twice", file, store,
        $"数据表 {store} 已由 {used} 提供，此处的未读入。",
        $"The table {store} is already given by {used}; the one here was not read.",
        null,
        "请只保留一份。",
        "Keep one of them.");

    public static DeliveryProblem SheetUnreadable(string file, string detail) => Error(
        "table-unreadable", file, null,
        $"表格文件无法读取（{detail}），未读入。",
        $"The table file cannot be read ({detail}) and was not read.");

    public static DeliveryProblem SheetTooLarge(string file, long limit) => Error(
        "workbook-too-large", file, null,
        $"工作簿展开后超过 {limit >> 20} MB 或压缩比异常，未读入。",
        $"The workbook unpacks to more than {limit >> 20} MB or is packed suspiciously small; it was not read.",
        null,
        "数据量大时请改交 .mdb 或 CSV。",
        "Hand in large tables as .mdb or CSV.");

    public static DeliveryProblem MacroWorkbook(string file) => Error(
        "workbook-with-macros", file, null,
        "含宏的工作簿不予打开。",
        "A workbook with macros is not opened.",
        null,
        "请另存为 .xlsx 后再交。",
        "Save it as .xlsx and hand it in again.");

    public static DeliveryProblem RowUnreadable(string file, string store, long row, string detail) => Error(
        "table-row-unreadable", file, store,
        $"第 {row} 行无法读取（{detail}），该表自此行起未读入。",
        $"Row {row} cannot be read ({detail}); the table was not read from here on.",
        row,
        "请检查该行的引号与分隔符。",
        "Check the quotes and separators of that row.");

    public static DeliveryProblem ExtraCells(string file, string store, long row) => Error(
        "row-too-long", file, store,
        $"第 {row} 行的列数多于表头，多出的内容未读入。",
        $"Row {row} has more cells than the heading; the surplus was not read.",
        row,
        "请检查该行的引号与分隔符。",
        "Check the quotes and separators of that row.");

    public static DeliveryProblem LooksLikeFormula(string file, string store, long row, string field) => Warning(
        "cell-looks-like-formula", file, store,
        $"第 {row} 行 {field} 以 = + - @ 开头，电子表格会当作公式；已按文字原样保留。",
        $"{field} in row {row} begins with = + - @ and a spreadsheet would take it for a formula; it is kept as the text it is.",
        "请核对该值。",
        "Check the value.",
        row,
        field);

    public static DeliveryProblem RoundedNumber(string file, string store, long row, string field) => Error(
        "number-rounded", file, store,
        $"第 {row} 行 {field} 以数值存储且超过 15 位，末尾数字已被表格软件舍入，不予采用。",
        $"{field} in row {row} is stored as a number of more than 15 digits; the spreadsheet has rounded its last digits and it is not used.",
        row,
        "请将该列设为“文本”格式并重新录入代码。",
        "Format the column as text and enter the codes again.",
        field);

    public static DeliveryProblem MetadataUnreadable(string file, string detail) => Error(
        "metadata-unreadable", file, null,
        $"元数据文件无法读取（{detail}）。",
        $"The metadata file cannot be read ({detail}).");

    public static DeliveryProblem IssuerCodesUnreadable(string file) => Error(
        "issuer-codes-unreadable", file, null,
        "权属单位代码表缺少“权属单位代码”“权属单位名称”两列，未读入。",
        "The issuer code table lacks the columns 权属单位代码 and 权属单位名称; it was not read.");

    public static DeliveryProblem AndMore(DeliveryProblem first, int more) => first with
    {
        Row = null,
        Chinese = $"同类问题另有 {more} 处未逐一列出。",
        English = $"{more} more of the same kind are not listed one by one.",
    };

    private static DeliveryProblem Error(string code, string file, string? store, string chinese, string english, long? row = null) =>
        Error(code, file, store, chinese, english, row, ExportAgain, ExportAgainEnglish);

    private static DeliveryProblem Error(
        string code, string file, string? store, string chinese, string english, long? row, string mendChinese, string mendEnglish, string? field = null) =>
        new(code, ProblemSeverity.Error, file, store, row, field, chinese, english, mendChinese, mendEnglish);

    private static DeliveryProblem Warning(
        string code, string file, string? store, string chinese, string english, string mendChinese, string mendEnglish, long? row = null, string? field = null) =>
        new(code, ProblemSeverity.Warning, file, store, row, field, chinese, english, mendChinese, mendEnglish);
}
