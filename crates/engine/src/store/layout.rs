//! Where things lie in an archive's folder, and its settings.

use super::{FORMAT_VERSION, Result, StoreError};
use broadside_model::SourceId;
use std::fs;
use std::path::{Path, PathBuf};

/// An archive's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    root: PathBuf,
}

/// The settings in `broadside.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Format version of the archive.
    pub format: u32,
    /// Names of repair rules that are turned off.
    pub repair_off: Vec<String>,
    /// Tesseract languages to read scans with; empty means: choose from those installed.
    pub ocr_languages: Vec<String>,
    /// The model that labels names in place of the built-in tagger.
    pub names_model: Option<NamesModel>,
}

/// A model that the user brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamesModel {
    /// Its folder.
    pub folder: PathBuf,
    /// BLAKE3 of its files in hexadecimal digits.
    pub blake3: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { format: FORMAT_VERSION, repair_off: Vec::new(), ocr_languages: Vec::new(), names_model: None }
    }
}

impl Layout {
    /// Opens the archive at `root`.
    pub fn open(root: &Path) -> Result<(Self, Settings)> {
        let layout = Layout { root: root.to_owned() };
        match fs::metadata(layout.settings_file()) {
            Ok(file) if file.is_file() => {}
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                return Err(StoreError::file(root, error));
            }
            _ if layout.catalogue().is_file() => return Err(layout.settings_lost()),
            _ => return Err(StoreError::Missing(root.to_owned())),
        }
        let settings = layout.read_settings()?;
        Ok((layout, settings))
    }

    /// Opens the archive at `root`, making it when there is nothing or an empty folder.
    pub fn open_or_create(root: &Path) -> Result<(Self, Settings)> {
        let layout = Layout { root: root.to_owned() };
        if layout.settings_file().is_file() {
            return Layout::open(root);
        }
        if layout.catalogue().is_file() {
            return Err(layout.settings_lost());
        }
        if root.exists() && !root.is_dir() {
            return Err(StoreError::NotAFolder(root.to_owned()));
        }
        fs::create_dir_all(root).map_err(|error| StoreError::file(root, error))?;
        let half_made = ["originals", "incoming", "lock", "broadside.toml.new"];
        let entries = fs::read_dir(root).map_err(|error| StoreError::file(root, error))?;
        for entry in entries {
            let entry = entry.map_err(|error| StoreError::file(root, error))?;
            if !half_made.iter().any(|name| entry.file_name() == *name) {
                return Err(StoreError::NotAnArchive(root.to_owned()));
            }
        }
        for folder in [layout.originals(), layout.incoming()] {
            fs::create_dir_all(&folder).map_err(|error| StoreError::file(folder, error))?;
        }
        layout.write_settings(&Settings::default())?;
        Layout::open(root)
    }

    /// The archive's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The settings file.
    pub fn settings_file(&self) -> PathBuf {
        self.root.join("broadside.toml")
    }

    /// The folder of originals.
    pub fn originals(&self) -> PathBuf {
        self.root.join("originals")
    }

    fn settings_lost(&self) -> StoreError {
        StoreError::Settings { path: self.settings_file(), message: "missing, though there is a catalogue".to_owned() }
    }

    /// Whether any original was received.
    pub(super) fn keeps_originals(&self) -> bool {
        fs::read_dir(self.originals()).is_ok_and(|mut entries| entries.next().is_some())
    }

    /// The file that keeps the bytes of a source.
    pub fn original(&self, id: SourceId) -> PathBuf {
        let hex = id.hex();
        self.originals().join(&hex[..2]).join(&hex[2..])
    }

    /// The file that keeps the picture of a page of a source.
    pub fn image(&self, id: SourceId, page: u32) -> PathBuf {
        let hex = id.hex();
        self.root.join("images").join(&hex[..2]).join(format!("{}-{page}.png", &hex[2..]))
    }

    /// The folder of files being received.
    pub fn incoming(&self) -> PathBuf {
        self.root.join("incoming")
    }

    /// The SQLite file.
    pub fn catalogue(&self) -> PathBuf {
        self.root.join("catalogue.sqlite")
    }

    /// The hashes of the closed catalogue.
    pub fn catalogue_seal(&self) -> PathBuf {
        self.root.join("catalogue.seal")
    }

    /// The folder of the full-text index.
    pub fn index(&self) -> PathBuf {
        self.root.join("index")
    }

    /// The hashes of the closed index.
    pub fn index_seal(&self) -> PathBuf {
        self.root.join("index.seal")
    }

    /// The writer's lock.
    pub fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    fn read_settings(&self) -> Result<Settings> {
        let path = self.settings_file();
        let bytes = fs::read(&path).map_err(|error| StoreError::file(&path, error))?;
        let fail = |message: String| StoreError::Settings { path: path.clone(), message };
        let text = String::from_utf8(bytes).map_err(|_| fail("it is damaged: it is not UTF-8 text".to_owned()))?;
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| fail(error.message().to_owned()))?;
        let format = table.get("format").and_then(toml::Value::as_integer);
        let Some(format) = format.and_then(|format| u32::try_from(format).ok()) else {
            return Err(fail("`format = NUMBER` is missing".to_owned()));
        };
        if format > FORMAT_VERSION {
            return Err(StoreError::Newer { path: self.root.clone(), found: format });
        }
        let names = |section: &str, key: &str| match table.get(section).and_then(|section| section.get(key)) {
            None => Ok(Vec::new()),
            Some(value) => value
                .as_array()
                .and_then(|items| items.iter().map(|item| item.as_str().map(str::to_owned)).collect())
                .ok_or_else(|| fail(format!("`{key}` in [{section}] must be a list of names in quotes"))),
        };
        let word = |key: &str| table.get("names").and_then(|section| section.get(key)).and_then(toml::Value::as_str);
        let names_model = match (word("model"), word("blake3")) {
            (Some(folder), Some(blake3)) => Some(NamesModel { folder: folder.into(), blake3: blake3.to_owned() }),
            (None, None) => None,
            _ => return Err(fail("[names] needs `model` and `blake3`, each in quotes; or neither".to_owned())),
        };
        let (repair_off, ocr_languages) = (names("repair", "off")?, names("ocr", "languages")?);
        Ok(Settings { format, repair_off, ocr_languages, names_model })
    }

    /// Writes the settings file anew.
    pub fn write_settings(&self, settings: &Settings) -> Result<()> {
        let list = |names: &[String]| toml::Value::from(names.to_vec()).to_string();
        let names = settings.names_model.as_ref().map_or(String::new(), |model| {
            let word = |text: &str| toml::Value::from(text).to_string();
            format!(
                "\n[names]\n# The model that labels names; set by `--names-model`.\nmodel = {}\nblake3 = {}\n",
                word(&model.folder.to_string_lossy()),
                word(&model.blake3)
            )
        });
        let text = format!(
            "# A Broadside archive. Text after # is for people.\nformat = {}\n\n[repair]\n# Rules that are turned off; \
             `broadside reread` applies a change.\noff = {}\n\n[ocr]\n# Tesseract languages for scans; empty: chosen \
             from those installed.\nlanguages = {}\n{names}",
            settings.format,
            list(&settings.repair_off),
            list(&settings.ocr_languages),
        );
        write_whole(&self.settings_file(), text.as_bytes())
    }
}

/// Writes a small file so that it is there whole or not at all.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    use std::io::Write as _;
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    let temporary = PathBuf::from(temporary);
    let write = || -> std::io::Result<()> {
        let mut file = fs::File::create(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        fs::File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
    };
    write().map_err(|error| StoreError::file(path, error))
}
