"""One table of sentences for each room that can fail: error code to sentence."""
