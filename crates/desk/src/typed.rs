//! Text as people typed it into a form.

/// What was typed, without the space around it. Browsers send each line break as two characters and count it as one: so does
/// the desk, lest a text be too long that the form let through.
pub fn typed(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn a_line_break_is_one_character() {
        assert_eq!(typed(" a\r\n\r\nb\n"), "a\n\nb");
    }
}
