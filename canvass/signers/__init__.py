"""A line's fields: entering, correcting, undo, draft, completion, finding and listing."""
