"""Files on disk: transcripts, graded records, and where they live."""
