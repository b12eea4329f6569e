//! PNG, JPEG and TIFF pictures → pages that want OCR, and clean PNG pictures of them.
//!
//! Takes the bytes of a picture file. [`read`] looks only at sizes, so that a folder of scans is listed at once;
//! [`render`] decodes the pictures asked for into plain 8-bit PNG (upright, without transparency, profiles or metadata),
//! which is all that the OCR program ever sees.

use std::io::Cursor;

use broadside_model::{Format, Method, Page, PageImage, Reading, Span};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};

use super::compose::{failed, warning};
use super::tiff;

/// Pixels of the largest picture that is decoded.
pub const MAX_PIXELS: u64 = 100_000_000;
/// Bytes a decoder may take for itself.
pub const MAX_MEMORY: u64 = 640 << 20;

const SMALLER: &str = "save it with fewer pixels (400 dots per inch are enough) and add that";
const ANOTHER: &str = "open it in a picture program, save it as PNG and add that";

/// Reads a picture file: one page a picture, sized in pixels.
pub fn read(bytes: &[u8], format: Format) -> Reading {
    let sizes = match format {
        Format::Tiff => tiff::sizes(bytes),
        _ => size(bytes).map(|(width, height)| vec![tiff::Size { width, height, trouble: None }]),
    };
    let sizes = match sizes {
        Ok(sizes) => sizes,
        Err(why) => return failed(format, format!("the picture could not be read: {why}"), ANOTHER),
    };
    let mut reading = Reading::empty(format);
    for (index, &tiff::Size { width, height, trouble }) in sizes.iter().enumerate() {
        let number = index as u32 + 1;
        if index > 0 {
            reading.raw.push('\u{c}');
        }
        let raw = Span::new(reading.raw.len(), reading.raw.len());
        let fits = u64::from(width) * u64::from(height) <= MAX_PIXELS;
        if !fits {
            let message =
                format!("picture {number} has {width} × {height} pixels, more than 100 million; it was not read");
            reading.diagnostics.push(warning(message, SMALLER));
        }
        if let Some(trouble) = trouble {
            reading.diagnostics.push(warning(format!("picture {number} was not read: {trouble}"), ANOTHER));
        }
        let fits = fits && trouble.is_none();
        let (width, height) = (width as f32, height as f32);
        reading.pages.push(Page { number, raw, width, height, method: Method::None, wants_ocr: fits });
    }
    reading
}

/// The pictures of the pages asked for; a page that cannot be decoded is missing.
pub fn render(bytes: &[u8], format: Format, pages: &[u32]) -> Vec<PageImage> {
    let decoded = |page: u32| match format {
        Format::Tiff => tiff::picture(bytes, page.checked_sub(1)?).ok(),
        _ => (page == 1).then(|| picture(bytes).ok()).flatten(),
    };
    pages.iter().filter_map(|&page| png(page, &decoded(page)?)).collect()
}

/// Width and height as seen, without decoding.
fn size(bytes: &[u8]) -> Result<(u32, u32), String> {
    let mut decoder = reader(bytes)?.into_decoder().map_err(|error| error.to_string())?;
    let (width, height) = decoder.dimensions();
    let is_turned = decoder.orientation().is_ok_and(|turn| {
        matches!(
            turn,
            Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
        )
    });
    Ok(if is_turned { (height, width) } else { (width, height) })
}

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, String> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    Ok(reader)
}

fn picture(bytes: &[u8]) -> Result<DynamicImage, String> {
    let (width, height) = size(bytes)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err("too many pixels".to_owned());
    }
    let mut decoder = reader(bytes)?.into_decoder().map_err(|error| error.to_string())?;
    let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
    picture.apply_orientation(turn);
    Ok(picture)
}

/// The picture as a plain PNG: grey where it is grey, else in colour, transparency on white.
fn png(page: u32, picture: &DynamicImage) -> Option<PageImage> {
    let (width, height) = (picture.width(), picture.height());
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive);
    let color = picture.color();
    let plain = match (color.has_color(), color.has_alpha()) {
        (false, false) => DynamicImage::ImageLuma8(picture.to_luma8()),
        (true, false) => DynamicImage::ImageRgb8(picture.to_rgb8()),
        (_, true) => DynamicImage::ImageRgb8(on_white(picture)),
    };
    plain.write_with_encoder(encoder).ok()?;
    Some(PageImage { page, width, height, png })
}

fn on_white(picture: &DynamicImage) -> image::RgbImage {
    let picture = picture.to_rgba8();
    let mut flat = image::RgbImage::new(picture.width(), picture.height());
    for (to, from) in flat.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        to.0 = [red, green, blue].map(|value| ((value * alpha + 255 * (255 - alpha)) / 255) as u8);
    }
    flat
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(picture: &DynamicImage, format: image::ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).expect("it encodes");
        bytes.into_inner()
    }

    #[test]
    fn a_picture_is_one_page_that_wants_ocr() {
        let bytes = encoded(&DynamicImage::new_luma8(30, 20), image::ImageFormat::Png);
        let reading = read(&bytes, Format::Png);
        assert_eq!((reading.pages.len(), reading.pages[0].width, reading.pages[0].wants_ocr), (1, 30.0, true));
    }

    #[test]
    fn transparent_paper_is_white() {
        let bytes = encoded(&DynamicImage::new_rgba8(4, 4), image::ImageFormat::Png);
        let images = render(&bytes, Format::Png, &[1]);
        let picture = image::load_from_memory(&images[0].png).expect("a PNG").to_rgb8();
        assert_eq!(picture.get_pixel(0, 0).0, [255, 255, 255]);
    }

    #[test]
    fn a_tiff_gives_its_picture_too() {
        let bytes = encoded(&DynamicImage::new_luma16(7, 5), image::ImageFormat::Tiff);
        assert_eq!(read(&bytes, Format::Tiff).pages.len(), 1);
        assert_eq!(render(&bytes, Format::Tiff, &[1, 2]).len(), 1);
    }

    #[test]
    fn a_cut_off_picture_is_an_error_or_has_no_picture() {
        let bytes = encoded(&DynamicImage::new_luma8(300, 200), image::ImageFormat::Png);
        assert_eq!(read(&bytes[..10], Format::Png).diagnostics.len(), 1);
        assert!(render(&bytes[..40], Format::Png, &[1]).is_empty());
    }
}
