//! The pages of a TIFF file, of the kinds that scanners and fax machines write.
//!
//! Bilevel (also CCITT group 4), grey, colour and CMYK pictures of 1 to 16 bits a sample are turned into 8-bit
//! grey or colour. It exists because the general picture reader sees only the first page.

use std::io::Cursor;

use ::tiff::ColorType;
use ::tiff::decoder::{Decoder, DecodingResult, Limits};
use ::tiff::tags::Tag;
use image::{DynamicImage, GrayImage, RgbImage};

use super::image::MAX_PIXELS;

/// Pages that are looked at.
const MAX_PAGES: usize = 2_000;

type Tiff<'a> = Decoder<Cursor<&'a [u8]>>;

fn open(bytes: &[u8]) -> Result<Tiff<'_>, String> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = 512 << 20;
    limits.intermediate_buffer_size = 256 << 20;
    Ok(Decoder::new(Cursor::new(bytes)).map_err(|error| error.to_string())?.with_limits(limits))
}

/// A page before it is decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Why it cannot be decoded, when that is known.
    pub trouble: Option<&'static str>,
}

/// The size of every page that can be found.
pub fn sizes(bytes: &[u8]) -> Result<Vec<Size>, String> {
    let mut tiff = open(bytes)?;
    let mut sizes = vec![size(&mut tiff)?];
    while tiff.more_images() && sizes.len() < MAX_PAGES && tiff.next_image().is_ok() {
        match size(&mut tiff) {
            Ok(size) => sizes.push(size),
            Err(_) => break,
        }
    }
    Ok(sizes)
}

fn size(tiff: &mut Tiff<'_>) -> Result<Size, String> {
    let (width, height) = tiff.dimensions().map_err(|error| error.to_string())?;
    let compression = tiff.find_tag_unsigned::<u16>(Tag::Compression).ok().flatten();
    let trouble = match (compression, tiff.colortype()) {
        (Some(2 | 3), _) => Some("its compression (CCITT group 3) is not read"),
        (_, Err(_)) => Some("its kind of colours (a palette, or CIE Lab) is not read"),
        _ => None,
    };
    Ok(Size { width, height, trouble })
}

/// The picture of the page at `index`, counted from 0.
pub fn picture(bytes: &[u8], index: u32) -> Result<DynamicImage, String> {
    let mut tiff = open(bytes)?;
    for _ in 0..index {
        tiff.next_image().map_err(|error| error.to_string())?;
    }
    let (width, height) = tiff.dimensions().map_err(|error| error.to_string())?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err("too many pixels".to_owned());
    }
    let color = tiff.colortype().map_err(|error| error.to_string())?;
    let mut samples = DecodingResult::U8(Vec::new());
    let layout = tiff.read_image_to_buffer(&mut samples).map_err(|error| error.to_string())?;
    if layout.planes > 1 && !matches!(color, ColorType::Gray(_)) {
        return Err("its colours are stored in separate planes, which is not read".to_owned());
    }
    let samples = eight_bit(samples, color, width)?;
    painted(color, &samples, width, height).ok_or_else(|| "its pixels are incomplete".to_owned())
}

/// Samples as one byte each, scaled to 0–255.
fn eight_bit(samples: DecodingResult, color: ColorType, width: u32) -> Result<Vec<u8>, String> {
    match samples {
        DecodingResult::U8(bytes) => Ok(match color.bit_depth() {
            bits @ (1 | 2 | 4) => spread(&bytes, bits, width as usize * usize::from(color.num_samples())),
            _ => bytes,
        }),
        DecodingResult::U16(values) => Ok(values.iter().map(|value| (value >> 8) as u8).collect()),
        _ => Err("its samples are not whole numbers of 1 to 16 bits".to_owned()),
    }
}

/// Samples packed several into a byte, each row beginning a new byte.
fn spread(bytes: &[u8], bits: u8, row_samples: usize) -> Vec<u8> {
    let per_byte = usize::from(8 / bits);
    let scale = 255 / ((1u16 << bits) - 1) as u8;
    let mask = ((1u16 << bits) - 1) as u8;
    let mut out = Vec::with_capacity(bytes.len().saturating_mul(per_byte));
    for row in bytes.chunks(row_samples.div_ceil(per_byte).max(1)) {
        let samples = row.iter().flat_map(|&byte| (0..per_byte).map(move |at| byte >> (8 - bits as usize * (at + 1))));
        out.extend(samples.take(row_samples).map(|sample| (sample & mask) * scale));
    }
    out
}

fn painted(color: ColorType, samples: &[u8], width: u32, height: u32) -> Option<DynamicImage> {
    let each = |count: usize| samples.chunks_exact(count);
    let rgb = |pixels: Vec<u8>| RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8);
    let grey = |pixels: Vec<u8>| GrayImage::from_raw(width, height, pixels).map(DynamicImage::ImageLuma8);
    match color {
        ColorType::Gray(_) => grey(samples.to_vec()),
        ColorType::GrayA(_) => grey(each(2).map(|pixel| over_white(pixel[0], pixel[1])).collect()),
        ColorType::RGB(_) => rgb(samples.to_vec()),
        ColorType::RGBA(_) => {
            rgb(each(4).flat_map(|p| [p[0], p[1], p[2]].map(|value| over_white(value, p[3]))).collect())
        }
        ColorType::CMYK(_) => rgb(each(4).flat_map(|p| [p[0], p[1], p[2]].map(|ink| inked(ink, p[3]))).collect()),
        ColorType::YCbCr(_) => rgb(each(3).flat_map(|p| from_ycbcr(p[0], p[1], p[2])).collect()),
        _ => None,
    }
}

fn over_white(value: u8, alpha: u8) -> u8 {
    ((u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255) as u8
}

fn inked(ink: u8, black: u8) -> u8 {
    (u32::from(255 - ink) * u32::from(255 - black) / 255) as u8
}

/// ITU-R BT.601, full range, as TIFF 6.0 section 21 has it.
fn from_ycbcr(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (f32::from(y), f32::from(cb) - 128.0, f32::from(cr) - 128.0);
    [y + 1.402 * cr, y - 0.344_14 * cb - 0.714_14 * cr, y + 1.772 * cb].map(|value| value.clamp(0.0, 255.0) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_bits_become_black_and_white() {
        assert_eq!(spread(&[0b1010_0000, 0b0100_0000], 1, 3), [255, 0, 255, 0, 255, 0]);
        assert_eq!(spread(&[0x1F], 4, 2), [17, 255]);
    }

    #[test]
    fn every_page_is_found() {
        let mut bytes = Cursor::new(Vec::new());
        let mut encoder = ::tiff::encoder::TiffEncoder::new(&mut bytes).expect("a file begins");
        for width in [3u32, 5] {
            let pixels = vec![9u8; width as usize * 2];
            encoder.write_image::<::tiff::encoder::colortype::Gray8>(width, 2, &pixels).expect("a page is written");
        }
        let bytes = bytes.into_inner();
        let widths: Vec<u32> = sizes(&bytes).expect("pages").iter().map(|size| size.width).collect();
        assert_eq!(widths, [3, 5]);
        assert_eq!(picture(&bytes, 1).map(|picture| picture.width()), Ok(5));
    }
}
