"""Made-up people and the demonstration walk: the whole main job without a real signer."""
