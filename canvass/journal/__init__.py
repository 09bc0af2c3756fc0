"""What everyone knows, whatever order it arrived in: places, records, union, agreement, views, check."""
