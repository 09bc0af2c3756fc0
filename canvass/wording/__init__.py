"""Every sentence a person reads that both front ends use, and its translation."""
