"""What any program needs: errors, safe files, progress and cancelling, text hygiene, resources."""
