//! What is not taken, by names that people know, so that a refusal says what was found.

use super::super::archive::Archive;
use super::super::fault::{FileFault, Why};

/// Archives that are something else than an archive, by an entry that tells them.
const PACKAGES: [(&str, &str, &str); 6] = [
    ("AndroidManifest.xml", "安卓应用（APK）", "an Android application (APK)"),
    ("META-INF/MANIFEST.MF", "Java 程序（JAR）", "a Java program (JAR)"),
    ("META-INF/container.xml", "电子书（EPUB）", "a book in EPUB"),
    ("META-INF/manifest.xml", "OpenDocument 文档", "an OpenDocument file"),
    ("ppt/presentation.xml", "演示文稿（PPTX）", "a presentation (PPTX)"),
    ("xl/workbook.bin", "二进制 Excel 工作簿（XLSB）", "a binary Excel workbook (XLSB)"),
];

/// The part in which Office keeps macros.
const MACROS: &[u8] = b"vbaproject.bin";

/// Binary contents by the media type under which the table of magic numbers knows them.
const BINARIES: [(&str, &str, &str); 19] = [
    ("application/vnd.microsoft.portable-executable", "Windows 可执行程序", "a Windows program"),
    ("application/x-executable", "Linux 可执行程序", "a Linux program"),
    ("application/x-mach-binary", "macOS 可执行程序", "a macOS program"),
    ("application/java", "Java 类文件", "a Java class"),
    ("application/wasm", "WebAssembly 程序", "a WebAssembly program"),
    ("application/vnd.android.dex", "安卓程序", "an Android program"),
    ("application/vnd.rar", "RAR 压缩包", "a RAR archive"),
    ("application/x-7z-compressed", "7z 压缩包", "a 7z archive"),
    ("application/x-tar", "tar 归档", "a tar archive"),
    ("application/x-bzip2", "bzip2 压缩文件", "a bzip2 file"),
    ("application/x-xz", "xz 压缩文件", "an xz file"),
    ("application/vnd.sqlite3", "SQLite 数据库", "an SQLite database"),
    ("image/gif", "GIF 图片", "a GIF picture"),
    ("image/bmp", "BMP 图片", "a BMP picture"),
    ("image/webp", "WebP 图片", "a WebP picture"),
    ("image/heif", "HEIF 图片", "a HEIF picture"),
    ("video/mp4", "MP4 视频", "an MP4 video"),
    ("audio/mpeg", "MP3 音频", "an MP3 recording"),
    ("application/vnd.ms-cab-compressed", "CAB 压缩包", "a CAB archive"),
];

/// The container of Word and Excel 97–2003, of installers and of encrypted Office documents ([MS-CFB] section 2.2).
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The refusal of a content that is not taken.
pub(super) fn as_found(zh: &str, en: &str) -> FileFault {
    FileFault::refused(
        Why::KindNotAllowed,
        format!("文件内容是{zh}，不接受此类文件"),
        format!("The content is {en}, which is not accepted"),
    )
}

/// The refusal of a binary content by its first bytes.
pub(super) fn by_first_bytes(head: &[u8]) -> FileFault {
    if head.starts_with(COMPOUND) {
        return as_found(
            "旧版或加密的 Office 文档，或 Windows 安装包",
            "an Office document of the old format or encrypted, or a Windows installer",
        );
    }
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return as_found("UTF-16 文本", "text in UTF-16");
    }
    let Some(found) = infer::get(head) else { return as_found("无法识别的类型", "of no known type") };
    let named = BINARIES.iter().find(|(media_type, ..)| *media_type == found.mime_type());
    named
        .map_or_else(|| as_found(&format!(" {}", found.mime_type()), found.mime_type()), |(_, zh, en)| as_found(zh, en))
}

/// What an archive is that is not taken, by the names of its entries.
pub(super) fn package(archive: &Archive) -> Option<(&'static str, &'static str)> {
    let has = |name: &str| archive.index_for_name_raw(name.as_bytes()).is_some();
    let is_macros = |name: &[u8]| name.to_ascii_lowercase().ends_with(MACROS);
    if has("[Content_Types].xml") && archive.file_names_raw().any(is_macros) {
        return Some(("含宏的 Office 文档", "an Office document with macros"));
    }
    PACKAGES.iter().find(|(entry, ..)| has(entry)).map(|(_, zh, en)| (*zh, *en))
}
