"""The Textual app: screens and widgets over the same events that plain mode prints."""
