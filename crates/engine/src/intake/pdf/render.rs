//! Pages to grey pictures, for OCR and for the reader.

use super::open;
use broadside_model::PageImage;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_interpret::InterpreterSettings;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most pixels of one picture; A4 at 400 dpi has 15 million.
const MAX_PIXELS: f32 = 24e6;
/// The longest side in pixels.
const MAX_SIDE: f32 = 16_000.0;

/// Renders `pages`, counted from 1, at `dpi` dots per inch as grey PNG.
///
/// A picture is as large as the visible page, turned as it is shown, so that a word box in points times `dpi / 72` is
/// its place in the picture; only a page beyond 24 million pixels is rendered smaller, which its width tells. A page
/// that cannot be rendered, or is not there, is left out.
pub fn render(bytes: &[u8], pages: &[u32], dpi: f32) -> Vec<PageImage> {
    let Ok(pdf) = open(bytes) else { return Vec::new() };
    let mut images = Vec::with_capacity(pages.len());
    for &number in pages {
        let image = catch_unwind(AssertUnwindSafe(|| {
            let page = pdf.pages().get((number as usize).checked_sub(1)?)?;
            let (width, height) = page.render_dimensions();
            let scale = scale(width, height, dpi)?;
            let pixels = hayro::render(
                page,
                &RenderCache::new(),
                &InterpreterSettings::default(),
                &RenderSettings::default(),
                &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
            );
            let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
            png(pixels.data_as_u8_slice(), width, height).map(|png| PageImage { page: number, width, height, png })
        }));
        images.extend(image.ok().flatten());
    }
    images
}

/// Pixels a point, so that the picture stays within bounds.
fn scale(width: f32, height: f32, dpi: f32) -> Option<f32> {
    let scale = (dpi / 72.0).min((MAX_PIXELS / (width * height)).sqrt()).min(MAX_SIDE / width.max(height));
    (scale.is_finite() && scale * width.min(height) >= 1.0).then_some(scale)
}

/// Opaque pixels of four bytes to a grey PNG, by the luminance of ITU-R BT.601.
fn png(rgba: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let luminance =
        |p: &[u8; 4]| ((77 * u32::from(p[0]) + 150 * u32::from(p[1]) + 29 * u32::from(p[2]) + 128) >> 8) as u8;
    let grey: Vec<u8> = rgba.as_chunks::<4>().0.iter().map(luminance).collect();
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive)
        .write_image(&grey, width, height, ExtendedColorType::L8)
        .ok()?;
    Some(png)
}
