//! What a page says and links to, read as plainly as a test needs.

/// A page.
pub struct PageText(String);

impl PageText {
    /// Reads a page.
    pub fn of(html: String) -> PageText {
        PageText(html)
    }

    /// The markup.
    pub fn html(&self) -> &str {
        &self.0
    }

    /// The values of an attribute, in order.
    pub fn values(&self, attribute: &str) -> Vec<&str> {
        let begin = format!(" {attribute}=\"");
        let after = self.0.split(begin.as_str()).skip(1);
        after.filter_map(|rest| rest.split('"').next()).collect()
    }

    /// The parts between a tag and its end, in order. The tag must not stand within itself.
    pub fn parts(&self, tag: &str) -> Vec<PageText> {
        let (begin, end) = (format!("<{tag}"), format!("</{tag}>"));
        let after = self.0.split(begin.as_str()).skip(1);
        after
            .filter_map(|rest| rest.split(end.as_str()).next())
            .map(|part| PageText(part.to_owned()))
            .collect()
    }

    /// The words, without the markup.
    pub fn words(&self) -> String {
        let texts = self.0.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text));
        let text = texts.collect::<Vec<_>>().join(" ");
        let plain =
            text.replace("&#39;", "'").replace("&quot;", "\"").replace("&#38;", "&").replace("&amp;", "&");
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
