//! How many pixels a picture has, by its headers alone.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use super::super::fault::{FileFault, Why};
use super::Caps;

/// The most segments of a JPEG before its frame. Cameras write some tens.
const MOST_SEGMENTS: u32 = 10_000;

fn damaged() -> FileFault {
    FileFault::damaged("图片已损坏或不完整", "The picture is damaged or incomplete")
}

fn check(width: u64, height: u64, caps: &Caps) -> Result<(), FileFault> {
    if width == 0 || height == 0 {
        return Err(damaged());
    }
    if width.saturating_mul(height) > caps.pixels {
        return Err(FileFault::refused(
            Why::ImageTooLarge,
            format!("图片为 {width}×{height} 像素，超过 {} 像素", caps.pixels),
            format!("The picture has {width}×{height} pixels, more than {}", caps.pixels),
        ));
    }
    Ok(())
}

/// PNG: the header chunk comes first (W3C PNG section 11.2.1).
pub(super) fn png(mut file: File, caps: &Caps) -> Result<(), FileFault> {
    let head: [u8; 24] = read(&mut file)?;
    let number =
        |start: usize| head.iter().skip(start).take(4).fold(0, |number, byte| (number << 8) | u64::from(*byte));
    if number(8) != 13 || !head[12..16].eq(b"IHDR") {
        return Err(damaged());
    }
    check(number(16), number(20), caps)
}

/// JPEG: segments up to the frame header (ITU-T T.81 sections B.1.1 and B.2.2). A height of 0, given only after the
/// first scan (B.2.5), is not taken: programs that open such a picture make room before they know.
pub(super) fn jpeg(file: File, caps: &Caps) -> Result<(), FileFault> {
    let mut reader = BufReader::new(file);
    if read::<2>(&mut reader)? != *b"\xFF\xD8" {
        return Err(damaged());
    }
    for _ in 0..MOST_SEGMENTS {
        match marker(&mut reader)? {
            // Restart markers and TEM stand alone.
            0x01 | 0xD0..=0xD7 => {}
            // Frames of all processes; C4, C8 and CC are tables, a reserved one and conditions.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let [_, _, _, height_high, height_low, width_high, width_low] = read(&mut reader)?;
                let (width, height) = ([width_high, width_low], [height_high, height_low]);
                return check(u16::from_be_bytes(width).into(), u16::from_be_bytes(height).into(), caps);
            }
            // A second beginning, the end or a scan without a frame.
            0x00 | 0xD8..=0xDA => return Err(damaged()),
            _ => {
                let length = u16::from_be_bytes(read(&mut reader)?);
                let rest = length.checked_sub(2).ok_or_else(damaged)?;
                reader.seek_relative(rest.into())?;
            }
        }
    }
    Err(damaged())
}

/// The code behind the next 0xFF, of which there may be several.
fn marker(reader: &mut impl Read) -> Result<u8, FileFault> {
    if read::<1>(reader)? != [0xFF] {
        return Err(damaged());
    }
    loop {
        let [code] = read(reader)?;
        if code != 0xFF {
            return Ok(code);
        }
    }
}

/// TIFF: the directory of every page (TIFF 6.0 section 2).
pub(super) fn tiff(file: File, caps: &Caps) -> Result<(), FileFault> {
    let mut reader = BufReader::new(file);
    let is_big_endian = match &read::<4>(&mut reader)? {
        b"II*\0" => false,
        b"MM\0*" => true,
        _ => return Err(damaged()),
    };
    let short = |bytes: [u8; 2]| if is_big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) };
    let long = |bytes: [u8; 4]| if is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
    let mut next = long(read(&mut reader)?);
    let mut pages = 0;
    while next != 0 {
        pages += 1;
        // Also where a chain of pages bites its own tail.
        if pages > caps.pages {
            return Err(FileFault::damaged(
                format!("TIFF 图片超过 {} 页，或页面循环引用", caps.pages),
                format!("The TIFF has more than {} pages, or its pages go round in a circle", caps.pages),
            ));
        }
        reader.seek(SeekFrom::Start(next.into()))?;
        let (mut width, mut height) = (None, None);
        for _ in 0..short(read(&mut reader)?) {
            let [tag, field_type] = [short(read(&mut reader)?), short(read(&mut reader)?)];
            let count = long(read(&mut reader)?);
            let value: [u8; 4] = read(&mut reader)?;
            // SHORT is 3 and LONG is 4.
            let number = match (field_type, count) {
                (3, 1) => Some(short([value[0], value[1]]).into()),
                (4, 1) => Some(long(value)),
                _ => None,
            };
            match tag {
                256 => width = number,
                257 => height = number,
                _ => {}
            }
        }
        let (Some(width), Some(height)) = (width, height) else { return Err(damaged()) };
        check(width.into(), height.into(), caps)?;
        next = long(read(&mut reader)?);
    }
    if pages == 0 { Err(damaged()) } else { Ok(()) }
}

fn read<const N: usize>(reader: &mut impl Read) -> Result<[u8; N], FileFault> {
    let mut bytes = [0; N];
    match reader.read_exact(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(error) if error.raw_os_error().is_some() => Err(error.into()),
        Err(_) => Err(damaged()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    type LookAt = fn(File, &Caps) -> Result<(), FileFault>;

    fn of(content: &[u8], look: LookAt) -> Result<(), &'static str> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(content).expect("its content");
        file.rewind().expect("its start");
        look(file, &Caps::default()).map_err(|fault| fault.refusal().expect("a refusal").why.code())
    }

    fn a_png(width: u32, height: u32) -> Vec<u8> {
        let head = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".as_slice();
        [head, &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x02\0\0\0"].concat()
    }

    fn a_jpeg(frame: u8, width: u16, height: u16) -> Vec<u8> {
        let head = b"\xFF\xD8\xFF\xE0\0\x04ab\xFF\xFF\xC4\0\x03x\xFF".as_slice();
        [head, &[frame], b"\0\x11\x08", &height.to_be_bytes(), &width.to_be_bytes(), b"\x03"].concat()
    }

    fn a_tiff(pages: &[(u16, u32)], last_leads_to: u32) -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0".to_vec();
        for (page, (width, height)) in pages.iter().enumerate() {
            tiff.extend(b"\x02\0\0\x01\x03\0\x01\0\0\0");
            tiff.extend(width.to_le_bytes());
            tiff.extend(b"\0\0\x01\x01\x04\0\x01\0\0\0");
            tiff.extend(height.to_le_bytes());
            let next = if page + 1 == pages.len() { last_leads_to } else { tiff.len() as u32 + 4 };
            tiff.extend(next.to_le_bytes());
        }
        tiff
    }

    #[test]
    fn a_picture_of_ordinary_size_passes() {
        assert_eq!(of(&a_png(10_000, 10_000), png), Ok(()));
        for frame in [0xC0, 0xC2, 0xCF] {
            assert_eq!(of(&a_jpeg(frame, 4000, 3000), jpeg), Ok(()));
        }
        assert_eq!(of(&a_tiff(&[(2480, 3508), (2480, 3508)], 0), tiff), Ok(()));
        let mirrored =
            b"MM\0*\0\0\0\x08\0\x02\x01\0\0\x03\0\0\0\x01\0\x07\0\0\x01\x01\0\x03\0\0\0\x01\0\x07\0\0\0\0\0\0";
        assert_eq!(of(mirrored, tiff), Ok(()));
    }

    #[test]
    fn a_picture_of_too_many_pixels_is_refused_by_its_header() {
        let too_large = Err("files.image_too_large");
        assert_eq!(of(&a_png(60_000, 60_000), png), too_large);
        assert_eq!(of(&a_png(u32::MAX, u32::MAX), png), too_large);
        assert_eq!(of(&a_jpeg(0xC1, 65_535, 65_535), jpeg), too_large);
        assert_eq!(of(&a_tiff(&[(1, 1), (65_535, u32::MAX)], 0), tiff), too_large);
    }

    #[test]
    fn a_picture_that_contradicts_itself_is_damaged() {
        let damaged = Err("files.damaged");
        assert_eq!(of(&a_png(0, 1), png), damaged);
        assert_eq!(of(b"\xFF\xD8\xFF\xDA\0\x02", jpeg), damaged);
        assert_eq!(of(b"\xFF\xD8\xFF\xE0\0\x01", jpeg), damaged);
        assert_eq!(of(&a_jpeg(0xC0, 1, 0), jpeg), damaged);
        assert_eq!(
            of(&b"\xFF\xD8".iter().chain(b"\xFF\x01".repeat(20_000).iter()).copied().collect::<Vec<_>>(), jpeg),
            damaged
        );
        assert_eq!(of(&a_tiff(&[(1, 1)], 8), tiff), damaged);
        assert_eq!(of(b"II*\0\0\0\0\0", tiff), damaged);
        assert_eq!(of(b"II*\0\x08\0\0\0\0\0\0\0\0\0", tiff), damaged);
    }

    #[test]
    fn a_picture_cut_anywhere_in_its_header_is_damaged() {
        let looks: [(Vec<u8>, usize, LookAt); 3] = [
            (a_png(7, 7), 24, png),
            (a_jpeg(0xC0, 7, 7), a_jpeg(0xC0, 7, 7).len() - 1, jpeg),
            (a_tiff(&[(7, 7)], 0), a_tiff(&[(7, 7)], 0).len(), tiff),
        ];
        for (content, header, look) in looks {
            for length in 0..header {
                assert_eq!(of(&content[..length], look), Err("files.damaged"), "{length} of {header}");
            }
            assert_eq!(of(&content[..header], look), Ok(()));
        }
    }
}
