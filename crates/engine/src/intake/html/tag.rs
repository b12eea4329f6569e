//! The elements of HTML that reading tells apart.

use html5ever::{QualName, local_name, ns};

macro_rules! tags {
    ($($variant:ident = $name:tt),* $(,)?) => {
        /// An element, as far as reading tells them apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Tag {
            /// Not an element.
            None,
            /// Any other element.
            Other,
            $(#[doc = concat!("`<", $name, ">`")] $variant),*
        }

        impl Tag {
            /// The tag of an element name.
            pub fn of(name: &QualName) -> Tag {
                if name.ns != ns!(html) {
                    return if name.local == local_name!("svg") { Tag::Svg } else { Tag::Other };
                }
                match name.local {
                    $(local_name!($name) => Tag::$variant,)*
                    _ => Tag::Other,
                }
            }
        }
    };
}

tags! {
    A = "a", Address = "address", Article = "article", Aside = "aside", Audio = "audio", Blockquote = "blockquote",
    Body = "body", Br = "br", Button = "button", Canvas = "canvas", Caption = "caption", Center = "center",
    Datalist = "datalist", Dd = "dd", Details = "details", Dialog = "dialog", Div = "div", Dl = "dl", Dt = "dt",
    Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure", Footer = "footer", Form = "form",
    H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head", Header = "header",
    Hgroup = "hgroup", Hr = "hr", Html = "html", Iframe = "iframe", Img = "img", Input = "input", Label = "label", Legend = "legend",
    Li = "li", Link = "link", Listing = "listing", Main = "main", Menu = "menu", Meta = "meta", Nav = "nav",
    Noframes = "noframes", Noscript = "noscript", Object = "object", Ol = "ol", Optgroup = "optgroup",
    Option = "option", P = "p", Plaintext = "plaintext", Pre = "pre", Q = "q", Rp = "rp", Rt = "rt", Script = "script",
    Search = "search", Section = "section", Select = "select", Span = "span", Style = "style", Summary = "summary",
    Svg = "svg", Table = "table", Tbody = "tbody", Td = "td", Template = "template", Textarea = "textarea",
    Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time", Title = "title", Tr = "tr", Ul = "ul",
    Video = "video", Xmp = "xmp",
}

impl Tag {
    /// Whether a browser shows nothing of what is inside.
    pub fn is_unseen(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Head | Script
                | Style
                | Template
                | Noframes
                | Title
                | Meta
                | Link
                | Iframe
                | Object
                | Svg
                | Canvas
                | Audio
                | Video
                | Select
                | Datalist
                | Option
                | Optgroup
                | Textarea
                | Rp
                | Rt
        )
    }

    /// Whether it stands on lines of its own.
    pub fn is_block(self) -> bool {
        use Tag::*;
        self.heading().is_some()
            || matches!(
                self,
                Address
                    | Article
                    | Aside
                    | Blockquote
                    | Body
                    | Caption
                    | Center
                    | Dd
                    | Details
                    | Dialog
                    | Div
                    | Dl
                    | Dt
                    | Fieldset
                    | Figcaption
                    | Figure
                    | Footer
                    | Form
                    | Header
                    | Hgroup
                    | Hr
                    | Html
                    | Legend
                    | Li
                    | Listing
                    | Main
                    | Menu
                    | Nav
                    | Ol
                    | P
                    | Plaintext
                    | Pre
                    | Search
                    | Section
                    | Summary
                    | Table
                    | Tbody
                    | Td
                    | Tfoot
                    | Th
                    | Thead
                    | Tr
                    | Ul
                    | Xmp
            )
    }

    /// The level of a heading, 1 to 6.
    pub fn heading(self) -> Option<u8> {
        Some(match self {
            Tag::H1 => 1,
            Tag::H2 => 2,
            Tag::H3 => 3,
            Tag::H4 => 4,
            Tag::H5 => 5,
            Tag::H6 => 6,
            _ => return None,
        })
    }

    /// Whether white space inside is shown as it stands.
    pub fn is_verbatim(self) -> bool {
        matches!(self, Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext)
    }

    /// Whether it is a list of items.
    pub fn is_list(self) -> bool {
        matches!(self, Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dl)
    }
}
