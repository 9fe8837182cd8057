"""The nouns of a negotiation. No input or output, no asyncio, no screen in here."""
