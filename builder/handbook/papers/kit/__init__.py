"""What a trainer takes into the room: one session as pages that stand alone, and as one PDF."""
