"""One small made-up conversation in every format; all of them say the same."""

TURNS = [
    ("Anna Kim", "Good morning. What matters most to you?"),
    ("Bo Larsen", "The date. And 4,000 is too much."),
    ("Anna Kim", "If you sign today, I can do 3,900."),
]

TEXT = """\
[00:00:01] Anna Kim: Good morning.
  What matters most to you?
[00:00:09] Bo Larsen: The date. And 4,000 is too much.

Anna Kim (00:14): If you sign today, I can do 3,900.
"""

SHOUTED = """\
SELLER - Good morning. What matters most to you?
BUYER - The date. And 4,000 is too much.
SELLER - If you sign today, I can do 3,900.
"""

PHONE_CHAT = """\
22/11/2026, 09:12 - Anna Kim: Good morning. What matters most to you?
22/11/2026, 09:13 - Bo Larsen: The date. And 4,000 is too much.
22/11/2026, 09:15 - Anna Kim: If you sign today, I can do 3,900.
"""

JSON_LIST = """\
[
 {"speaker": "Anna Kim", "text": "Good morning. What matters most to you?", "start": 1.0},
 {"speaker": "Bo Larsen", "text": "The date. And 4,000 is too much."},
 {"speaker": "Anna Kim", "text": "If you sign today, I can do 3,900."}
]
"""

JSON_MESSAGES = """\
{"id": 7, "messages": [
 {"role": "Anna Kim", "content": [
   {"type": "text", "text": "Good morning. What matters most to you?"}]},
 {"author": {"role": "user", "name": "Bo Larsen"},
  "content": {"parts": ["The date. And 4,000 is too much."]}},
 {"from": "Anna Kim", "value": "If you sign today, I can do 3,900."}
]}
"""

JSON_LINES = """\
{"name": "Anna Kim", "message": "Good morning. What matters most to you?"}
{"name": "Bo Larsen", "message": "The date. And 4,000 is too much."}
{"name": "Anna Kim", "message": "If you sign today, I can do 3,900."}
"""

CSV = """\
Time;Speaker;Message
00:01;Anna Kim;Good morning. What matters most to you?
00:09;Bo Larsen;"The date. And 4,000 is too much."

00:14;Anna Kim;"If you sign today, I can do 3,900."
"""

VTT_VOICES = """\
WEBVTT - a call

NOTE made by hand

1
00:00:01.000 --> 00:00:03.000 align:start
<v Anna Kim>Good <i>morning</i>.</v>

2
00:00:03.000 --> 00:00:05.000
<v Anna Kim>What matters most
to you?</v>

00:00:09.000 --> 00:00:11.000
<v.loud Bo Larsen>The date. And 4,000 is too much.
<v Anna Kim>If you sign today, I can do 3,900.
"""

VTT_NAMES = """\
WEBVTT

1
00:00:01.000 --> 00:00:03.000
Anna Kim: Good morning.

2
00:00:03.000 --> 00:00:05.000
What matters most to you?

3
00:00:09.000 --> 00:00:11.000
- Bo Larsen: The date. And 4,000 is too much.
- Anna Kim: If you sign today, I can do 3,900.
"""

SRT = """\
1
00:00:01,000 --> 00:00:03,000
<font color="#fff">Anna Kim:</font> Good morning.
What matters most to you?

2
00:00:09,000 --> 00:00:11,000
Bo Larsen: The date. And 4,000 is too much.

3
00:00:14,000 --> 00:00:16,000
>> Anna Kim: If you sign today, I can do 3,900.
"""

TEAMS = """\
Weekly call-20261122_091200-Meeting Recording
November 22, 2026, 9:12AM

Anna Kim started transcription

Anna Kim   0:03
Good morning.

Anna Kim   0:05
What matters most to you?

Bo Larsen   0:09
The date. And 4,000 is too much.

Anna Kim   0:14
If you sign today, I can do 3,900.

Anna Kim stopped transcription
"""

ZOOM = """\
[Anna Kim] 09:12:01
Good morning. What matters most to you?

[Bo Larsen] 09:12:09
The date. And 4,000 is too much.

[Anna Kim] 09:12:14
If you sign today, I can do 3,900.
"""

MARKDOWN = """\
# A call in November

**Anna Kim:** Good morning. What matters most to you?

> **Bo Larsen**: The date.
> And 4,000 is too much.

- __Anna Kim:__ If you sign today, I can do 3,900.
"""

MARKDOWN_HEADINGS = """\
# A call

## Anna Kim

Good morning. What matters most to you?

## Bo Larsen:

> The date. And 4,000 is too much.

## Anna Kim

If you sign today, I can do 3,900.
"""

SAMPLES = [
    ("call.txt", TEXT, "text"),
    ("call", SHOUTED, "text"),
    ("chat.txt", PHONE_CHAT, "text"),
    ("call.json", JSON_LIST, "json"),
    ("call.txt", JSON_MESSAGES, "json"),
    ("call.jsonl", JSON_LINES, "json"),
    ("call.csv", CSV, "csv"),
    ("call.txt", CSV, "csv"),
    ("call.vtt", VTT_VOICES, "vtt"),
    ("call.txt", VTT_NAMES, "vtt"),
    ("call.vtt", VTT_NAMES.removeprefix("WEBVTT\n\n"), "vtt"),
    ("call.srt", SRT, "srt"),
    ("call.txt", TEAMS, "teams"),
    ("call.txt", ZOOM, "teams"),
    ("call.md", MARKDOWN, "markdown"),
    ("call.txt", MARKDOWN, "markdown"),
    ("call.md", MARKDOWN_HEADINGS, "markdown"),
]
"""File name, text and the format it has to be told as."""
