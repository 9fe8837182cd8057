"""Language models behind one port: the `openai` client, and the offline model it talks to."""
