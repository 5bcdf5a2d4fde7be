//! The built-in designs, `designs/*.toml`.

/// The name and the TOML text of every built-in design.
pub const PRESETS: [(&str, &str); 10] = [
    ("digits", include_str!("../designs/digits.toml")),
    ("digits-20", include_str!("../designs/digits-20.toml")),
    ("digits-128", include_str!("../designs/digits-128.toml")),
    (
        "digits-stored",
        include_str!("../designs/digits-stored.toml"),
    ),
    ("digits-wide", include_str!("../designs/digits-wide.toml")),
    ("deep", include_str!("../designs/deep.toml")),
    ("generative", include_str!("../designs/generative.toml")),
    ("tiny", include_str!("../designs/tiny.toml")),
    ("mnist", include_str!("../designs/mnist.toml")),
    ("mnist-256", include_str!("../designs/mnist-256.toml")),
];

/// The names of all presets, separated by commas.
pub fn names() -> String {
    PRESETS.map(|(name, _)| name).join(", ")
}
