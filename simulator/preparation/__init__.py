"""What a seller does before the meeting, and what of it counts in the room."""
