//! The text and the links of a page, read by simple rules that suffice for our own pages.

/// The HTML of a page or a part of one.
pub struct PageText(String);

impl PageText {
    /// Takes the HTML of a page.
    pub fn new(html: String) -> PageText {
        PageText(html)
    }

    /// The HTML.
    pub fn html(&self) -> &str {
        &self.0
    }

    /// The values of all attributes with this name, in order.
    pub fn values(&self, attribute: &str) -> Vec<&str> {
        let begin = format!(" {attribute}=\"");
        let after = self.0.split(begin.as_str()).skip(1);
        after.filter_map(|rest| rest.split('"').next()).collect()
    }

    /// The contents of all elements with this tag, in order. They must not be nested in each other.
    pub fn parts(&self, tag: &str) -> Vec<PageText> {
        let (begin, end) = (format!("<{tag}"), format!("</{tag}>"));
        let after = self.0.split(begin.as_str()).skip(1);
        after
            .filter_map(|rest| rest.split(end.as_str()).next())
            .map(|part| PageText(part.to_owned()))
            .collect()
    }

    /// The text without tags.
    pub fn words(&self) -> String {
        let texts = self.0.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text));
        let text = texts.collect::<Vec<_>>().join(" ");
        let plain =
            text.replace("&#39;", "'").replace("&quot;", "\"").replace("&#38;", "&").replace("&amp;", "&");
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
